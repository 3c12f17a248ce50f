// Who ignores whom, indexed by the ignored name, because that is asked for every message.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/core/users/user.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

// An ignored name stays ignored when its bearer goes and comes back, and follows them when they
// rename. What a user ignores is in its extras; the index here always agrees with it.
class Ignores {
  public:
    // Names one user may ignore.
    static constexpr std::size_t max_per_user = 100;

    bool empty() const { return by_key_.empty(); }
    bool ignores(const User& who, std::string_view key) const;
    // Adds everyone who ignores `key` to `out`, in the order of their ids.
    void collect(std::string_view key, std::vector<ClientId>& out) const;

    // Nothing beyond max_per_user, however it comes in.
    void add(User& who, const Name& whom);
    bool remove(User& who, std::string_view key);

    void renamed(UserDirectory& users, const std::string& before, const Name& after);
    // A guest's name goes to a stranger next, so nobody keeps ignoring it.
    void forget_name(UserDirectory& users, const std::string& key);
    void forget_user(User& who);
    // Of a user with several, one more or one less.
    void connection_added(const User& who, ClientId connection);
    void connection_removed(const User& who, ClientId connection);
    // All that they ignore, after they were loaded.
    void index(UserDirectory& users);

  private:
    struct Hash {  // finds a string_view without making a string of it
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
    };

    std::unordered_map<std::string, std::vector<ClientId>, Hash, std::equal_to<>> by_key_;
};

}  // namespace confab
