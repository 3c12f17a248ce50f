#include "history_rows.hpp"

#include <algorithm>

#include "columns.hpp"
#include "schema.hpp"

namespace confab::store {

namespace {

// Rooms and people whose numbers are remembered; then all are forgotten, which costs a look-up each.
constexpr std::size_t max_cached = 20'000;

}  // namespace

HistoryRows::HistoryRows(Database& database)
    : database_(database),
      words_(database),
      find_room_(database, "SELECT number, last_id FROM room WHERE key=?"),
      make_room_(database, "INSERT INTO room(key, name, last_id, used) VALUES(?,?,0,0) RETURNING number"),
      update_room_(database, "UPDATE room SET name=?2, last_id=max(last_id,?3), used=?4 WHERE number=?1"),
      find_person_(database, "SELECT number FROM person WHERE key=? AND name=?"),
      make_person_(database, "INSERT INTO person(key, name) VALUES(?,?) RETURNING number"),
      add_message_(
          database,
          "INSERT OR IGNORE INTO message(number, time, person, account, emote, text, private, reply_to) "
          "VALUES(?,?,?,?,?,?,?,?)"),
      find_message_(database, "SELECT person, text FROM message WHERE number=?"),
      remove_message_(database, "DELETE FROM message WHERE number=?"),
      change_message_(database, "UPDATE message SET text=?2 WHERE number=?1"),
      save_seat_(database,
                 "INSERT OR REPLACE INTO seat(code, key, name, left_at, saved, seats) VALUES(?,?,?,?,?,?)"),
      remove_seat_(database, "DELETE FROM seat WHERE code=?"),
      remove_seats_of_(database, "DELETE FROM seat WHERE key=?"),
      people_of_(database, "SELECT number FROM person WHERE key=?"),
      some_people_(database, "SELECT number FROM person WHERE number > ? ORDER BY number LIMIT ?"),
      remove_person_(database, "DELETE FROM person WHERE number=?"),
      forget_id_(database,
                 "INSERT INTO setting(name, value) SELECT 'forgotten_id', last_id FROM room WHERE number=? "
                 "ON CONFLICT(name) DO UPDATE SET value=max(value, excluded.value)"),
      remove_room_(database, "DELETE FROM room WHERE number=?") {}

HistoryRows::Known& HistoryRows::room_of(const WaitingMessage& message) {
    const auto found = rooms_.find(message.room_key);
    if (found != rooms_.end()) return found->second;
    Known room;
    if (find_room_.bind(message.room_key.stored()).step()) {
        room.number = find_room_.number(0);
        room.last_id = find_room_.count(1);
    } else {
        make_room_.bind(message.room_key.stored(), message.room).step();
        room.number = make_room_.number(0);
        make_room_.reset();
    }
    find_room_.reset();
    return rooms_.emplace(message.room_key, std::move(room)).first->second;
}

std::int64_t HistoryRows::person_of(const WaitingMessage& message) {
    cache_key_.assign(message.from_key).append("\n").append(message.from);
    const auto found = people_.find(cache_key_);
    if (found != people_.end()) return found->second;
    std::int64_t person = 0;
    if (find_person_.bind(message.from_key, message.from).step()) {
        person = find_person_.number(0);
    } else {
        make_person_.bind(message.from_key, message.from).step();
        person = make_person_.number(0);
        make_person_.reset();
    }
    find_person_.reset();
    people_.emplace(cache_key_, person);
    return person;
}

void HistoryRows::add(std::vector<WaitingMessage*>& messages) {
    if (rooms_.size() > max_cached || people_.size() > max_cached) forget_cache();
    struct Placed {
        std::int64_t place;
        const WaitingMessage* message;
        bool late;  // one with a larger id is there already, and its words may be
    };
    std::vector<Placed> sorted;
    sorted.reserve(messages.size());
    std::vector<Known*> touched;
    for (const WaitingMessage* message : messages) {
        Known& room = room_of(*message);
        if (room.used == 0) touched.push_back(&room);
        sorted.push_back({row_id(room.number, message->id), message, message->id <= room.last_id});
        room.name = message->room;
        room.last_id = std::max(room.last_id, message->id);
        room.used = std::max<std::int64_t>(1, in_ms(message->time));
    }
    // What lies together is written together.
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Placed& a, const Placed& b) { return a.place < b.place; });
    for (const auto& [place, message, late] : sorted) {
        const std::int64_t person = person_of(*message);
        add_message_.run(place, in_ms(message->time), person, message->account,
                         message->type == EventType::emote, message->text, message->in_private,
                         message->reply_to);
        if (late && database_.changed()) words_.added_late(place, message->text, person);
    }
    for (Known* room : touched) {
        update_room_.run(room->number, room->name, room->last_id, room->used);
        words_.follow(room->number);
        room->used = 0;
    }
}

