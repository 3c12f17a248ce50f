// Directories, settings, fakes of the ports, and the lower parts, to build one part of the chat with. There
// is no hub.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/guest_seats.hpp"
#include "confab/core/rooms/memberships.hpp"
#include "confab/core/users/resume_tokens.hpp"
#include "confab/dialect/text/wording.hpp"
#include "unit/support/nobody.hpp"

namespace confab::unit {

// Keeps the texts that each client, or the room that it is in, was told.
class Listener final : public Nobody {
  public:
    void tell(ClientId who, const Event& event) override { told[who].emplace_back(event.text); }
    void tell_room(RoomId, const Event& event, std::span<const ClientId>) override {
        ids.push_back(event.id);
        in_rooms.emplace_back(event.text);
    }
    void offer(ClientId who, std::string_view line) override { offered[who] = line; }
    void hold(ClientId who, bool on) override { held[who] = on; }
    void measure(ClientId who, Ticket) override { measured.push_back(who); }
    void ask_secret(ClientId who, std::string_view prompt) override { prompts[who] = prompt; }
    void hang_up(ClientId who, std::string_view, std::string_view reason) override { hung_up[who] = reason; }
    void audited(const AuditEntry& entry) override { audit.push_back(entry.action); }

    std::map<ClientId, std::vector<std::string>> told;
    std::vector<std::uint64_t> ids;
    std::vector<std::string> in_rooms;
    std::map<ClientId, std::string> offered;
    std::map<ClientId, bool> held;
    std::vector<ClientId> measured;
    std::map<ClientId, std::string> prompts;
    std::map<ClientId, std::string> hung_up;
    std::vector<std::string> audit;
};

class SavedState final : public StateStore {
  public:
    void save(const Account& account) override { accounts[account.id] = account; }
    void save(const RoomRecord& room) override { rooms[room.name.key] = room; }
    void remove_room(const RoomKey& room) override { rooms.erase(room); }
    void save(const Sanction& sanction) override { sanctions[sanction.id] = sanction; }
    void remove_sanction(std::uint64_t id) override { sanctions.erase(id); }
    void save_lockdown(bool on) override { lockdown = on; }

    std::map<AccountId, Account> accounts;
    std::map<RoomKey, RoomRecord> rooms;
    std::map<std::uint64_t, Sanction> sanctions;
    bool lockdown = false;
};

class AskedLog final : public MessageLog {
  public:
    bool lasts() const override { return true; }
    void add(const KeptMessage& message) override { added.emplace_back(message.event.text); }
    bool ask(const HistoryQuery& query) override {
        if (!full) asked.push_back(query);
        return !full;
    }
    void save(const GuestSeat& seat) override { seats[seat.code] = seat; }
    void remove_seat(std::string_view code) override { seats.erase(std::string(code)); }

    std::vector<std::string> added;
    std::deque<HistoryQuery> asked;
    std::map<std::string, GuestSeat> seats;
    bool full = false;
};

struct Leaves {
    // A client in the lobby.
    User& client(std::string_view name) {
        const std::uint32_t number = ++last;
        User& added = users.add({number, number}, {std::string(name), std::string(name)}, 0);
        rooms.lobby().add(added);
        added.connection.current = &rooms.lobby();
        return added;
    }
    User& member(std::string_view name, Room& room) {
        User& added = client(name);
        room.add(added);
        added.connection.current = &room;
        return added;
    }
    Room& room(std::string_view name) { return rooms.make({std::string(name), RoomKey::of_public(name)}); }
    Account& account(User& client) {
        client.account = &accounts.add(client.name, "hash", now.wall);
        return *client.account;
    }
    // The room has an owner from now on.
    RoomRules& owned(Room& room, User& owner) {
        room.rules_or_new().owner = account(owner).id;
        return *room.rules;
    }
    void mute(const User& client, const RoomKey& room = RoomKey::none()) {
        Sanction mute;
        mute.kind = Sanction::Kind::mute;
        mute.name_key = client.name.key;
        mute.room_key = room;
        sanctions.add(mute, client.id);
    }
    const std::string& last_told(const User& client) { return events.told[client.connection.id].back(); }

    Now now{WallTime{Milliseconds{1'790'000'000'000}}, MonoTime{Milliseconds{1'000'000}}};
    Listener events;
    SavedState state;
    AskedLog log;
    ChatSettings settings;
    NameRules names;
    ClockWatch clock;
    AccountDirectory accounts;
    UserDirectory users;
    RoomDirectory rooms{RoomName{"lobby", RoomKey::of_public("lobby")}};
    Ignores ignores;
    dialect::EnglishWording wording;
    Replies replies{events, wording};
    ServerRoles server_roles{settings, names, accounts, state};
    Audit audit{state, events};
    SanctionRegister sanctions{state};
    SanctionCheck check{sanctions, server_roles};
    GuestSeats guest_seats{settings, users, sanctions, log};
    Roles roles{server_roles};
    RoomRecords records{state};
    Invitations invitations{users, ignores, roles};
    Access access{settings, names, accounts, rooms, server_roles, check, roles, invitations};
    std::uint32_t last = 0;
};

}  // namespace confab::unit
