#include "confab/core/users/account_directory.hpp"

#include "account_fields.hpp"

namespace confab {

void AccountDirectory::save(snapshot::Writer& out) const { out(last_, by_id_); }

void AccountDirectory::load(snapshot::Reader& in) {
    by_key_.clear();
    by_certificate_.clear();
    in(last_, by_id_);
    for (auto& [id, account] : by_id_) {
        in.expect(account && account->id == id && id != 0 && id <= last_);
        if (!in.ok()) return;
        in.expect(!by_key_.contains(account->name.key));
        for (const std::string& each : account->certificates) in.expect(!by_certificate_.contains(each));
        index(*account);
    }
}

}  // namespace confab