void HistoryRows::save(const SeatChanges& seats, WallTime now) {
    for (const auto& [code, seat] : seats) {
        if (!seat) {
            remove_seat_.run(code);
            continue;
        }
        const std::string rooms = to_column(*seat);
        save_seat_.run(code, seat->name.key, seat->name.text, in_ms(seat->left), in_ms(now), rooms);
    }
}

void rename_room(Database& database, const RoomRename& rename) {
    Statement find(database, "SELECT number FROM room WHERE key=? AND last_id<=?");
    if (!find.bind(rename.before.stored(), rename.up_to).step()) return;
    const std::int64_t number = find.number(0);
    find.reset();
    Statement(database, "UPDATE room SET key='#' || number WHERE key=?").run(rename.after.stored());
    Statement(database, "UPDATE room SET key=?2 WHERE number=?1").run(number, rename.after.stored());
}

void HistoryRows::rename(const std::vector<RoomRename>& rooms) {
    for (const RoomRename& room : rooms) rename_room(database_, room);
    if (!rooms.empty()) rooms_.clear();
}

void HistoryRows::change(const std::vector<LineChange>& changes) {
    for (const LineChange& each : changes) {
        const bool is_known = find_room_.bind(each.room.stored()).step();
        const std::int64_t place = is_known ? row_id(find_room_.number(0), each.id) : 0;
        find_room_.reset();
        if (!is_known) continue;
        if (each.text) {
            change(place, *each.text);
        } else {
            remove({place});
        }
    }
}

void HistoryRows::change(std::int64_t place, const std::string& text) {
    if (!find_message_.bind(place).step()) return;
    const std::int64_t person = find_message_.number(0);
    words_.removed(place, find_message_.text(1), person);
    find_message_.reset();
    change_message_.run(place, text);
    words_.added_late(place, text, person);
}

void HistoryRows::remove(const std::vector<std::int64_t>& rows) {
    for (const std::int64_t row : rows) {
        if (!find_message_.bind(row).step()) continue;
        words_.removed(row, find_message_.text(1), find_message_.number(0));
        find_message_.reset();
        remove_message_.run(row);
    }
}

void HistoryRows::remove_seats_of(std::string_view name_key) { remove_seats_of_.run(name_key); }

std::set<std::int64_t> HistoryRows::people(std::string_view key) {
    std::set<std::int64_t> numbers;
    people_of_.bind(key);
    while (people_of_.step()) numbers.insert(people_of_.number(0));
    people_of_.reset();
    return numbers;
}

void HistoryRows::forget_people(std::string_view key) {
    for (const std::int64_t person : people(key)) {
        if (!words_.has(person)) remove_person_.run(person);
    }
    people_.clear();
}

bool HistoryRows::forget_some_people() {
    constexpr std::int64_t at_a_time = 100;  // some milliseconds
    std::vector<std::int64_t> some;
    some_people_.bind(person_at_, at_a_time);
    while (some_people_.step()) some.push_back(some_people_.number(0));
    some_people_.reset();
    for (const std::int64_t person : some) {
        if (words_.has(person)) continue;
        remove_person_.run(person);
        people_.clear();
    }
    const bool more = static_cast<std::int64_t>(some.size()) == at_a_time;
    person_at_ = more ? some.back() : 0;
    return more;
}

void HistoryRows::forget_room(std::int64_t room) {
    forget_id_.run(room);
    remove_room_.run(room);
    rooms_.clear();
}

void HistoryRows::forget_cache() {
    rooms_.clear();
    people_.clear();
}

}  // namespace confab::store
