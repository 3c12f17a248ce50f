// A hub and all that is outside of it, which writes down every call that the hub makes: two worlds of equal
// journals behave alike.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "confab/core/hub.hpp"
#include "confab/dialect/text/interpreter.hpp"
#include "unit/support/fake_log.hpp"
#include "unit/support/outside.hpp"

namespace confab::unit {

// What a world has beside its hub, as plain values: a restored hub goes on with a copy.
struct Outside {
    FakeLog log;
    FakePasswords passwords;
    std::deque<std::pair<ClientId, Ticket>> to_measure;
    std::set<ClientId> connected;
    std::set<ClientId> held;
    std::mt19937_64 chance{1};
    std::uint32_t last_serial = 0;
    std::deque<std::uint32_t> free_slots;
    WallTime wall{Milliseconds{1'790'000'000'000}};
    Milliseconds age{0};  // by the monotonic clock, whatever that one shows
};

// Writes what it is told into `journal`, and keeps `outside` up to date.
class Journal final : public EventSink, public StateStore, public MessageLog, public Passwords {
  public:
    explicit Journal(Outside& outside) : outside_(outside) {}

    void tell(ClientId who, const Event& event) override;
    void tell_room(RoomId room, const Event& event, std::span<const ClientId> except) override;
    void enter(ClientId who, RoomId room) override { note("enter", who, room); }
    void leave(ClientId who, RoomId room) override { note("leave", who, room); }
    void change_view(ClientId who, View view) override;
    void hang_up(ClientId who, std::string_view name, std::string_view reason) override;
    void offer(ClientId who, std::string_view line) override { note("offer", who, line); }
    void display_preferences(ClientId who, const DisplayPreferences& settings) override;
    void completions(ClientId who, std::string_view word, std::span<const std::string> candidates) override;
    void hold(ClientId who, bool on) override;
    void measure(ClientId who, Ticket ticket) override;
    void share_sending(ClientId who, std::uint16_t connections) override { note("share", who, connections); }
    void guessed_wrong(ClientId who) override { note("wrong guess", who); }
    void ask_secret(ClientId who, std::string_view prompt) override { note("secret", who, prompt); }
    void login(ClientId who, const Login& login) override { note("login", who, login.name); }
    void audited(const AuditEntry& entry) override {
        note("audit", entry.action, entry.target, entry.detail);
    }

    using StateStore::save;
    void save(const Account& account) override;
    void remove_account(AccountId account) override { note("no account", account); }
    void save(const RoomRecord& room) override { note("room", room.name.text, room.topic, room.rules.key); }
    void remove_room(const RoomKey& room) override { note("no room", room.base()); }
    void save(const Sanction& sanction) override { note("sanction", sanction.id, sanction.shown); }
    void remove_sanction(std::uint64_t id) override { note("no sanction", id); }
    void save_lockdown(bool on) override { note("lockdown", on); }
    void save(const InviteCode& code) override { note("invite code", code.code, code.maker); }
    void remove_invite_code(std::string_view code) override { note("no invite code", code); }
    void save(const AwayMessage& message) override { note("away", message.id, message.to, message.text); }
    void remove_away_message(std::uint64_t id) override { note("no away", id); }

    bool lasts() const override { return true; }
    void add(const AuditEntry& entry) override { note("act", entry.action); }
    void add(const KeptMessage& message) override;
    void replace(const RoomKey& room, std::uint64_t id, std::string_view text) override {
        note("replace", room.base(), id, text);
        outside_.log.replace(room, id, text);
    }
    void remove(const RoomKey& room, std::uint64_t id) override {
        note("remove", room.base(), id);
        outside_.log.remove(room, id);
    }
    bool forget(const RoomKey& room, std::uint64_t up_to) override;
    bool rename(const RoomKey& before, const RoomKey& after, std::uint64_t up_to) override;
    using Passwords::ask;
    bool ask(const HistoryQuery& query) override;
    void save(const GuestSeat& seat) override;
    void remove_seat(std::string_view code) override;

    bool available() const override { return true; }
    bool make(Ticket ticket, std::string password, std::string_view source) override;
    bool check(Ticket ticket, std::string password, std::string hash, std::string_view source) override;
    void abandon(Ticket ticket) override;

    std::string take() { return std::exchange(text_, {}); }

  private:
    template <class... Values>
    void note(const Values&... values) {
        (put(values), ...);
        text_ += '\n';
    }
    void put(std::string_view text) { text_.append(text).append("|"); }
    void put(const char* text) { put(std::string_view(text)); }
    void put(const std::string& text) { put(std::string_view(text)); }
    void put(std::uint64_t number) { put(std::to_string(number)); }
    void put(ClientId id) { put(id.serial); }
    void put(RoomId id) { put(id.serial); }
    void put_event(const Event& event);

    Outside& outside_;
    std::string text_;
};

class World {
  public:
    // `shift`: what its monotonic clock shows at first, in whole seconds.
    World(ChatSettings chat_settings, Outside outside_now, Milliseconds shift);

    Now now() const { return {outside.wall, MonoTime{shift_ + outside.age}}; }
    void pass(Milliseconds time, Milliseconds wall_jumps = Milliseconds{0});
    void configure(ChatSettings changed);
    void connect(Address from, const std::string& certificate = {});
    void answer_one_password();
    void answer_measures(bool known, Milliseconds before, std::uint64_t missing);

    ChatSettings settings;
    Outside outside;
    Journal journal{outside};
    TextInterpreter interpreter;
    Hub hub;

  private:
    Milliseconds shift_;
};

}  // namespace confab::unit
