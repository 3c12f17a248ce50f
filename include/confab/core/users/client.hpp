// One person as the hub knows them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "confab/base/address.hpp"
#include "confab/base/ids.hpp"
#include "confab/base/name.hpp"
#include "confab/base/time.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/prompt.hpp"
#include "confab/core/users/reading.hpp"

namespace confab {

class Room;
struct Client;

// A client's place in one room. `announced`: the room was told of the arrival. `spoke`: the room
// has seen it say something. A client that did neither and goes early was never there. While it is
// `unseen`, the room is told nothing of it until it speaks: a name is a text, too.
//
// Everyone has one of these, and 24 bytes are what the allocator gives at least: so the time is
// coarse, and of an id its lowest bits have to do.
struct Membership {
    Room* room = nullptr;
    std::uint32_t index = 0;     // in Room::members
    std::uint32_t spoke_at = 0;  // when last, if it did: in ticks
    std::uint32_t seen = 0;      // the room's last id when the client talked here last, or came
    bool announced = false;
    bool spoke = false;
    bool unseen = false;  // under its present name, which it took while it might not speak here

    // How much was said since, up to 2^32 of it.
    std::uint32_t unread(std::uint64_t last_id) const { return static_cast<std::uint32_t>(last_id) - seen; }
};
static_assert(sizeof(Membership) <= 24);

// A 64th of a second; 2^32 of them are two years, and differences may wrap round.
using Ticks = std::chrono::duration<std::uint32_t, std::ratio<1, 64>>;

inline std::uint32_t in_ticks(MonoTime time) {
    return static_cast<std::uint32_t>(time.time_since_epoch().count() * 64 / 1000);
}

// Whoever spoke within this time is missed when going, also by those who want little told.
inline constexpr Milliseconds lately{15 * 60 * 1000};

inline bool spoke_lately(const Membership& membership, MonoTime now) {
    return membership.spoke && Ticks{in_ticks(now) - membership.spoke_at} < lately;
}

// The people that a client exchanged private messages with last, and when.
class Confidants {
  public:
    static constexpr std::size_t most = 16;  // one more makes the first of them be forgotten

    struct Confidant {
        ClientId who;
        MonoTime when;
    };
    void add(ClientId who, MonoTime now);
    const std::vector<Confidant>& all() const { return all_; }

  private:
    std::vector<Confidant> all_;
};

// The people who sent a client private messages: /reply answers the last one, unless that is another person
// than a moment ago, when the answer was begun.
struct Writers {
    static constexpr Milliseconds sudden{5'000};

    void add(ClientId who, MonoTime now) {
        if (who == last) return;
        before = std::exchange(last, who);
        changed = now;
    }
    bool changed_suddenly(MonoTime now) const { return before && now - changed < sudden; }

    ClientId last;
    ClientId before;  // the one that `last` came after
    MonoTime changed{};
};

// What only few clients ever use, kept apart so that an idle one stays small.
struct ClientExtras {
    Prompt prompt;  // what the next line answers
    bool away = false;
    std::string away_text;
    std::vector<Name> ignores;
    Writers writers;             // of private messages to this client
    std::string came_back_with;  // the code of its connection before, as resume_code_of() gives it
    Confidants confidants;
    std::unique_ptr<Reading> reading;  // position in the history
    DisplayPreferences display;        // without the name

    Reading& reading_or_new() {
        if (!reading) reading = std::make_unique<Reading>();
        return *reading;
    }
};

struct Client {
    ClientId id;
    Name name;
    std::uint32_t guest_number = 0;  // while it has the name it was given; else 0
    bool echo = true;
    View view;
    Address address{};
    std::uint64_t code = 0;      // of a guest, to come back with (ResumeTokens); 0: none
    Account* account = nullptr;  // null: a guest; else its name is the client's
    bool chose_quiet = false;    // by /quiet; otherwise it is on for interactive displays and off for lines
    // The last sanction there was when it logged in: a later one by address is not for it.
    std::uint32_t sanctions_at_login = 0;
    MonoTime connected_at{};
    MonoTime last_active{};
    std::vector<Membership> rooms;  // in the order of joining; never empty while connected
    Room* current = nullptr;
    std::unique_ptr<ClientExtras> extras;

    bool is_asked() const { return extras && extras->prompt.index() != 0; }

    ClientExtras& more() {
        if (!extras) extras = std::make_unique<ClientExtras>();
        return *extras;
    }

    const Membership* membership(const Room& room) const {
        for (const Membership& m : rooms) {
            if (m.room == &room) return &m;
        }
        return nullptr;
    }
    Membership* membership(const Room& room) {
        for (Membership& m : rooms) {
            if (m.room == &room) return &m;
        }
        return nullptr;
    }
};

}  // namespace confab
