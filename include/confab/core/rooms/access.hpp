// Every "may they?" about a room: see it, find it, come in, read, speak, set its topic and its rules.
//
// A room that not everybody sees has a private key, made of its name and the account that owns it. So there
// may be several rooms of one name, and a person who does not see them finds, makes and gets what they
// would if those rooms did not exist. At most one room of a name is seen by all.
#pragma once

#include <string>
#include <string_view>

#include "confab/base/name.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/rooms/invitations.hpp"
#include "confab/core/rooms/roles.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/sanctions/sanction_check.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/guesses.hpp"

namespace confab {

class Access {
  public:
    // All of them outlive it.
    Access(const ChatSettings& settings, const NameRules& names, AccountDirectory& accounts,
           RoomDirectory& rooms, const ServerRoles& server_roles, const SanctionCheck& sanctions,
           const Roles& roles, const Invitations& invitations)
        : settings_(settings),
          names_(names),
          accounts_(accounts),
          rooms_(rooms),
          server_roles_(server_roles),
          sanctions_(sanctions),
          roles_(roles),
          invitations_(invitations) {}

    // --- Seeing and finding. An invisible room is in no way different from a missing one.

    bool sees(const User& user, const Room& room) const;
    // The room that a name, or "dev@ann", means to `user`; null if there is none that they see.
    Room* find(const User& user, std::string_view text) const;
    // The room that `name` means to `user`, also one that nobody is in; null if it would have to be made.
    // A private room is found with the right `word`, which is its key, too.
    Room* resolve(const User& user, const RoomName& name, std::string_view word = {}) const;
    // The room that "dev@ann" is, if `user` may know of it.
    Room* named(const User& user, std::string_view text, std::string_view word = {}) const;
    // The room that somebody left under that key: it may have been private then and be public now.
    Room* left_under(const RoomKey& key) const;
    // "dev"; or "dev@ann" where the plain name would mean another room to `user`, or none.
    std::string name_for(const User& user, Room& room) const;
    std::string full_name(const Room& room) const;

    // --- The rest answer why not; empty if nothing is against it.

    // `name` has the key of the room, if there is one; `word` was typed as the key to it.
    Refusal can_enter(const User& user, const RoomName& name, const Room* room, std::string_view word,
                      Now now) const;
    // Not banned from there; nothing else is asked of a person who was a member.
    Refusal can_return(const User& user, const RoomKey& room_key, Now now) const;
    // Counts a `word` that opens nothing, for a missing room as for any other, so that nobody can tell which
    // rooms exist. After many of them one has to wait.
    Refusal can_guess(const User& user, const RoomName& name, std::string_view word, Now now);
    // Members may read it, and so may anyone who could join without a key or an invitation.
    bool can_read(const User& user, const Room& room, Now now) const;
    Refusal can_speak(const User& user, const Room& room, Now now) const;
    Refusal can_set_topic(const User& user, const Room& room, Now now) const;
    // `owner`: only the owner and server operators may.
    static Refusal can_set_rules(const Actor& actor, const Room& room, bool owner);

    // Whatever others see of a person outside of rooms too: private messages, away texts, last words, new
    // rooms.
    Refusal can_talk(const User& user, Now now) const;
    // May the user do what others see, anywhere? Bans and mutes are another question. This is the one place
    // that knows of read-only guests.
    Refusal can_take_part(const User& user) const;
    // In a lockdown guests may only read.
    Refusal can_pass_lockdown(const User& user) const;

    bool is_muted(const User& user, const Room& room, Now now) const {
        return sanctions_.is_muted(user, room.name().key, now);
    }
    // The room is moderated, and `user` has no voice there.
    bool is_voiceless(const User& user, const Room& room) const;
    // Nothing that `user` writes is shown in the room, names they take now included.
    bool is_silenced(const User& user, const Room& room, Now now) const {
        return is_muted(user, room, now) || is_voiceless(user, room);
    }

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    bool knows(const User& user, const Room& room) const;
    static bool opens(const Room& room, std::string_view word);
    Refusal can_open(const User& user, const RoomName& name, const Room* room, std::string_view word,
                     Now now) const;
    Refusal can_make(const User& user, Now now) const;
    // none() is the whole server.
    Refusal not_muted(const User& user, const RoomKey& room_key, Now now) const;
    Refusal can_talk_there(const User& user, const Room& room, Now now) const;
    Refusal can_speak_by_rules(const User& user, const Room& room, Now now) const;

    const ChatSettings& settings_;
    const NameRules& names_;
    AccountDirectory& accounts_;
    RoomDirectory& rooms_;
    const ServerRoles& server_roles_;
    const SanctionCheck& sanctions_;
    const Roles& roles_;
    const Invitations& invitations_;
    Guesses guesses_{settings_};  // of keys
};

}  // namespace confab
