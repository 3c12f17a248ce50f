// Tokens with which programs say something in a room. Each has a name, which is what the room sees. They are
// among the rules of their room, and last as long as these.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "confab/core/outcome.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/rooms/rule_changes.hpp"
#include "confab/core/sanctions/sanction_register.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class PostingTokens {
  public:
    // A token and its room; null: there is none.
    struct Found {
        Room* room = nullptr;
        const PostingToken* token = nullptr;
    };

    // All of them outlive it.
    PostingTokens(const UserDirectory& users, AccountDirectory& accounts, RoomDirectory& rooms,
                  const SanctionRegister& sanctions, RuleChanges& changes)
        : users_(users), accounts_(accounts), rooms_(rooms), sanctions_(sanctions), changes_(changes) {}

    // Registered operators of the room make them; the room must be one that lasts.
    Refusal can_add(const Actor& actor, const Room& room, const Name& name) const;
    // `digest`: see digest_of(). The token itself is kept nowhere.
    Outcome add(const Actor& actor, Room& room, Name name, std::string digest, Now now);
    Outcome remove(const Actor& actor, Room& room, std::string_view key, Now now);

    // `room_base`: the key of a public or private room's name; empty: any room.
    Found find(std::string_view digest, std::string_view room_base) const;
    // Why nothing is said with it: its maker is gone, or that account or its own name is banned or muted
    // there.
    Refusal can_post(const Room& room, const PostingToken& token, Now now) const;
    // The name of the account that made it; empty if it is gone.
    std::string maker_of(const PostingToken& token) const;
    // The one of that name, whatever its room; null: none.
    const PostingToken* find_by_key(std::string_view key) const;
    // Nobody else may be called like a token.
    bool has_name(std::string_view key) const { return find_by_key(key) != nullptr; }

  private:
    // Calls `f` with each room that has tokens, until it gives true.
    template <class F>
    bool any_room(const F& f) const;

    const UserDirectory& users_;
    AccountDirectory& accounts_;
    RoomDirectory& rooms_;
    const SanctionRegister& sanctions_;
    RuleChanges& changes_;
};

}  // namespace confab
