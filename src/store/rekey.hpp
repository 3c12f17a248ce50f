// The keys of names come from tables of Unicode's, and another version of them may make other keys. So the
// version is kept beside the keys, and after a change all of them are made anew from the names.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "database.hpp"

namespace confab::store {

struct Keys {
    std::string version;  // empty: nobody knows, and nothing is done
    std::function<std::string(std::string_view name)> of;
};

// Both do nothing if the keys are of this version already. Where two rooms have become one, the second keeps
// its old key: nothing of it is lost, but nobody can name it. They throw StorageError, and std::runtime_error
// for a column that cannot be read.
void rekey_state(Database& database, const Keys& keys);
void rekey_history(Database& database, const Keys& keys);

}  // namespace confab::store
