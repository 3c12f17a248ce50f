// Random people in a hub, and an audience that holds the hub to its promises after every step.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "confab/core/hub.hpp"
#include "confab/dialect/text/interpreter.hpp"
#include "outside.hpp"

namespace confab::unit {

// Mirrors rooms and views, and notes the ids each member saw. A promise that is broken is noted
// in `broken`, the first one only.
class WatchingAudience final : public EventSink {
  public:
    struct Person {
        View view;
        std::vector<RoomId> rooms;
        std::size_t told = 0;    // since the last command
        std::size_t errors = 0;  // of those
    };
    struct Place {
        std::set<ClientId> members;
        std::uint64_t last_id = 0;
    };

    void tell(ClientId who, const Event& event) override;
    void tell_room(RoomId room, const Event& event, std::span<const ClientId> except) override;
    void enter(ClientId who, RoomId room) override;
    void leave(ClientId who, RoomId room) override;
    void change_view(ClientId who, View view) override;
    void hang_up(ClientId who, std::string_view name, std::string_view reason) override;
    void measure(ClientId who, Ticket ticket) override {
        expect(people.contains(who), "only who is there is measured");
        to_measure.push_back(ticket);
    }

    void expect(bool holds, const char* what) {
        if (!holds && broken.empty()) broken = what;
    }

    std::map<ClientId, Person> people;
    std::map<RoomId, Place> rooms;
    std::map<RoomId, std::uint64_t> last_ids;  // of those that nobody is in
    std::set<ClientId> gone;
    std::vector<Ticket> to_measure;
    std::set<ClientId> touched;  // clients and rooms of this step, to be looked at after it
    std::set<RoomId> touched_rooms;
    std::string broken;
    std::uint64_t told_rooms = 0;
};

class Simulation {
  public:
    explicit Simulation(unsigned seed);

    // One step, and what must hold after it. The first promise that was broken, or "".
    const std::string& step();
    // Everything about everyone, not only what the last step touched.
    const std::string& look_at_all();

    std::string last_command;
    std::size_t most_clients = 0;
    std::size_t most_rooms = 0;
    std::size_t most_accounts = 0;
    std::size_t with_several = 0;  // steps after which somebody had several connections

  private:
    void act();
    void connect();
    Arrived any_arrived();
    void reconfigure();
    std::string command();
    std::string any_name();
    std::string any_room();
    std::string about_names();
    std::size_t pick(std::size_t count) { return random_() % count; }
    bool expects_one_error(const std::string& line) const;

    void check_client(ClientId id);
    void check_room(RoomId id);
    void check_ignores(const User& client);

    std::mt19937 random_;
    WatchingAudience audience_;
    ChatSettings settings_;
    FakePasswords passwords_;
    RecordingState state_;
    TextInterpreter interpreter_;
    Hub hub_;
    Now now_{WallTime{Milliseconds{1'700'000'000'000}}, MonoTime{Milliseconds{1000}}};
    std::vector<ClientId> alive_;
    std::vector<std::uint32_t> free_slots_;
    std::uint32_t next_slot_ = 0;
    std::uint32_t last_serial_ = 0;
};

}  // namespace confab::unit
