#include "state_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "files.hpp"
#include "schema.hpp"

namespace confab::store {

namespace {

constexpr std::size_t max_audit = 10'000;  // that wait: some megabytes

// What is removed before any batch took it was never on disk, so nothing has to be removed there: while
// writing fails, no number of things that come and go fills the memory.
template <class Map>
void remove_from(Map& changes, std::uint64_t id, std::uint64_t last_taken) {
    const auto found = changes.find(id);
    if (id > last_taken && found != changes.end()) {
        changes.erase(found);
    } else {
        changes.insert_or_assign(id, std::nullopt);
    }
}

template <class Map>
std::uint64_t last_of(const Map& changes, std::uint64_t last) {
    return changes.empty() ? last : std::max<std::uint64_t>(last, changes.rbegin()->first);
}

std::uint64_t last_stored(Database& database, const char* table, const char* setting) {
    return static_cast<std::uint64_t>(
        database.number(fmt::format("SELECT max(coalesce((SELECT max(id) FROM {}), 0), "
                                    "coalesce((SELECT value FROM setting WHERE name='{}'), 0))",
                                    table, setting)
                            .c_str()));
}

}  // namespace

StateWriter::StateWriter(std::string path, Milliseconds group, Milliseconds slow, Health& health,
                         Deleted& deleted)
    : Writer(Part::state, group, slow, health), path_(std::move(path)), deleted_(deleted) {
    make_private(path_);
    database_ = std::make_unique<Database>(path_, Database::Access::write);
    prepare_state(*database_);
    last_account_taken_ = last_stored(*database_, "account", "last_account");
    last_sanction_taken_ = last_stored(*database_, "sanction", "last_sanction");
}

void StateWriter::save(const Account& account) {
    const std::lock_guard lock(mutex_);
    changes_.accounts.insert_or_assign(account.id, account);
    changes_.last_account = std::max(changes_.last_account, account.id);
    handed_over(enough());
}

void StateWriter::remove_account(AccountId account) {
    const std::lock_guard lock(mutex_);
    remove_from(changes_.accounts, account, last_account_taken_);
    handed_over(enough());
}

void StateWriter::save(const RoomRecord& room) {
    const std::lock_guard lock(mutex_);
    changes_.rooms.insert_or_assign(room.name.key, room);
    handed_over(enough());
}

void StateWriter::remove_room(const RoomKey& room) {
    const std::lock_guard lock(mutex_);
    changes_.rooms.insert_or_assign(room, std::nullopt);
    handed_over(enough());
}

void StateWriter::save(const Sanction& sanction) {
    const std::lock_guard lock(mutex_);
    changes_.sanctions.insert_or_assign(sanction.id, sanction);
    changes_.last_sanction = std::max(changes_.last_sanction, sanction.id);
    handed_over(enough());
}

void StateWriter::remove_sanction(std::uint64_t id) {
    const std::lock_guard lock(mutex_);
    remove_from(changes_.sanctions, id, last_sanction_taken_);
    handed_over(enough());
}

void StateWriter::remove_old_sanction(std::uint64_t id) {
    ++deleted_.sanctions;
    remove_sanction(id);
}

void StateWriter::save_lockdown(bool on) {
    const std::lock_guard lock(mutex_);
    changes_.lockdown = on;
    handed_over(enough());
}

void StateWriter::save(const InviteCode& code) {
    const std::lock_guard lock(mutex_);
    changes_.invite_codes.insert_or_assign(code.code, code);
    handed_over(enough());
}

void StateWriter::remove_invite_code(std::string_view code) {
    const std::lock_guard lock(mutex_);
    changes_.invite_codes.insert_or_assign(std::string(code), std::nullopt);
    handed_over(enough());
}

void StateWriter::save(const AwayMessage& message) {
    const std::lock_guard lock(mutex_);
    changes_.away_messages.insert_or_assign(message.id, message);
    handed_over(enough());
}

void StateWriter::remove_away_message(std::uint64_t id) {
    const std::lock_guard lock(mutex_);
    remove_from(changes_.away_messages, id, last_away_message_taken_);
    handed_over(enough());
}

void StateWriter::add(const AuditEntry& entry) {
    const std::lock_guard lock(mutex_);
    changes_.audit.push_back(entry);
    bound_audit();
    handed_over(enough());
}

// The one thing that grows with time and not with what there is. Everything in it is in the log as well.
void StateWriter::bound_audit() {
    while (changes_.audit.size() > max_audit) {
        // Here too what was done in rooms goes before what was done to the server.
        const auto of_a_room = std::find_if(changes_.audit.begin(), changes_.audit.end(),
                                            [](const AuditEntry& entry) { return !entry.room.empty(); });
        changes_.audit.erase(of_a_room == changes_.audit.end() ? changes_.audit.begin() : of_a_room);
        ++newly_lost_;
        ++lost_;
    }
}

std::uint64_t StateWriter::lost() const {
    const std::lock_guard lock(mutex_);
    return lost_;
}

Mark StateWriter::take() {
    batch_ = std::exchange(changes_, {});
    last_account_taken_ = last_of(batch_.accounts, last_account_taken_);
    last_sanction_taken_ = last_of(batch_.sanctions, last_sanction_taken_);
    last_away_message_taken_ = last_of(batch_.away_messages, last_away_message_taken_);
    return handed_;
}

// Unlike history, a file that has gone is not begun anew: what is in it nobody could bring back, and it
// would be an empty one at the next start. So it fails until somebody puts it back.
void StateWriter::write() {
    if (!database_) {
        auto opened = std::make_unique<Database>(path_, Database::Access::write);
        tune_state(*opened);
        database_ = std::move(opened);
    }
    database_->must_be_there();
    Transaction transaction(*database_);
    batch_.write(*database_);
    transaction.commit();
}

std::uint64_t StateWriter::wrote() {
    const std::uint64_t count = batch_.size();
    batch_ = {};
    return count;
}

void StateWriter::put_back() {
    changes_.put_before(std::move(batch_));
    batch_ = {};
    bound_audit();
}

}  // namespace confab::store
