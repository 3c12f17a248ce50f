#include "world.hpp"

namespace confab::unit {

namespace {

constexpr std::size_t max_logged = 300;  // lines that the fake log finds again

}  // namespace

// --- What the hub tells

void Journal::put_event(const Event& event) {
    put(static_cast<std::uint64_t>(event.type));
    put(static_cast<std::uint64_t>(event.reach));
    put(static_cast<std::uint64_t>(event.time.time_since_epoch().count()));
    put(event.id);
    for (const std::string_view part : {event.room, event.from, event.to, event.text, event.fields})
        put(part);
    if (event.about != nullptr) note(event.about->id, event.about->from, event.about->text);
    note(event.replay ? "again" : "", event.frame ? "frame" : "");
}

void Journal::tell(ClientId who, const Event& event) {
    put("tell");
    put(who);
    put_event(event);
}

void Journal::tell_room(RoomId room, const Event& event, std::span<const ClientId> except) {
    put("room");
    put(room);
    for (const ClientId id : except) put(id);
    put_event(event);
}

void Journal::change_view(ClientId who, View view) {
    const unsigned flags = view.structured + 2U * view.timestamps + 4U * view.several_rooms;
    note("view", who, flags + 8U * view.interactive + 16U * view.numbers,
         static_cast<std::uint64_t>(view.quiet));
}

void Journal::hang_up(ClientId who, std::string_view name, std::string_view reason) {
    note("gone", who, name, reason);
    outside_.held.erase(who);
    if (outside_.connected.erase(who) != 0) outside_.free_slots.push_back(who.slot);
}

void Journal::display_preferences(ClientId who, const DisplayPreferences& settings) {
    note("display", who, settings.name, settings.room, settings.reply_to, settings.time_zone);
}

void Journal::completions(ClientId who, std::string_view word, std::span<const std::string> candidates) {
    put("complete");
    for (const std::string& each : candidates) put(each);
    note(who, word);
}

void Journal::hold(ClientId who, bool on) {
    note("hold", who, on ? "on" : "off");
    if (on) outside_.held.insert(who);
    if (!on) outside_.held.erase(who);
}

void Journal::measure(ClientId who, Ticket ticket) {
    note("measure", who, ticket);
    outside_.to_measure.emplace_back(who, ticket);
}

// --- What the hub saves

void Journal::save(const Account& account) {
    const SavedSettings& settings = account.settings;
    note("account", account.id, account.name.text, account.password_hash, settings.ignores.size(),
         settings.echo ? "echo" : "", static_cast<std::uint64_t>(settings.left.time_since_epoch().count()));
    for (const Seat& seat : settings.seats) note(seat.room.text, seat.seen);
}

void Journal::add(const KeptMessage& message) {
    note("log", message.room, message.account, message.event.id, message.in_private ? "private" : "");
    outside_.log.add(message);
    if (outside_.log.kept.size() > 2 * max_logged) {
        outside_.log.kept.erase(outside_.log.kept.begin(), outside_.log.kept.begin() + max_logged);
    }
}

bool Journal::forget(const RoomKey& room, std::uint64_t up_to) {
    note("forget", room.base(), up_to);
    return outside_.log.forget(room, up_to);
}

bool Journal::rename(const RoomKey& before, const RoomKey& after, std::uint64_t up_to) {
    note("rename", before.base(), after.owner(), up_to);
    return outside_.log.rename(before, after, up_to);
}

bool Journal::ask(const HistoryQuery& query) {
    note("ask", query.ticket, query.rooms.size(), query.id, query.up_to);
    return outside_.log.ask(query);
}

void Journal::save(const GuestSeat& seat) {
    note("seat", seat.code, seat.name.text, seat.seats.size(), seat.sanctions.size(), seat.away_text);
    outside_.log.save(seat);
}

void Journal::remove_seat(std::string_view code) {
    note("no seat", code);
    outside_.log.remove_seat(code);
}

bool Journal::make(Ticket ticket, std::string password, std::string_view source) {
    note("make", ticket, source);
    return outside_.passwords.make(ticket, std::move(password), source);
}

bool Journal::check(Ticket ticket, std::string password, std::string hash, std::string_view source) {
    note("check", ticket, hash, source);
    return outside_.passwords.check(ticket, std::move(password), std::move(hash), source);
}

void Journal::abandon(Ticket ticket) {
    note("abandon", ticket);
    outside_.passwords.abandon(ticket);
}

// --- The world

World::World(ChatSettings chat_settings, Outside outside_now, Milliseconds shift)
    : settings(std::move(chat_settings)),
      outside(std::move(outside_now)),
      hub(journal, interpreter, settings,
          {.log = &journal,
           .state = &journal,
           .passwords = &journal,
           .random = [this] { return outside.chance(); }}),
      shift_(shift) {
    interpreter.attach(hub);
}

void World::pass(Milliseconds time, Milliseconds wall_jumps) {
    outside.age += time;
    outside.wall += time + wall_jumps;
}

void World::configure(ChatSettings changed) {
    settings = std::move(changed);
    hub.configure(settings);
}

void World::connect(Address from, const std::string& certificate) {
    std::uint32_t slot = static_cast<std::uint32_t>(outside.connected.size());
    if (!outside.free_slots.empty()) {
        slot = outside.free_slots.front();
        outside.free_slots.pop_front();
    }
    const ClientId id{slot, ++outside.last_serial};
    outside.connected.insert(id);
    hub.connect(id, now(), {}, from, !certificate.empty(), certificate);
}

void World::answer_one_password() {
    if (outside.passwords.waiting.empty()) return;
    PasswordAnswer answer = std::move(outside.passwords.waiting.front());
    outside.passwords.waiting.pop_front();
    outside.passwords.sources.clear();
    outside.passwords.hashes.clear();
    hub.password_done(std::move(answer), now());
}

void World::answer_measures(bool known, Milliseconds before, std::uint64_t missing) {
    for (const auto& [who, ticket] : std::exchange(outside.to_measure, {})) {
        hub.measured(ticket, known ? Arrived(Reached{now().mono - before, missing}) : Arrived(), now());
    }
}

}  // namespace confab::unit
