// A hub with an audience that writes everything down, and a clock that only moves when told to.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "confab/core/hub.hpp"
#include "confab/core/users/resume_code.hpp"
#include "confab/dialect/text/interpreter.hpp"
#include "confab/dialect/text/render.hpp"
#include "unit/support/zones.hpp"

namespace confab::unit {

using Lines = std::vector<std::string>;

// What one client was sent, as its view shows it, and what the audience knows of it.
struct Heard {
    std::deque<std::string> lines;
    View view;
    std::vector<RoomId> rooms;
    bool hung_up = false;
    bool held = false;  // until an answer from outside has come
    std::string reason;
    Lines offered;
    std::optional<DisplayPreferences> settings;
    std::optional<bool> asked_terminal;
    std::string completed;
    Lines candidates;
    std::uint16_t sharing = 1;  // connections that share what the person may send
    unsigned wrong_guesses = 0;
    std::string secret;  // what is asked for; empty if nothing
};

class RecordingAudience final : public EventSink {
  public:
    void tell(ClientId who, const Event& event) override;
    void tell_room(RoomId room, const Event& event, std::span<const ClientId> except) override;
    void enter(ClientId who, RoomId room) override;
    void leave(ClientId who, RoomId room) override;
    void change_view(ClientId who, View view) override;
    void hang_up(ClientId who, std::string_view name, std::string_view reason) override;
    void display_preferences(ClientId who, const DisplayPreferences& settings) override {
        heard[who].settings = settings;
    }
    void request_interactive(ClientId who, bool on) override { heard[who].asked_terminal = on; }
    void completions(ClientId who, std::string_view word, std::span<const std::string> candidates) override {
        heard[who].completed = word;
        heard[who].candidates.assign(candidates.begin(), candidates.end());
    }
    void ask_secret(ClientId who, std::string_view prompt) override { heard[who].secret = prompt; }
    void hold(ClientId who, bool on) override { heard[who].held = on; }
    void share_sending(ClientId who, std::uint16_t connections) override { heard[who].sharing = connections; }
    void guessed_wrong(ClientId who) override { ++heard[who].wrong_guesses; }
    void measure(ClientId who, Ticket ticket) override { asked.emplace_back(who, ticket); }
    void login(ClientId, const Login& login) override {
        logins.push_back({login.what, std::string(login.by), std::string(login.name), login.from.text()});
    }
    void audited(const AuditEntry& entry) override { audit.push_back(entry); }
    void offer(ClientId who, std::string_view line) override { heard[who].offered.emplace_back(line); }
    void answering(ClientId who) override { answers_to.push_back(who); }

    std::map<ClientId, Heard> heard;
    std::map<RoomId, std::set<ClientId>> rooms;
    std::vector<AuditEntry> audit;
    std::vector<ClientId> answers_to;  // whose input was handled
    struct Logged {
        LoginEvent what;
        std::string by;
        std::string name;
        std::string from;
        bool operator==(const Logged&) const = default;
    };
    std::vector<Logged> logins;
    std::deque<std::pair<ClientId, Ticket>> asked;  // what has arrived, and not answered yet

  private:
    dialect::Renderer renderer_;
};

class Chat {
  public:
    explicit Chat(ChatSettings settings = {}, Ports outside = {})
        : hub(audience, interpreter, std::move(settings), outside) {
        interpreter.attach(hub);
    }

    // Connects someone and forgets the greeting.
    ClientId connect();
    // The same, and gives them a name.
    ClientId connect(std::string_view name);
    ClientId connect_unread();
    // So many guests that nobody announces (they have not stayed).
    std::vector<ClientId> connect_many(std::size_t count);

    void line(ClientId who, TypedLine text) { hub.line(who, text, now); }
    // Says what has arrived wherever that was asked: what is in `arrived`; of others it is not known.
    void measure();
    // Says the line and gives what its sender was sent since the last look.
    Lines answer(ClientId who, TypedLine text);
    // All that came since the last look.
    Lines take(ClientId who);
    void forget_all();
    void disconnect(ClientId who, std::string_view reason = "") { hub.disconnect(who, reason, now); }
    // Lets time pass and the hub do what is due then.
    void pass(Milliseconds duration);

    User& client(ClientId who) { return *hub.users().find(who); }
    Room* room(std::string_view name) {
        return hub.rooms().find_by_key(RoomKey::of_public(hub.names().key_of(name)));
    }

    Address from{};  // of the connecting person
    bool encrypted = false;
    std::string certificate{};
    std::map<ClientId, Arrived> arrived;
    RecordingAudience audience;
    TextInterpreter interpreter;
    Hub hub;
    Now now{WallTime{Milliseconds{1'790'000'000'000}}, MonoTime{Milliseconds{1'000'000}}};

  private:
    std::uint32_t last_ = 0;
};

// The lines that begin with `prefix`.
std::size_t count_prefix(const Lines& lines, std::string_view prefix);
std::string joined(const Lines& lines);

}  // namespace confab::unit
