// A name that is somebody's own, and what is kept with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/name.hpp"
#include "confab/base/room_key.hpp"
#include "confab/base/time.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/users/display.hpp"

namespace confab {

// A place in a room that somebody left and may come back to.
struct Seat {
    RoomName room;
    std::uint64_t seen = 0;  // the room's id up to which everything was shown
    bool operator==(const Seat& other) const { return room.key == other.room.key && seen == other.seen; }
};

// How somebody sees things: what /echo, /timestamps, /numbers, /quiet, /ignore and the commands of the
// display set.
struct SavedSettings {
    bool echo = true;
    bool timestamps = false;
    bool chose_quiet = false;
    Quiet quiet = Quiet::off;
    DisplayPreferences display{};  // without the name
    std::vector<Name> ignores{};
    std::vector<Seat> seats{};  // in the order of joining; the last one is where they talked
    WallTime left{};            // when the seats were left; 0: never connected since
    bool numbers = false;
};

struct Account {
    AccountId id = 0;
    Name name;
    std::string password_hash;  // as Passwords made it, with its salt and its cost
    WallTime created{};
    WallTime last_seen{};
    bool server_operator = false;  // by confabctl; the configuration may name others
    SavedSettings settings{};
    // SHA-256 of the certificates that log in as this one, in hexadecimal, in the order of adding.
    std::vector<std::string> certificates{};
};

// Lets somebody register a name, once.
struct InviteCode {
    std::string code{};   // as codes are stored
    AccountId maker = 0;  // 0: a tool
    WallTime made{};
    WallTime until{};
};

// A private message for an absent person; or, without a text, that `from` was told what `to` wrote
// at that time.
struct AwayMessage {
    std::uint64_t id = 0;
    AccountId to = 0;
    AccountId from = 0;
    WallTime at{};
    std::string text{};
    bool is_receipt() const { return text.empty(); }
};

// A guest's place: anyone with the code may come back to it.
struct GuestSeat {
    std::string code;
    Name name;
    WallTime left{};  // 0: was still there when this was written
    std::vector<Seat> seats;
    std::vector<std::uint64_t> sanctions{};  // that held the connection, by id
    SavedSettings settings{};                // without seats and left
    bool away = false;
    std::string away_text{};
    std::string source{};  // where the connection came from (source_of); empty: it has no share (exempt)
    WallTime saved{};      // when this was written
};

}  // namespace confab
