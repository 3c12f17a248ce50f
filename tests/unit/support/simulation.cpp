#include "simulation.hpp"

#include <algorithm>
#include <utility>

namespace confab::unit {

Simulation::Simulation(unsigned seed)
    : random_(seed),
      hub_(audience_, interpreter_, settings_, {.log = nullptr, .state = &state_, .passwords = &passwords_}) {
    interpreter_.attach(hub_);
    settings_.plain_passwords = PlainPasswords::yes;  // a warning would stand beside an error
    hub_.configure(settings_);
}

std::string Simulation::any_name() {
    static const char* const names[] = {
        "ann",   "bob",   "b0b", "Bob", "eve",        "guest1", "guest2",  "guestl", "guest10", "Ольга",
        "हिन्दी", "admin", "1x",  "a b", "Rene\u0301", "",       "x\u3164", "dan",    "zoe"};
    if (pick(3) == 0) return "n" + std::to_string(pick(60));
    if (pick(3) == 0 && !alive_.empty()) return hub_.users().find(alive_[pick(alive_.size())])->name.text;
    return names[pick(std::size(names))];
}

std::string Simulation::any_room() {
    static const char* const rooms[] = {"lobby", "#LOBBY", "dev", "#dev",   "0ps",
                                        "ops",   "a b",    "#",   "server", "r\u3164"};
    return pick(2) == 0 ? "room" + std::to_string(pick(12)) : rooms[pick(std::size(rooms))];
}

std::string Simulation::about_names() {
    switch (pick(10)) {
        case 0: return "/register password1";
        case 1: return "/register";
        case 2: return pick(4) == 0 ? "/unregister password1" : "/whois " + any_name();
        case 3: return "/passwd password1 password1";
        case 4: return "/passwd";
        case 5: return "/login " + any_name();
        case 6: return "/login " + any_name() + " wrong";
        case 7: return "/cancel";
        default: return "/login " + any_name() + " password1";
    }
}

std::string Simulation::command() {
    static const char* const fixed[] = {"/rooms",
                                        "/away",
                                        "/back",
                                        "/echo on",
                                        "/echo off",
                                        "/timestamps on",
                                        "/timestamps off",
                                        "/format json",
                                        "/quiet on",
                                        "/ui",
                                        "/status on",
                                        "/notify word tea time",
                                        "/color 16",
                                        "/tz europe/berlin",
                                        "/quiet off",
                                        "/quiet all",
                                        "/format text",
                                        "/ignore",
                                        "/who",
                                        "/history",
                                        "/topic",
                                        "/leave",
                                        "/help",
                                        "/help nick",
                                        "/HELP /x",
                                        "/",
                                        "//",
                                        "//x",
                                        "/ x",
                                        "/nope",
                                        "/echo",
                                        "/format x",
                                        "/rooms x",
                                        "/back x",
                                        "/history 0",
                                        "/history x",
                                        "/msg",
                                        "/reply",
                                        "/me",
                                        "/nick",
                                        "/join",
                                        "/unignore"};
    switch (pick(17)) {
        case 16: return about_names();
        case 0: return "/nick " + any_name();
        case 1: return "/join " + any_room();
        case 2: return "/leave " + any_room();
        case 3: return "/msg " + any_name() + " psst";
        case 4: return "/reply well";
        case 5: return "/ignore " + any_name();
        case 6: return "/unignore " + any_name();
        case 7: return "/me waves";
        case 8: return "/topic " + std::string(pick(30), 't');
        case 9: return "/history " + std::to_string(pick(30));
        case 10: return "/who " + any_room();
        case 11: return "/away " + std::string(pick(30), 'a');
        case 12:
        case 13: return fixed[pick(std::size(fixed))];
        case 14: return pick(4) == 0 ? "/quit bye" : "/join " + any_room();
        default: return "words " + std::string(pick(pick(20) == 0 ? 3000 : 40), 'w');
    }
}

// A line whose refusal is certain whatever the state.
bool Simulation::expects_one_error(const std::string& line) const {
    static const std::set<std::string> bad = {
        "/",          "/ x",        "/nope",       "/echo x",  "/format x", "/rooms x", "/back x",
        "/history 0", "/history x", "/msg",        "/reply",   "/me",       "/nick",    "/join",
        "/unignore",  "/HELP /x",   "/nick admin", "/nick 1x", "/join #",   "/nick a b"};
    return bad.contains(line);
}

void Simulation::connect() {
    std::uint32_t slot = next_slot_;
    if (free_slots_.empty()) {
        ++next_slot_;
    } else {
        slot = free_slots_.back();
        free_slots_.pop_back();
    }
    const ClientId id{slot, ++last_serial_};
    alive_.push_back(id);
    audience_.people[id];
    Address from;
    from.bytes[0] = 1;
    from.bytes[1] = static_cast<std::uint8_t>(pick(250));
    hub_.connect(id, now_, {}, from);
    audience_.expect(audience_.people[id].told >= 3, "a greeting was said");
    last_command = "connect";
}

void Simulation::reconfigure() {
    settings_.history = pick(30);
    settings_.history_bytes = pick(3) == 0 ? pick(2000) : 262144;
    settings_.max_joined = 1 + pick(8);
    settings_.announce_after = Milliseconds{static_cast<int>(pick(4)) * 700};
    hub_.configure(settings_);
    last_command = "configure";
}

Arrived Simulation::any_arrived() {
    if (pick(3) == 0) return pick(2) == 0 ? all_arrived : Arrived{};
    return Reached{now_.mono - Milliseconds{static_cast<int>(pick(100000))}, pick(1000)};
}

void Simulation::act() {
    const std::size_t choice = pick(100);
    const std::size_t wanted = 3 + (audience_.told_rooms / 400) % 70;  // few people, then many, then few
    if (alive_.empty() || (choice < 8 && alive_.size() < wanted)) return connect();
    if (choice < 10) {
        const auto jump = Milliseconds{static_cast<int>(pick(pick(5) == 0 ? 100000 : 1500))};
        now_.mono += jump;
        now_.wall += pick(10) == 0 ? -jump : jump;  // the wall clock may go back
        if (pick(2) == 0) hub_.tick(now_);
        last_command = "time";
        return;
    }
    if (pick(20000) == 0) return reconfigure();

    const ClientId id = alive_[pick(alive_.size())];
    if (choice < 12 || (choice < 30 && alive_.size() > wanted)) {
        hub_.disconnect(id, pick(2) == 0 ? "" : "gone", now_, any_arrived());
        audience_.expect(audience_.gone.contains(id), "whoever disconnects is hung up on");
        last_command = "disconnect";
        return;
    }
    if (pick(50) == 0) hub_.set_interactive(id, pick(2) == 0);
    if (pick(100) == 0) {
        last_command = "block";
        return hub_.block(id, std::string(pick(300), '\n') + "x\n" + std::string(pick(20000), 'x'), now_);
    }
    last_command = command();
    auto& person = audience_.people[id];
    person.told = person.errors = 0;
    hub_.line(id, last_command, now_);
    passwords_.answer(hub_, now_);
    for (const Ticket ticket : std::exchange(audience_.to_measure, {})) {
        hub_.measured(ticket, any_arrived(), now_);
    }
    const auto after = audience_.people.find(id);
    if (after == audience_.people.end()) {
        audience_.expect(last_command.starts_with("/quit"), "only /quit hangs up");
        return;
    }
    audience_.expect(after->second.errors <= 1, "a line has at most one error");
    if (after->second.errors == 1) audience_.expect(after->second.told == 1, "an error is the only answer");
    if (expects_one_error(last_command))
        audience_.expect(after->second.errors == 1, "bad input is one error");
}

const std::string& Simulation::step() {
    audience_.touched.clear();
    audience_.touched_rooms.clear();
    audience_.gone.clear();
    act();
    for (const ClientId id : audience_.gone) {
        audience_.expect(hub_.users().find(id) == nullptr, "whoever is hung up on is forgotten");
        std::erase(alive_, id);
        free_slots_.push_back(id.slot);
    }
    if (hub_.clients() > hub_.users().size()) ++with_several;
    audience_.expect(hub_.clients() == alive_.size(), "the hub has as many clients as there are");
    std::size_t in_use = 0;
    hub_.rooms().for_each(
        [&](const Room& room) { in_use += room.members().empty() && room.rules ? 0U : 1U; });
    audience_.expect(in_use == audience_.rooms.size(),
                     "a room that is nobody's own exists while it has members");
    for (const ClientId id : audience_.touched) check_client(id);
    if (!alive_.empty()) check_client(alive_[pick(alive_.size())]);
    for (const RoomId id : audience_.touched_rooms) check_room(id);
    most_clients = std::max(most_clients, alive_.size());
    most_accounts = std::max(most_accounts, hub_.accounts().size());
    audience_.expect(hub_.accounts().size() == state_.accounts.size(), "all accounts are saved");
    most_rooms = std::max(most_rooms, audience_.rooms.size());
    return audience_.broken;
}

}  // namespace confab::unit
