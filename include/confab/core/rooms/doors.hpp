// Rooms that are somebody's own: who may see them, come in and speak, and what their owners set.
//
// A room that not everybody sees has a key that no name has, "17#dev" of the room dev that account 17 owns:
// so there may be several rooms of one name, and whoever does not see them finds, makes and gets what they
// would if they were not there. At most one room of a name is seen by all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"
#include "confab/core/login/guesses.hpp"
#include "confab/core/ports/message_log.hpp"
#include "confab/core/rooms/rank.hpp"
#include "confab/core/rooms/room_guests.hpp"
#include "confab/core/rooms/room_rules.hpp"
#include "confab/core/users/client.hpp"

namespace confab {

class Hub;
class Room;
struct Account;
struct Client;
struct Name;

class Doors {
  public:
    static constexpr std::uint32_t slowest = 3600;  // seconds between two messages of one person

    // `hub` outlives it.
    explicit Doors(Hub& hub) : hub_(hub) {}

    // At the start: makes the rooms that are somebody's own.
    void load(std::vector<RoomRecord> rooms);

    // May `client` know of the room? Where not, all is as if there were none.
    bool sees(const Client& client, const Room& room) const;
    // The room that `name` means to `client`, and its key in `name`; null if it would have to be made.
    // The right `word` shows a room that is private.
    Room* behind(const Client& client, Name& name, std::string_view word = {});
    // The room that "dev@ann" is, if `client` may know of it.
    Room* named(const Client& client, std::string_view text, std::string_view word = {});
    // What `client` calls the room: "dev", or "dev@ann".
    std::string name_for(const Client& client, Room& room);
    // Goes into the one room that `client` is invited to, or the one of that name.
    void accept(Client& client, std::string_view which, Now now);
    // The room that a place under that key was in.
    Room* room_of_seat(std::string_view key);
    // What of a room was said in private, and whether `client` is shown it.
    PrivateIds private_ids(const Client& client, const Room& room) const;
    bool namesakes(const Room& a, const Room& b) const;  // or one and the same
    Rank rank(const Client& client, const Room& room) const;
    Rank rank(const Account& account, const Room& room) const;

    // Why not, without the "! "; empty if nothing is against it. `word` is what was said at the door.
    // `room` is null if there is none of that name yet.
    std::string refuses_entry(Client& client, const Name& name, const Room* room, std::string_view word,
                              Now now);
    // Counts a `word` that opens nothing; of a room that is not there as of any other, so that nobody can
    // tell which there are. Of many there is a wait.
    std::string refuses_guess(const Client& client, const Name& name, std::string_view word, Now now);
    std::string refuses_speech(Client& client, Room& room, Now now);
    // Is the room moderated, and has `client` no voice there?
    bool is_voiceless(const Client& client, const Room& room) const;
    std::string refuses_topic(const Client& client, const Room& room) const;
    // What `client` is in the room by its own marks, for /who; empty if nothing.
    std::string_view role(const Client& client, const Room& room) const;
    // A room was made by the first who came into it; one that is not new was empty.
    void made(Room& room, const Client& client, bool is_new, Now now);
    void entered(Client& client, Room& room, Now now);
    void left(Client& client, Room& room);  // is in it still
    // The client goes off the server, and may come back with its code or its name: what it was in its rooms
    // is remembered.
    void going(const Client& client, Now now);
    // Somebody is in the room again who had that code, or has the account, before.
    void came_back(const Client& client, Room& room, std::uint64_t code, Now now);
    // Nobody is in it any more: a room in which nothing was said or set is not worth keeping.
    void emptied(Room& room);
    // Who proves that they were in the room until their connection broke is let in again.
    void welcome_back(const Client& client, Room& room);

    // --- What those who may set it want. The actor's rank is the one in that room.

    enum class Switch : std::uint8_t { history, moderated };
    Outcome set(const Actor& actor, Room& room, Switch what, bool on, Now now);
    Outcome set_slow(const Actor& actor, Room& room, std::uint32_t seconds, Now now);
    Outcome set_key(const Actor& actor, Room& room, std::string_view word, Now now);  // "": none
    Outcome set_private(const Actor& actor, Room& room, bool on, Now now);
    Outcome drop(const Actor& actor, Room& room, Now now);
    // Makes a room without an owner that of the actor.
    Outcome own(const Actor& actor, Room& room, Now now);
    // /op, /voice, /invite and what takes them back. `whom` is a name.
    enum class Mark : std::uint8_t { operators, voices, invited };
    Outcome mark(const Actor& actor, Room& room, Mark mark, bool on, std::string_view whom, Now now);
    // The rules, a line each, as far as somebody of that rank may know.
    std::vector<std::string> describe(const Room& room, Rank rank);

    // Takes every mark from who is banned from the room.
    void forget_marks(Room& room, const Account* account, ClientId client);
    // The account is no more: its rooms are ordinary ones, or go with the last who is in them.
    void owner_gone(AccountId account, Now now);
    // Its topic or its rules have changed. Of what is nobody's own only the lobby lasts.
    void save(const Room& room);

  private:
    static bool owned(const Room& room);
    static bool lasts(const Room& room);
    static Rank mark_of(const Account& account, const Room& room);
    static Rank mark_of(ClientId client, const Room& room);
    static std::string not_allowed(const Actor& actor, const Room& room, bool owner);
    static RoomGuests& guests_of(Room& room);
    std::string refuses_owning(const Account& account) const;
    void give_to(Room& room, const Account& account);
    std::string move_to_owner(Room& room, const Account& account);
    bool has_operator(const Room& room, Now now) const;
    bool may_return(const RoomGuests::Absent& one, Now now) const;
    bool knows(const Client& client, const Room& room) const;
    static std::optional<std::uint32_t> last_spoke(const Client& client, const Room& room);
    static Ticks since_spoke(const Client& client, const Room& room, Now now);
    static void remember_speaker(const Client& client, Room& room);
    static const std::string* invited_by(const Client& client, const Room& room);
    bool invited(const Client& client, const Room& room) const;
    void invitation_sent(Room& room, const Account* account, const Client* client, const Actor& actor);
    bool invitation_over(Room& room, const Account* account, ClientId client);
    std::string full_name(const Room& room) const;
    static bool opens(const Room& room, std::string_view word);
    static bool is_there(const Room& room);
    void begin_period(Room& room);
    void end_period(Room& room, std::uint64_t last);
    void forget_periods(Room& room);
    void reads(const Client& client, Room& room, std::uint64_t up_to);
    void load_periods(Room& room);
    static std::uint64_t read_up_to(const Client& client, const Room& room, const PrivatePeriod& period);
    bool forget_all_of(const Room& room);
    bool let_back(const Client& client, Room& room);
    std::string refuses_making(const Client& client, Now now) const;
    std::string owned_by(const RoomRules& rules) const;
    RoomRules& rules_of(Room& room);
    bool change_key(Room& room, std::string key);
    Outcome show_to_all(Room& room);
    void let_go(Room& room);
    void tell_owner_gone(const Room& room, AccountId account, Now now);
    Outcome changed(const Actor& actor, Room& room, std::string detail, std::string text, Now now);
    void tell_changed(const Actor& actor, const Room& room, std::string_view what, Now now);
    Outcome change_mark(const Actor& actor, Room& room, Mark mark, bool on, Account* account, Client* client,
                        const Name& name, Now now);
    void tell_marked(Client& client, const Actor& actor, const Room& room, Mark mark, bool on, Now now);

    Hub& hub_;
    Guesses guesses_;  // of keys
};

}  // namespace confab
