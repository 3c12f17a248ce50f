// What operators ask of the store.
#pragma once

#include <string>
#include <vector>

#include "confab/core/ports/operator_store.hpp"
#include "confab/store/store.hpp"

namespace confab {

class StoreForOperators final : public OperatorStore {
  public:
    // `store` outlives it.
    explicit StoreForOperators(store::Store& store) : store_(store) {}

    StorageStats stats() const override;
    void backup(std::string directory, Done done) override;
    void export_room(std::string room_key, Format format, Sink sink, Counted done) override;
    void purge(std::string name_key, AccountId account, Counted done) override;
    void audit(std::size_t last, std::string about, Audited done) override;

  private:
    store::Store& store_;
};

}  // namespace confab
