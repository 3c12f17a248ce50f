// Everything that changes the chat, as data: a kind and its values, and when it was proposed. The same
// operations in the same order make the same chat and the same events, always.
//
// Values only: ids, names with their keys, texts, times. Never a pointer, a password, or the text of a
// private message. What is random is in it already. The author, the room and the target are looked up when it
// is applied, so an operation can name some that are gone: then it has no effect, or is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "confab/base/address.hpp"
#include "confab/base/ids.hpp"
#include "confab/base/name.hpp"
#include "confab/base/room_key.hpp"
#include "confab/base/time.hpp"
#include "confab/core/event.hpp"
#include "confab/core/operation_login.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/sanctions/sanction.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/display.hpp"
#include "confab/core/users/home.hpp"
#include "confab/core/users/role.hpp"

namespace confab::operation {

// --- Connections. The edge proposes these.

// Somebody connects. `view`: the dialect, and whether the display is interactive; the rest is ignored.
struct Arrive {
    ClientId connection;
    Address address{};
    View view{};
    std::uint64_t resume_code = 0;  // that nobody can guess; 0: none
    bool encrypted = false;
    std::string certificate{};  // see ConnectionExtras
    Home home = Home::always;
    bool nameless = false;  // until they take a name by Enter or LogIn
};
// The connection has broken or was closed; `reason` may be empty.
struct Gone {
    ClientId connection;
    std::string reason{};
    Arrived arrived = all_arrived;
};
struct SetInteractive {
    ClientId connection;
    bool on = false;
};
// The user did something that changes nothing else: they are not idle.
struct Active {
    ClientId connection;
};

// --- People. From here on a `connection` is that of the user who asks for it.

// Somebody nameless takes a name and comes in as a guest.
struct Enter {
    ClientId connection;
    Name name{};
};
// The password of that account was right; the connection has not come in yet.
struct Prove {
    ClientId connection;
    AccountId account = 0;
};
// They act as the server operator that account is, or no longer (0). Its password was right.
struct Operate {
    ClientId connection;
    AccountId account = 0;
};
struct Quit {
    ClientId connection;
    std::string words{};
};
// Ends one of their connections, or all others if there is none.
struct Disconnect {
    ClientId connection;
    ClientId which{};
};
// A `room` here and below: none is the current one.
struct Say {
    ClientId connection;
    EventType type = EventType::message;  // or emote
    std::string text{};
    RoomId room{};
};
// The same as an answer to a message of the room, by its id.
struct Answer {
    ClientId connection;
    RoomId room;
    std::uint64_t to = 0;
    std::string text{};
};
// One's own message says this from now on.
struct Edit {
    ClientId connection;
    RoomId room;
    std::uint64_t id = 0;
    std::string text{};
};
// One's own, or that of somebody whom an operator of the room may act on.
struct Delete {
    ClientId connection;
    RoomId room;
    std::uint64_t id = 0;
};
// A private message was sent: /reply means its writer, and both have written with each other.
struct Wrote {
    ClientId connection;
    UserId to;
};
struct Rename {
    ClientId connection;
    Name name{};
};
struct SetAway {
    ClientId connection;
    bool away = false;
    std::string text{};
};
struct Ignore {
    ClientId connection;
    Name whom{};  // `text` as it was typed
    bool on = true;
};
// Whatever is there changes.
struct Prefer {
    ClientId connection;
    std::optional<bool> echo{};
    std::optional<bool> timestamps{};
    std::optional<bool> structured{};
    std::optional<bool> numbers{};
    std::optional<Quiet> quiet{};
    std::optional<std::uint8_t> flavour{};
    std::optional<DisplayPreferences> display{};  // but for what is not chosen
};

// --- Rooms

// Makes the room, if there is none, or talks in it, if the user is there already.
struct Join {
    ClientId connection;
    RoomName room{};
    std::string word{};  // the key of the room, as it was typed
};
struct Accept {
    ClientId connection;
    std::string room{};  // as it was typed; empty: the only one
};
struct Leave {
    ClientId connection;
    std::string room{};  // as it was typed; empty: the current one
};
struct SetTopic {
    ClientId connection;
    std::string text{};  // empty: none
    RoomId room{};
};
struct SetRoom {
    enum class Rule : std::uint8_t {
        moderated,
        history,
        slow,
        key,
        hidden,
        own,
        drop,
        by_invitation,
        topic_lock
    };
    ClientId connection;
    Rule rule{};
    bool on = false;
    std::uint32_t seconds = 0;  // of slow; 0 ends it
    std::string word{};         // of key; empty: none
    RoomId room{};
};
struct Grant {
    ClientId connection;
    GrantKind kind{};
    bool on = true;
    std::string whom{};
    RoomId room{};
};

// With which a program speaks in the current room. The token itself is in no operation.
struct AddToken {
    ClientId connection;
    Name name{};
    std::string digest{};
};
struct RemoveToken {
    ClientId connection;
    std::string key{};  // of its name
};
// A program says something with a token.
struct Post {
    std::string digest{};
    std::string room{};  // key of the name; empty: that of the token
    std::string text{};
};

// --- Moderation, by a user or by a tool of the machine's owner

// What an act is about.
struct Scope {
    enum class Kind : std::uint8_t { server, current, room };
    Kind kind = Kind::server;
    RoomId room{};
};
struct Kick {
    Author author;
    Scope scope;
    std::string whom{};
    std::string reason{};
};
struct Impose {
    Author author;
    Scope scope;
    Sanction::Kind kind{};
    std::string target{};                // a name, an address or a network
    std::optional<Milliseconds> time{};  // nothing: for ever
    std::string reason{};
};
struct Lift {
    Author author;
    Scope scope;
    Sanction::Kind kind{};
    std::string target{};  // or the number
};
struct SetOperator {
    Author author;
    std::string account{};
    bool on = true;
};
struct SetLockdown {
    Author author;
    bool on = true;
};
// What was said under that key of a name is gone, as far as it is in memory.
struct Purge {
    std::string name_key{};
};
// By a tool: a notice to one room, or to all if there is none.
struct Announce {
    RoomId room{};
    std::string text{};
};
// By a tool, which did something that is to be found in the audit.
struct Record {
    std::string tool{};
    std::string action{};
    std::string target{};
    std::string room{};
    std::string detail{};
};

// --- Of the server

// What is due by now is done.
struct Tick {};
struct Configure {
    ChatSettings settings;
};
// Says goodbye to everyone and hangs up. Nobody is told that others leave.
struct Stop {};

using Any = std::variant<Arrive, Enter, Prove, Operate, Gone, SetInteractive, Active, Quit, Disconnect, Say, Answer, Edit, Delete,
                         Wrote, Rename, SetAway, Ignore, Prefer, Join, Accept, Leave, SetTopic, SetRoom,
                         Grant, AddToken, RemoveToken, Post, Kick, Impose, Lift, SetOperator, SetLockdown, Purge, Announce, Record,
                         CountGuess, JudgeGuess, Register, LogIn, ChangePassword, Unregister, AddCertificate,
                         RemoveCertificate, Resume, Return, AddAccount, SetPassword, RemoveAccount,
                         RenameAccount, MakeInviteCode, RemoveInviteCode, Tick, Configure, Stop>;

}  // namespace confab::operation

namespace confab {

struct Operation {
    Now at;
    operation::Any what;
};

}  // namespace confab
