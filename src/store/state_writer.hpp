// Writes what must never be lost. While writing fails, nothing is given up: of each thing the newest is kept.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "confab/core/ports/state_store.hpp"
#include "deleted.hpp"
#include "state_changes.hpp"
#include "writer.hpp"

namespace confab::store {

class StateWriter : public Writer, public StateStore {
  public:
    // Opens the database and brings its tables up to date. Throws.
    StateWriter(std::string path, Milliseconds group, Milliseconds slow, Health& health, Deleted& deleted);

    void save(const Account& account) override;
    void remove_account(AccountId account) override;
    void save(const RoomRecord& room) override;
    void remove_room(const RoomKey& room) override;
    void save(const Sanction& sanction) override;
    void remove_sanction(std::uint64_t id) override;
    void remove_old_sanction(std::uint64_t id) override;
    void save_lockdown(bool on) override;
    void save(const InviteCode& code) override;
    void remove_invite_code(std::string_view code) override;
    void save(const AwayMessage& message) override;
    void remove_away_message(std::uint64_t id) override;
    void add(const AuditEntry& entry) override;

    std::uint64_t lost() const;

  private:
    bool waits() const override { return !changes_.empty(); }
    bool enough() const override { return changes_.size() >= 1000; }
    Mark take() override;
    void write() override;
    std::uint64_t wrote() override;
    void put_back() override;
    void reopen() override { database_.reset(); }
    std::uint64_t take_lost() override { return std::exchange(newly_lost_, 0); }

    void bound_audit();

    const std::string path_;
    Deleted& deleted_;
    StateChanges changes_;                   // under mutex_, as are those below
    AccountId last_account_taken_ = 0;       // up to this id it may be on disk
    std::uint64_t last_sanction_taken_ = 0;  // the same
    std::uint64_t last_away_message_taken_ = 0;
    std::uint64_t newly_lost_ = 0;
    std::uint64_t lost_ = 0;
    // The writer's thread only.
    StateChanges batch_;
    std::unique_ptr<Database> database_;
};

}  // namespace confab::store
