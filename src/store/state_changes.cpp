#include "state_changes.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "columns.hpp"

namespace confab::store {

namespace {

void remember_largest(Database& database, const char* name, std::uint64_t id) {
    Statement(database,
              "INSERT INTO setting(name, value) VALUES(?,?) "
              "ON CONFLICT(name) DO UPDATE SET value=max(value, excluded.value)")
        .run(name, id);
}

void write_accounts(Database& database, const std::map<AccountId, std::optional<Account>>& accounts) {
    if (accounts.empty()) return;
    Statement save(database, "INSERT OR REPLACE INTO account VALUES(?,?,?,?,?,?,?,?,?)");
    Statement remove(database, "DELETE FROM account WHERE id=?");
    for (const auto& [id, account] : accounts) {
        if (!account) {
            remove.run(id);
            continue;
        }
        const std::string settings = to_column(account->settings);
        const std::string certificates = to_column(account->certificates);
        save.run(id, account->name.key, account->name.text, account->password_hash, in_ms(account->created),
                 in_ms(account->last_seen), account->server_operator, settings, certificates);
    }
}

void write_rooms(Database& database, const std::map<RoomKey, std::optional<RoomRecord>>& rooms) {
    if (rooms.empty()) return;
    Statement save(database, "INSERT OR REPLACE INTO room VALUES(?,?,?,?)");
    Statement remove(database, "DELETE FROM room WHERE key=?");
    for (const auto& [key, room] : rooms) {
        if (!room) {
            remove.run(key.stored());
            continue;
        }
        const std::string rules = to_column(room->rules, room->topic_mark);
        save.run(key.stored(), room->name.text, room->topic, rules);
    }
}

void write_sanctions(Database& database, const std::map<std::uint64_t, std::optional<Sanction>>& sanctions) {
    if (sanctions.empty()) return;
    Statement save(database, "INSERT OR REPLACE INTO sanction VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)");
    Statement remove(database, "DELETE FROM sanction WHERE id=?");
    for (const auto& [id, sanction] : sanctions) {
        if (!sanction) {
            remove.run(id);
            continue;
        }
        const Sanction& s = *sanction;
        std::string address;  // hexadecimal: a text column must not hold zero bytes
        for (const std::uint8_t byte : s.network.address.bytes) {
            constexpr std::string_view digits = "0123456789abcdef";
            address.push_back(digits[byte >> 4]);
            address.push_back(digits[byte & 15]);
        }
        save.run(id, static_cast<int>(s.kind), static_cast<int>(s.target), s.name_key, s.account, address,
                 int{s.network.bits}, s.shown, s.room_key.stored(), in_ms(s.since), in_ms(s.until), s.by,
                 s.reason);
    }
}

void write_invite_codes(Database& database,
                        const std::map<std::string, std::optional<InviteCode>, std::less<>>& codes) {
    if (codes.empty()) return;
    Statement save(database, "INSERT OR REPLACE INTO invite_code VALUES(?,?,?,?)");
    Statement remove(database, "DELETE FROM invite_code WHERE code=?");
    for (const auto& [key, code] : codes) {
        if (code) {
            save.run(key, code->maker, in_ms(code->made), in_ms(code->until));
        } else {
            remove.run(key);
        }
    }
}

void write_away_messages(Database& database,
                         const std::map<std::uint64_t, std::optional<AwayMessage>>& messages) {
    if (messages.empty()) return;
    Statement save(database, "INSERT OR REPLACE INTO away_message VALUES(?,?,?,?,?)");
    Statement remove(database, "DELETE FROM away_message WHERE id=?");
    for (const auto& [id, message] : messages) {
        if (message) {
            save.run(id, message->to, message->from, in_ms(message->at), message->text);
        } else {
            remove.run(id);
        }
    }
}

// Where somebody has more entries of acts in rooms than their share, or a room has, the oldest of them go.
void bound_shares(Database& database, const std::deque<AuditEntry>& audit, AuditShares shares) {
    std::set<std::string_view> people;
    std::set<std::string_view> rooms;
    for (const AuditEntry& entry : audit) {
        if (entry.room.empty()) continue;
        people.insert(entry.by);
        rooms.insert(entry.room);
    }
    Statement person(
        database,
        "DELETE FROM audit WHERE done_by=?1 AND room != '' AND id <= (SELECT id FROM audit WHERE "
        "done_by=?1 AND room != '' ORDER BY id DESC LIMIT 1 OFFSET ?2)");
    for (const std::string_view by : people) person.run(by, shares.person);
    Statement room(database,
                   "DELETE FROM audit WHERE room=?1 AND room != '' AND id <= (SELECT id FROM audit WHERE "
                   "room=?1 AND room != '' ORDER BY id DESC LIMIT 1 OFFSET ?2)");
    for (const std::string_view name : rooms) room.run(name, shares.room);
}

// Entries about rooms go first, unless they are less than half: somebody who acts in rooms of their own,
// under whatever names, pushes out no entry about the server.
void bound_all(Database& database, std::int64_t most) {
    const std::int64_t surplus = database.number("SELECT count(*) FROM audit") - most;
    if (surplus <= 0) return;
    const std::int64_t of_rooms = database.number("SELECT count(*) FROM audit WHERE room != ''");
    Statement(database, of_rooms > most / 2
                            ? "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE room != '' "
                              "ORDER BY id LIMIT ?)"
                            : "DELETE FROM audit WHERE id IN (SELECT id FROM audit ORDER BY id LIMIT ?)")
        .run(surplus);
}

void write_audit(Database& database, const std::deque<AuditEntry>& audit, AuditShares shares) {
    if (audit.empty()) return;
    Statement add(database,
                  "INSERT INTO audit(time, done_by, action, target, room, detail) VALUES(?,?,?,?,?,?)");
    for (const AuditEntry& e : audit) add.run(in_ms(e.time), e.by, e.action, e.target, e.room, e.detail);
    bound_shares(database, audit, shares);
    bound_all(database, shares.all);
}

}  // namespace

bool StateChanges::empty() const { return size() == 0 && last_account == 0 && last_sanction == 0; }

std::size_t StateChanges::size() const {
    return accounts.size() + rooms.size() + sanctions.size() + invite_codes.size() + away_messages.size() +
           (lockdown ? 1 : 0) + audit.size();
}

void StateChanges::put_before(StateChanges&& older) {
    accounts.merge(older.accounts);  // keeps what is there: the newer
    rooms.merge(older.rooms);
    sanctions.merge(older.sanctions);
    last_account = std::max(last_account, older.last_account);
    last_sanction = std::max(last_sanction, older.last_sanction);
    if (!lockdown) lockdown = older.lockdown;
    invite_codes.merge(older.invite_codes);
    away_messages.merge(older.away_messages);
    audit.insert(audit.begin(), std::make_move_iterator(older.audit.begin()),
                 std::make_move_iterator(older.audit.end()));
}

void StateChanges::write(Database& database, AuditShares shares) const {
    write_accounts(database, accounts);
    write_rooms(database, rooms);
    write_sanctions(database, sanctions);
    write_invite_codes(database, invite_codes);
    write_away_messages(database, away_messages);
    if (last_account != 0) remember_largest(database, "last_account", last_account);
    if (last_sanction != 0) remember_largest(database, "last_sanction", last_sanction);
    if (lockdown) {
        Statement(database, "INSERT OR REPLACE INTO setting(name, value) VALUES('lockdown', ?)")
            .run(*lockdown);
    }
    write_audit(database, audit, shares);
}

}  // namespace confab::store
