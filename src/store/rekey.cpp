#include "rekey.hpp"

#include <string>
#include <vector>

#include "columns.hpp"
#include "work.hpp"

namespace confab::store {

namespace {

constexpr std::string_view which = "key_version";

bool up_to_date(Database& database, const Keys& keys) {
    if (keys.version.empty() || !keys.of) return true;
    Statement find(database, "SELECT value FROM setting WHERE name=?");
    return find.bind(which).step() && find.text(0) == keys.version;
}

void remember(Database& database, const Keys& keys) {
    Statement(database, "INSERT OR REPLACE INTO setting(name, value) VALUES(?,?)").run(which, keys.version);
}

RoomKey room_key(const RoomKey& before, std::string_view name, const Keys& keys) {
    const std::string base = keys.of(name);
    RoomKey after =
        before.is_private() ? RoomKey::of_private(before.owner(), base) : RoomKey::of_public(base);
    return after.empty() ? before : after;
}

// Of rooms, whose names are asked for with their keys. A room that another has replaced keeps what it has.
void rekey_rooms(Database& database, std::string_view select, std::string_view update, const Keys& keys) {
    struct Row {
        std::string id;
        RoomKey key;
        std::string name;
    };
    std::vector<Row> rows;
    Statement all(database, select);
    while (all.step()) {
        const auto key = RoomKey::from_stored(all.text(1));
        if (key) rows.push_back({std::string(all.text(0)), *key, std::string(all.text(2))});
    }
    Statement change(database, update);
    for (const Row& row : rows) {
        const RoomKey key = room_key(row.key, row.name, keys);
        change.run(row.id, key.stored());
    }
}

// A table with the columns key and name. What one statement reads must not be changed by another meanwhile.
void rekey_names(Database& database, std::string_view select, std::string_view update, const Keys& keys,
                 Work& work) {
    struct Row {
        std::string id;
        std::string name;
    };
    std::vector<Row> rows;
    Statement all(database, select);
    while (all.step()) rows.push_back({std::string(all.text(0)), std::string(all.text(1))});
    Statement change(database, update);
    std::uint64_t done = 0;
    for (const Row& row : rows) {
        const std::string key = keys.of(row.name);
        change.run(row.id, key);
        work.is_at(++done, rows.size());
    }
}

void rekey(std::vector<Seat>& seats, const Keys& keys) {
    for (Seat& seat : seats) seat.room.key = room_key(seat.room.key, seat.room.text, keys);
}

void rekey(SavedSettings& settings, const Keys& keys) {
    for (Name& name : settings.ignores) name.key = keys.of(name.text);
    rekey(settings.seats, keys);
}

void rekey_settings(Database& database, const Keys& keys) {
    std::vector<std::pair<std::int64_t, SavedSettings>> rows;
    Statement all(database, "SELECT id, settings FROM account");
    while (all.step()) rows.emplace_back(all.number(0), settings_from(all.text(1)));
    Statement change(database, "UPDATE account SET settings=?2 WHERE id=?1");
    for (auto& [id, settings] : rows) {
        rekey(settings, keys);
        const std::string column = to_column(settings);
        change.run(id, column);
    }
}

void rekey_seats(Database& database, const Keys& keys) {
    std::vector<GuestSeat> rows;
    Statement all(database, "SELECT code, seats FROM seat");
    while (all.step()) {
        rows.emplace_back().code = all.text(0);
        from_column(all.text(1), rows.back());
    }
    Statement change(database, "UPDATE seat SET seats=?2 WHERE code=?1");
    for (GuestSeat& seat : rows) {
        rekey(seat.seats, keys);
        rekey(seat.settings, keys);
        const std::string column = to_column(seat);
        change.run(seat.code, column);
    }
}

}  // namespace

void rekey_state(Database& database, const Keys& keys) {
    if (up_to_date(database, keys)) return;
    Work work("new keys of names of accounts");
    Transaction transaction(database);
    rekey_rooms(database, "SELECT key, key, name FROM room", "UPDATE OR IGNORE room SET key=?2 WHERE key=?1",
                keys);
    rekey_names(database, "SELECT id, name FROM account", "UPDATE account SET key=?2 WHERE id=?1", keys,
                work);
    rekey_settings(database, keys);
    // A sanction has no names but what it shows. The key of an old key is the new one, as far as that goes.
    rekey_names(database, "SELECT id, name_key FROM sanction WHERE name_key <> ''",
                "UPDATE sanction SET name_key=?2 WHERE id=?1", keys, work);
    rekey_rooms(database,
                "SELECT id, room_key, substr(room_key, instr(room_key, '#') + 1) FROM sanction "
                "WHERE room_key <> ''",
                "UPDATE sanction SET room_key=?2 WHERE id=?1", keys);
    remember(database, keys);
    transaction.commit();
}

void rekey_history(Database& database, const Keys& keys) {
    if (up_to_date(database, keys)) return;
    Work work("new keys of names in the history");
    Transaction transaction(database);
    rekey_rooms(database, "SELECT number, key, name FROM room",
                "UPDATE OR IGNORE room SET key=?2 WHERE number=?1", keys);
    rekey_names(database, "SELECT number, name FROM person", "UPDATE person SET key=?2 WHERE number=?1", keys,
                work);
    rekey_names(database, "SELECT code, name FROM seat", "UPDATE seat SET key=?2 WHERE code=?1", keys, work);
    rekey_seats(database, keys);
    remember(database, keys);
    transaction.commit();
}

}  // namespace confab::store
