#include "loader.hpp"

#include <algorithm>

#include "columns.hpp"
#include "history_rows.hpp"
#include "schema.hpp"

namespace confab::store {

namespace {

Network network_from(std::string_view address, std::int64_t bits) {
    Network network;
    const auto nibble = [](char c) { return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10); };
    auto& bytes = network.address.bytes;
    for (std::size_t i = 0; i < bytes.size() && 2 * i + 1 < address.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(nibble(address[2 * i]) << 4 | nibble(address[2 * i + 1]));
    }
    network.bits = static_cast<std::uint8_t>(std::clamp<std::int64_t>(bits, 0, 128));
    return network;
}

void load_accounts(Database& database, StoredState& state) {
    Statement all(database,
                  "SELECT id, key, name, password_hash, created, last_seen, operator, settings, "
                  "certificates FROM account ORDER BY id");
    while (all.step()) {
        Account account;
        account.id = all.count(0);
        account.name = {std::string(all.text(2)), std::string(all.text(1))};
        account.password_hash = all.text(3);
        account.created = wall_time(all.number(4));
        account.last_seen = wall_time(all.number(5));
        account.server_operator = all.number(6) != 0;
        account.settings = settings_from(all.text(7));
        account.certificates = words_from(all.text(8));
        state.accounts.push_back(std::move(account));
    }
}

void load_rooms(Database& database, StoredState& state) {
    Statement all(database, "SELECT key, name, topic, rules FROM room ORDER BY key");
    while (all.step()) {
        const std::optional<RoomKey> key = RoomKey::from_stored(all.text(0));
        if (!key) continue;
        RoomRecord room;
        room.name = {std::string(all.text(1)), *key};
        room.topic = all.text(2);
        room.rules = rules_from(all.text(3));
        room.topic_mark = topic_mark_from(all.text(3));
        state.rooms.push_back(std::move(room));
    }
}

void load_sanctions(Database& database, StoredState& state) {
    Statement all(database,
                  "SELECT id, kind, target, name_key, account, address, bits, shown, room_key, since, until, "
                  "done_by, reason FROM sanction ORDER BY id");
    while (all.step()) {
        const std::optional<RoomKey> room = RoomKey::from_stored(all.text(8));
        if (!room) continue;
        Sanction s;
        s.id = all.count(0);
        s.kind = all.number(1) == 1 ? Sanction::Kind::mute : Sanction::Kind::ban;
        s.target = static_cast<Sanction::Target>(std::clamp<std::int64_t>(all.number(2), 0, 2));
        s.name_key = all.text(3);
        s.account = all.count(4);
        s.network = network_from(all.text(5), all.number(6));
        s.shown = all.text(7);
        s.room_key = *room;
        s.since = wall_time(all.number(9));
        s.until = wall_time(all.number(10));
        s.by = all.text(11);
        s.reason = all.text(12);
        state.sanctions.push_back(std::move(s));
    }
}

void load_invite_codes(Database& database, StoredState& state) {
    Statement all(database, "SELECT code, maker, made, until FROM invite_code ORDER BY code");
    while (all.step()) {
        state.invite_codes.push_back(
            {std::string(all.text(0)), all.count(1), wall_time(all.number(2)), wall_time(all.number(3))});
    }
}

void load_away_messages(Database& database, StoredState& state) {
    Statement all(database, "SELECT id, receiver, sender, sent, text FROM away_message ORDER BY id");
    while (all.step()) {
        state.away_messages.push_back(
            {all.count(0), all.count(1), all.count(2), wall_time(all.number(3)), std::string(all.text(4))});
    }
}

std::uint64_t setting(Database& database, std::string_view name) {
    Statement find(database, "SELECT value FROM setting WHERE name=?");
    return find.bind(name).step() ? find.count(0) : 0;
}

std::vector<Message> tail_of(Statement& back, std::int64_t room, const TailLimits& limits) {
    std::vector<Message> lines;
    std::size_t bytes = 0;
    back.bind(row_id(room, 0), row_id(room, max_id), static_cast<std::int64_t>(limits.lines));
    while (back.step()) {
        Message said;
        said.id = id_at(back.number(0));
        said.time = wall_time(back.number(1));
        said.type = back.number(2) != 0 ? EventType::emote : EventType::message;
        said.from = back.text(3);
        said.text = back.text(4);
        said.in_private = back.number(5) != 0;
        said.reply_to = back.count(6);
        said.author.account = back.count(7);
        bytes += said.from.size() + said.text.size();
        if (bytes > limits.bytes) break;
        lines.push_back(std::move(said));
    }
    back.reset();
    std::reverse(lines.begin(), lines.end());
    return lines;
}

void load_tails(Database& database, const TailLimits& limits, StoredState& state) {
    Statement rooms(database, "SELECT number, key, name, last_id FROM room ORDER BY used DESC, number DESC");
    Statement back(
        database,
        "SELECT m.number, m.time, m.emote, p.name, m.text, m.private, m.reply_to, m.account FROM message m "
        "JOIN person p ON p.number=m.person "
        "WHERE m.number BETWEEN ? AND ? ORDER BY m.number DESC LIMIT ?");
    state.last_id_of_others = setting(database, "forgotten_id");
    while (rooms.step()) {
        const std::uint64_t last_id = rooms.count(3);
        // A room that another has replaced is found no more: see rename_room().
        const std::optional<RoomKey> key = RoomKey::from_stored(rooms.text(1));
        if (!key || state.tails.size() >= limits.rooms) {
            state.last_id_of_others = std::max(state.last_id_of_others, last_id);
            continue;
        }
        RoomTail tail;
        tail.room = {std::string(rooms.text(2)), *key};
        tail.last_id = last_id;
        tail.lines = tail_of(back, rooms.number(0), limits);
        state.tails.push_back(std::move(tail));
    }
}

void load_seats(Database& database, StoredState& state) {
    Statement all(database, "SELECT code, key, name, left_at, seats, saved FROM seat ORDER BY code");
    while (all.step()) {
        GuestSeat seat;
        seat.code = all.text(0);
        seat.name = {std::string(all.text(2)), std::string(all.text(1))};
        seat.left = wall_time(all.number(3));
        from_column(all.text(4), seat);
        seat.saved = wall_time(all.number(5));
        state.guest_seats.push_back(std::move(seat));
    }
}

}  // namespace

void load_state(Database& database, StoredState& state) {
    // It is small, and all permissions are in it: so the whole file is checked.
    Statement check(database, "PRAGMA quick_check(1)");
    if (check.step() && check.text(0) != "ok") {
        throw StorageError(SQLITE_CORRUPT, std::string(check.text(0)));
    }
    check.reset();
    load_accounts(database, state);
    load_rooms(database, state);
    load_sanctions(database, state);
    load_invite_codes(database, state);
    load_away_messages(database, state);
    state.last_account = setting(database, "last_account");
    state.last_sanction = setting(database, "last_sanction");
    state.lockdown = setting(database, "lockdown") != 0;
}

void finish_renames(Database& database, const StoredState& state) {
    Transaction transaction(database);
    for (const RoomRecord& room : state.rooms) {
        if (room.rules.moved_from.empty()) continue;
        rename_room(database, {0, room.rules.moved_from, room.name.key, room.rules.moved_up_to});
    }
    transaction.commit();
}

void load_history(Database& database, const TailLimits& limits, StoredState& state) {
    load_tails(database, limits, state);
    load_seats(database, state);
}

}  // namespace confab::store
