// Coming back after a lost connection: to one's name and rooms, and to what was said meanwhile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "confab/base/time.hpp"
#include "confab/core/login/arrived.hpp"
#include "confab/core/login/seat_order.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/client.hpp"

namespace confab {

class Hub;

// A guest has a code from the greeting. What it stands for is remembered for a day after the connection has
// gone, `ChatSettings::max_seats` of them, shared out by source (SeatOrder); it is given to nobody else, and
// is good once.
class Seats {
  public:
    static constexpr Milliseconds kept = std::chrono::hours(24);
    static constexpr std::size_t code_length = 10;
    // Of a code, without those that are taken for one another: 32, so five bits each.
    static constexpr std::string_view letters = "abcdefghijkmnpqrstuvwxyz23456789";

    // `hub` outlives it.
    explicit Seats(Hub& hub) : hub_(hub) {}

    // At the start. Some may be too old.
    void load(std::vector<GuestSeat> seats);

    // Gives a guest who connects its code, if there is chance to make one from.
    void arrived(Client& client);
    // "k7q2m-4xd9p"; empty if the client has none.
    static std::string code_of(const Client& client);
    // The client has said something for the first time in a room: from now on it has something to come back
    // to, also after a crash.
    void spoke(const Client& client);
    // The client is going. `stayed`: long enough to have something to come back to.
    void left(const Client& client, bool stayed, Now now, Arrived arrived);
    // /resume
    void resume(Client& client, std::string_view code, Now now);

    // Puts the client into the rooms it was in, the last one current, and shows what was said there after
    // it had gone. Rooms that would not let it in, or are gone, are left out. `quietly`: the rooms are not
    // told, because they were not told of its going.
    void come_back(Client& client, std::vector<Seat> seats, WallTime left, bool quietly, Now now,
                   std::uint64_t code = 0);
    // Can a guest still come back with this code?
    bool keeps(std::uint64_t code) const;
    // Where the client is now; the room it talks in comes last.
    static std::vector<Seat> seats_of(const Client& client);
    // The same of a connection that has broken: what was said later than what has arrived counts as not
    // shown. Where it is not known what has, that is what was said since it last sent anything.
    std::vector<Seat> seats_of(const Client& client, Arrived arrived, Now now) const;

    // A ghost: a connection that seems to be alive, while who had it comes back on another one.
    struct Ghost {
        ClientId who;
        std::vector<Seat> told;  // what it had been told when it was asked what of that has arrived
        Arrived arrived;
    };
    // Finds out what has arrived at `ghost`, which may be gone by then. `client` waits meanwhile.
    void measure(Client& client, const Client& ghost, std::function<void(Client&, const Ghost&, Now)> then,
                 Now now);
    // What is left of the ghost for who comes back; `found` is about it.
    struct Place {
        std::vector<Seat> seats;
        WallTime left;  // what was said before has been seen
    };
    Place place_of(const Client& ghost, const Ghost& found, Now now) const;

  private:
    struct Return {
        std::vector<Seat> seats;
        WallTime left;
        bool quietly;
        std::uint64_t code = 0;  // the guest's of before
        std::size_t next = 0;
    };

    struct Kept {
        GuestSeat seat;
        std::vector<ClientId> ignored;  // of whom was here: also guests, whose names are not kept
    };

    static std::string code_text(std::uint64_t code);

    // seats_kept.cpp
    GuestSeat seat_of(const Client& client) const;
    void keep(Kept kept);
    // Takes it out; nothing if there is none.
    std::optional<Kept> take(const std::string& code);
    void settle(Client& client, const Kept& kept, Now now);
    void go_on(Client& client, std::shared_ptr<Return> back, Now now);
    std::size_t least_bytes(const Client& client, const Message& said, std::string_view room) const;
    bool may_make(Client& client, const Name& room, Now now) const;
    void leave_the_lobby(Client& client, const Return& back, Now now);
    void forget_old(Now now);
    void resumed(Client& client, const std::string& code, const Ghost& measured, Now now);
    void take_name(Client& client, const Name& name, Now now);
    Client* find_ghost(const std::string& code);

    Hub& hub_;
    std::unordered_map<std::string, Kept> seats_;  // by code without its dash
    SeatOrder order_;                              // of those
};

}  // namespace confab
