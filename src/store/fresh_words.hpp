// Which of some messages that are not in the word index yet have the words: by the rules of the index,
// because it is one, in memory, for as long as it takes.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "database.hpp"

namespace confab::store {

class FreshWords {
  public:
    FreshWords();  // throws StorageError, as do the others

    void add(std::int64_t place, std::string_view text, std::int64_t person);
    // Those that match; then all are forgotten.
    std::set<std::int64_t> take(const std::string& expression);
    void forget();

  private:
    Database database_;
    struct Table {
        explicit Table(Database& database);
    };
    Table table_;  // before what is prepared for it
    Statement add_, find_;
};

}  // namespace confab::store
