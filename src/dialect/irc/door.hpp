// Between the chat and the clients of IRC, on the hub's thread: what is told to one of them is put into lines
// here; all else goes on to the edge.
#pragma once

#include <fmt/format.h>

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "confab/base/snapshot/forward.hpp"
#include "confab/core/hub.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/dialect/table.hpp"
#include "encoder.hpp"
#include "session.hpp"

namespace confab::dialect::irc {

class Door final : public EventSink {
  public:
    explicit Door(ServerIdentity server) : server_(std::move(server)), encoder_(server_.name) {}
    void open(EventSink& edge) { edge_ = &edge; }
    void attach(Hub& hub) { hub_ = &hub; }

    Hub& hub() const { return *hub_; }
    const ServerIdentity& server() const { return server_; }
    Session* find(ClientId who);
    bool has(ClientId who) const;
    Session& session(ClientId who);  // made, if there is none
    template <class Each>
    void for_each(Each&& each) {
        for (auto& [slot, one] : sessions_) each(one);
    }

    // --- While a command is handled: what its client is told carries the label, if it gave one.
    void begin(ClientId who, std::string_view label);
    void end();
    // What answers are about: a room or a person, as the client named it.
    // The answer to this command comes with a later one, and has its label then.
    void keep_label() { label_.clear(); }
    void use_label(std::string_view label) { label_ = label; }
    void set_subject(std::string_view subject) { subject_ = subject; }
    // What others of this dialect get with the next thing that is said, done, or told by this command.
    void set_extra(std::string extra) { extra_ = std::move(extra); }

    // --- Telling one client. A line is without its end; `tags` as they stand in front, without '@'.
    void send(Session& to, std::string_view line, std::string_view tags = {});
    void reply(Session& to, std::string_view numeric, std::string_view rest);
    void fail(Session& to, std::string_view command, std::string_view code, std::string_view rest);
    // `rest` follows the name of a person.
    void send_from(Session& to, const User& from, std::string_view rest, std::string_view tags = {});
    std::string nick_of(const Session& session) const;
    void send_event(Session& to, const Event& event);
    void send_batch(Session& to, std::string_view type, const std::vector<Event>& events);

    // How far a person has read there, in the form of the clients; empty: that is not known.
    std::string marker(const User& user, std::string_view target) const;
    void set_marker(const User& user, std::string_view target, std::string_view time);
    void tell_marker(Session& to, const User& user, std::string_view target);

    // Without the label of the command, because it is no answer.
    void send_unlabelled(Session& to, std::string_view line, std::string_view tags);
    void isupport(Session& session);
    void lusers(Session& session);
    void motd(Session& session);
    // A password was right: of an account to come in as, or of an operator.
    void when_proved(std::function<void(Session&, bool oper)> what) { proved_ = std::move(what); }

    void show_unshown(Session& session);
    void show_topic(Session& session, const Room& room);
    void show_names(Session& session, const User& user, const Room& room);
    void end_names(Session& session, std::string_view what);
    std::string prefix_of(const User& user, const Room& room, bool all) const;
    // Do they share a room?
    static bool share_room(const User& a, const User& b);
    // What happened to a person, to those who share a room with them, once each.
    template <class Each>
    void for_each_peer(const User& user, Each&& each);

    // --- EventSink
    void tell(ClientId who, const Event& event) override;
    void tell_room(RoomId room, const Event& event, std::span<const ClientId> except) override;
    void enter(ClientId who, RoomId room) override;
    void leave(ClientId who, RoomId room) override;
    void change_view(ClientId who, View view) override { edge_->change_view(who, view); }
    void offer(ClientId who, std::string_view line) override { edge_->offer(who, line); }
    void display_preferences(ClientId who, const DisplayPreferences& settings) override {
        edge_->display_preferences(who, settings);
    }
    void request_interactive(ClientId who, bool on) override { edge_->request_interactive(who, on); }
    void completions(ClientId who, std::string_view word, std::span<const std::string> candidates) override {
        edge_->completions(who, word, candidates);
    }
    void answering(ClientId who) override { edge_->answering(who); }
    void answered() override { edge_->answered(); }
    void hold(ClientId who, bool on) override { edge_->hold(who, on); }
    void share_sending(ClientId who, std::uint16_t connections) override {
        edge_->share_sending(who, connections);
    }
    void measure(ClientId who, Ticket ticket) override { edge_->measure(who, ticket); }
    void ask_secret(ClientId who, std::string_view prompt) override;
    void guessed_wrong(ClientId who) override { edge_->guessed_wrong(who); }
    void login(ClientId who, const Login& login) override { edge_->login(who, login); }
    void person_changed(UserId who, PersonChange what) override;
    void audited(const AuditEntry& entry) override;
    void hang_up(ClientId who, std::string_view name, std::string_view reason) override;

    // --- Those who have gone, the last one first.
    struct Gone {
        std::string key;
        std::string name;
        std::string user;
        std::string real_name;
        WallTime at{};
    };
    const std::deque<Gone>& gone() const { return gone_; }

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    struct Line {
        std::string tags;
        std::string text;
    };
    struct PutOut {
        std::string by;
        std::string why;
    };

    void told(Session& session, const User& user, const Event& event);
    void told_self(Session& session, const Event& event);
    void replied(Session& session, const User& user, const Event& event);
    void greet(Session& session, const User& user);
    bool registration_told(Session& session, const User& user, const Event& event);
    void logged_in(Session& session, const User& user);
    void password_told(Session& session, const Event& event, bool right);
    void settle_name(Session& session, const User& user);
    void markers_renamed(const Event& event);
    bool is_replay(Session& session, const Event& event);
    void capture(Session& to, std::string_view bytes);
    void put(const Session& to, std::string_view tags, std::string_view line);
    void flush_label(Session& session);
    void mode_changed(const Room& room, const AuditEntry& entry, std::string_view mode);
    void invited(const Room& room, const AuditEntry& entry);
    void remember(const User& user);
    void tell_of_absence(const User& user, const Room& room);
    void tell_watchers(const User& user, bool here);
    Room* room_called(std::string_view name, std::string_view by) const;
    Event with_extra(const Event& event) const;
    std::string by_whom(std::string_view name) const;

    ServerIdentity server_;
    EventEncoder encoder_;
    EventSink* edge_ = nullptr;
    Hub* hub_ = nullptr;
    std::unordered_map<std::uint32_t, Session> sessions_;  // by slot
    // Of the command that is handled.
    ClientId acting_{};
    std::string label_;
    std::vector<Line> lines_;
    std::string subject_;
    std::string extra_;
    std::uint64_t last_batch_ = 0;
    PutOut put_out_;                   // by the last act of moderation
    std::vector<ClientId> told_gone_;  // of the person who goes now
    std::string going_;
    std::string line_;
    std::deque<Gone> gone_;
    using Markers = std::map<std::string, std::map<std::string, std::string>>;  // by names and targets
    Markers markers_;
    Markers::node_type lost_markers_;  // of the guest who went last, perhaps to come under another name
    std::size_t most_people_ = 0;
    std::function<void(Session&, bool)> proved_;
};

template <class Each>
void Door::for_each_peer(const User& user, Each&& each) {
    for (auto& [slot, session] : sessions_) {
        const User* other = session.is_welcome ? hub_->users().find(session.id) : nullptr;
        if (other != nullptr && other != &user && share_room(user, *other)) each(session);
    }
}

}  // namespace confab::dialect::irc
