#include "walk.hpp"

#include <algorithm>

#include "confab/core/users/resume_code.hpp"

namespace confab::unit {

namespace {

constexpr std::size_t most_people = 40;

}  // namespace

bool holds_typed_password(Hub& hub) {
    bool holds = false;
    hub.users().for_each([&](const User& user) {
        user.for_each_connection([&](const Connection& each) {
            if (!each.extras) return;
            const auto* asked = std::get_if<InviteCodeAsked>(&each.extras->prompt);
            holds = holds || std::holds_alternative<NewPasswordAgain>(each.extras->prompt) ||
                    (asked != nullptr && !asked->password.empty());
        });
    });
    return holds;
}

ChatSettings Walk::settings() {
    ChatSettings settings;
    settings.history = 5;
    settings.history_bytes = 2000;
    settings.max_sanctions = 60;
    settings.max_seats = 12;
    settings.max_accounts = 14;
    settings.remembered_rooms = 3;
    settings.operators = {"sue"};
    return settings;
}

// --- Choices

std::string Walk::any_name(World& world) {
    static const char* const names[] = {"ann", "bob", "sue",   "eve",    "fay",    "gus",
                                        "kim", "b0b", "Ольга", "guest2", "guest7", "1x"};
    if (pick(2) == 0) return one_of(names);
    const User* user = world.hub.users().find(anyone(world));
    return user == nullptr ? "ann" : user->name.text;
}

// Of a guest that is here, or has gone.
std::string Walk::any_code(World& world) {
    const auto& seats = world.outside.log.seats;
    if (pick(2) == 0 && !seats.empty()) {
        return std::next(seats.begin(), static_cast<std::ptrdiff_t>(pick(seats.size())))->first;
    }
    const User* user = world.hub.users().find(anyone(world));
    return user == nullptr ? "k7q2m4xd9p" : resume_code_of(*user);
}

std::string Walk::any_room() {
    static const char* const rooms[] = {"lobby", "dev", "#dev",    "0ps",    "ops",
                                        "tea",   "x",   "dev@ann", "dev@bob"};
    return pick(4) == 0 ? "room" + std::to_string(pick(9)) : one_of(rooms);
}

ClientId Walk::anyone(World& world) {
    const auto& all = world.outside.connected;
    if (all.empty()) return {};
    return *std::next(all.begin(), static_cast<std::ptrdiff_t>(pick(all.size())));
}

Arrived Walk::any_arrived(const World& world, std::size_t chance) const {
    if (chance % 3 == 0) return all_arrived;
    if (chance % 3 == 1) return {};
    return Reached{world.now().mono - Milliseconds{chance * 100}, chance};
}

// --- What people type

std::string Walk::moderation(World& world) {
    static const char* const scopes[] = {"", "", "#dev ", "#ops ", "#lobby ", "#tea "};
    static const char* const times[] = {"", " 5s", " 1m for that", " 2h", " rude"};
    static const char* const acts[] = {"/kick ",  "/ban ",    "/mute ",  "/mute ",
                                       "/unban ", "/unmute ", "/unmute "};
    if (pick(6) == 0) return "/bans";
    if (pick(6) == 0) return pick(3) == 0 ? "/lockdown on" : "/lockdown off";
    const std::string whom = pick(5) == 0 ? "192.0.2." + std::to_string(pick(6)) : any_name(world);
    return one_of(acts) + one_of(scopes) + whom + one_of(times);
}

std::string Walk::about_rooms(World& world) {
    static const char* const settings[] = {"/room",
                                           "/room private",
                                           "/room public",
                                           "/room key sesame",
                                           "/room history off",
                                           "/room history on",
                                           "/room slow 3s",
                                           "/room slow off",
                                           "/room moderated on",
                                           "/room moderated off",
                                           "/room own",
                                           "/room drop"};
    static const char* const grants[] = {"/invite ", "/uninvite ", "/op ", "/deop ", "/voice ", "/devoice "};
    switch (pick(8)) {
        case 0:
        case 1: return one_of(settings);
        case 2: return one_of(grants) + any_name(world);
        case 3: return "/accept";
        case 4: return "/leave";
        case 5: return "/topic t" + std::to_string(pick(99));
        case 6: return "/join " + any_room() + " sesame";
        default: return "/join " + any_room();
    }
}

std::string Walk::about_names(World& world) {
    switch (pick(9)) {
        case 0: return "/register password1";
        case 1: return "/register";
        case 2: return "/passwd";
        case 3: return pick(8) == 0 ? "/unregister password1" : "/whois " + any_name(world);
        case 4: return "/login " + any_name(world);
        case 5: return "/resume " + any_code(world);
        case 6: return "/nick " + any_name(world);
        case 7: return "/login " + any_name(world) + " wrong";
        default: return "/login " + any_name(world) + " password1";
    }
}

std::string Walk::preferences() {
    static const char* const lines[] = {"/echo off",
                                        "/echo on",
                                        "/timestamps on",
                                        "/numbers on",
                                        "/re",
                                        "/re 1 so it is",
                                        "/re 7 well",
                                        "/edit what I meant",
                                        "/delete",
                                        "/delete 3",
                                        "/format json",
                                        "/format text",
                                        "/quiet on",
                                        "/quiet on",
                                        "/quiet off",
                                        "/quiet all",
                                        "/status on",
                                        "/notify word tea time",
                                        "/tz UTC",
                                        "/away gone fishing",
                                        "/back",
                                        "/who",
                                        "/rooms",
                                        "/history 40",
                                        "/more",
                                        "/search w",
                                        "/context 1",
                                        "/ignore",
                                        "/help",
                                        "/history 3",
                                        "/nope"};
    return one_of(lines);
}

std::string Walk::line(World& world, const User& user) {
    if (user.connection.is_asked()) return pick(6) == 0 ? "/who" : "password1";
    switch (pick(12)) {
        case 0:
        case 1: return about_rooms(world);
        case 2: return about_names(world);
        case 3: return preferences();
        case 4: return moderation(world);
        case 5: return "/msg " + any_name(world) + " psst";
        case 6: return pick(2) == 0 ? "/ignore " + any_name(world) : "/unignore " + any_name(world);
        case 7: return pick(3) == 0 ? "/quit bye" : "/reply well";
        case 8: return about_rooms(world);
        default: return "w " + std::string(pick(60), 'w');
    }
}

// --- Steps

Step Walk::input(World& world) {
    const ClientId id = anyone(world);
    const User* user = world.hub.users().find(id);
    if (user == nullptr) return {"nobody", [](World&) {}};
    if (pick(60) == 0 && !world.outside.held.contains(id) && !user->connection.is_asked()) {
        // At once, because the password that is wanted is not in a snapshot.
        return {"/passwd", [id](World& w) {
                    w.hub.line(id, "/passwd password1 password1", w.now());
                    while (!w.outside.passwords.waiting.empty()) w.answer_one_password();
                }};
    }
    const std::string text = line(world, *user);
    return {text, [id, text](World& w) { w.hub.line(id, text, w.now()); }};
}

Step Walk::edge(World& world) {
    const ClientId id = anyone(world);
    const std::size_t chance = pick(3000);
    switch (pick(11)) {
        case 0: return {"block", [id](World& w) { w.hub.block(id, "two\nlines", w.now()); }};
        case 1: {
            const std::string name = any_name(world);
            return {"user name", [id, name](World& w) { w.hub.user_name(id, name, w.now()); }};
        }
        case 2: return {"reject", [id](World& w) { w.hub.reject(id, {Code::line_too_long, 4096}, w.now()); }};
        case 3: return {"notice", [id](World& w) { w.hub.notice(id, {Code::still_here}, w.now()); }};
        case 4: return {"display", [id, chance](World& w) { w.hub.set_interactive(id, chance % 2 == 0); }};
        case 5: return {"complete", [id](World& w) { w.hub.complete(id, "/msg g", 6); }};
        case 6: return {"storage", [](World& w) { w.hub.storage_changed("full", w.now()); }};
        case 7:
            return {"lost", [this, id, chance](World& w) {
                        w.hub.lost(id, "reset", w.now(), any_arrived(w, chance));
                    }};
        case 8: {
            ChatSettings changed = world.settings;
            changed.history = pick(9);
            changed.announce_after = Milliseconds{static_cast<int>(pick(3)) * 1000};
            changed.guests = static_cast<Guests>(pick(4) % 3);
            changed.registration = static_cast<Registration>(pick(4) % 3);
            return {"configure", [changed](World& w) { w.configure(changed); }};
        }
        default:
            return {"disconnect", [this, id, chance](World& w) {
                        w.hub.disconnect(id, chance % 2 == 0 ? "" : "gone", w.now(), any_arrived(w, chance));
                    }};
    }
}

// The wall clock may leap either way.
Step Walk::time() {
    static constexpr int spans[] = {1, 20, 300, 1000, 2500, 11'000, 70'000, 4'000'000, 90'000'000};
    const Milliseconds span{spans[std::min(pick(9), pick(9))]};
    const Milliseconds leap{pick(12) == 0 ? static_cast<int>(pick(400'000)) - 200'000 : 0};
    const bool looks = pick(5) != 0;
    return {"time", [span, leap, looks](World& w) {
                w.pass(span, leap);
                if (looks) w.hub.tick(w.now());
            }};
}

Step Walk::answer() {
    const std::size_t chance = pick(1000);
    switch (pick(5)) {
        case 0: return {"found", [](World& w) { w.outside.log.answer(w.hub, w.now()); }};
        case 1:
            return {"measured",
                    [chance](World& w) { w.answer_measures(chance % 2 == 0, Milliseconds{chance}, chance); }};
        case 2:
            if (chance < 100) return {"unreadable", [](World& w) { w.outside.log.fail(w.hub, w.now()); }};
            [[fallthrough]];
        default: return {"password", [](World& w) { w.answer_one_password(); }};
    }
}

Step Walk::next(World& world) {
    const std::size_t wanted = 2 + (++steps_ / 60) % most_people;  // few, then many, then few
    if (world.outside.connected.size() < wanted && pick(4) == 0) {
        Address from = parse_network("192.0.2." + std::to_string(pick(6)))->address;
        if (pick(6) == 0) from = Address::of_user(static_cast<std::uint32_t>(pick(3)));
        const std::string certificate = pick(4) == 0 ? "print" + std::to_string(pick(4)) : "";
        return {"connect", [from, certificate](World& w) { w.connect(from, certificate); }};
    }
    const std::size_t kind = pick(100);
    if (kind < 62) return input(world);
    if (kind < 70) return time();
    if (kind < 92) return answer();
    return edge(world);
}

}  // namespace confab::unit
