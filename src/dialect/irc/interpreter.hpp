// What clients of IRC send, as operations of the chat.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "confab/dialect/interpreter.hpp"
#include "confab/dialect/text/interpreter.hpp"
#include "door.hpp"
#include "message.hpp"

namespace confab::dialect::irc {

// One command of a client. The user and the session are gone once the command has ended the connection.
struct Call {
    User& user;
    Session& session;
    const Message& message;
    Now now;
    const ClientId who = session.id;

    std::string_view param(std::size_t i) const { return message.param(i); }
    std::size_t params() const { return message.params.size(); }
    ClientId id() const { return who; }
};

class IrcInterpreter final : public Interpreter {
  public:
    explicit IrcInterpreter(const ServerIdentity& server) : door_(server) {}

    Worded word(const Reply& reply) const override { return text_.word(reply); }
    EventSink& in_front_of(EventSink& edge) override;
    void attach(Hub& hub) override;
    void line(User& user, const TypedLine& line, Now now) override;
    void block(User& user, std::string_view text, Now now) override;
    void refused(const User& user, const Operation& operation, const Refusal& why, Now now) override;
    bool can_be_answer(std::string_view secret) const override { return text_.can_be_answer(secret); }
    Completion complete(const User& /*user*/, std::string_view /*line*/, std::size_t /*cursor*/) override {
        return {};
    }
    void save(snapshot::Writer& out) const override { door_.save(out); }
    void load(snapshot::Reader& in) override { door_.load(in); }

  private:
    using Run = void (IrcInterpreter::*)(Call&);
    enum class When { always, after };  // registering
    struct Command {
        std::string_view name;
        std::size_t least;  // parameters that are not empty
        When when;
        Run run;
    };
    static const Command* find_command(std::string_view name);

    Hub& hub() const { return door_.hub(); }
    void settle_view(const User& user, const Session& session, Now now);
    void run(Call& call);
    bool propose(Call& call, operation::Any what);
    // Has the command neither ended the connection nor made it another person's?
    bool goes_on(const Call& call) const;
    // A person or a room as the client named it; null after the client was told that there is none.
    User* person(Call& call, std::string_view name);
    Room* room(Call& call, std::string_view name);
    Room* own_room(Call& call, std::string_view name);

    // --- Registering
    void cap(Call& call);
    void cap_request(Call& call, std::string_view list);
    void pass(Call& call);
    void nick(Call& call);
    void user(Call& call);
    void authenticate(Call& call);
    void sasl_done(Call& call, std::string_view mechanism, std::string_view decoded);
    void sasl_certificate(Call& call, std::string_view wanted);
    void come_in(User& user, Session& session, Now now);
    void settle_away(Session& session, Now now);
    void proved(Session& session, bool oper);
    void quit(Call& call);
    void ping(Call& call);
    void pong(Call& /*call*/) {}
    void oper(Call& call);

    // --- Rooms
    void join(Call& call);
    void join_one(Call& call, std::string_view name, std::string_view word);
    void part(Call& call);
    void topic(Call& call);
    void names(Call& call);
    void list(Call& call);
    void kick(Call& call);
    void kick_one(Call& call, std::string_view from, std::string_view name);
    void invite(Call& call);
    void mode(Call& call);
    void room_modes(Call& call, Room& room);
    void set_mode(Call& call, Room& room, bool on, char mode, std::string_view argument);
    void set_ban(Call& call, Room& room, bool on, std::string_view mask);
    void list_bans(Call& call, const Room& room);
    void own_modes(Call& call);

    // --- Talking
    void privmsg(Call& call);
    void notice(Call& call);
    void tagmsg(Call& call);
    bool is_one_of_few(Call& call, std::size_t count, std::string_view target);
    void talk(Call& call, bool is_notice);
    void say(Call& call, std::string_view target, std::string_view text, bool is_notice);
    bool fits(Call& call, std::string_view target, std::string_view text);
    void say_in_room(Call& call, std::string_view target, std::string_view text, bool is_notice);
    void say_privately(Call& call, std::string_view target, std::string_view text, bool is_notice);
    void leave_message(Call& call, std::string_view target, std::string_view text);
    void away(Call& call);
    void confab(Call& call);
    void run_text(Call& call, std::string_view line);
    void nickserv(Call& call);
    void ask_nickserv(Call& call, std::string_view text);

    void chathistory(Call& call);
    void markread(Call& call);
    void batch(Call& call);
    bool is_in_batch(Call& call, bool is_notice);
    void register_account(Call& call);

    // --- People and the server
    struct Shown {
        std::string user;
        std::string real_name;
        bool is_bot = false;
        bool is_operator = false;
    };
    Shown shown(const User& user);
    bool is_elsewhere(Call& call);
    void who(Call& call);
    void who_line(Call& call, const User& user, const Room* room, std::string_view fields,
                  std::string_view token);
    void whois(Call& call);
    void whowas(Call& call);
    void ison(Call& call);
    void userhost(Call& call);
    void monitor(Call& call);
    bool speaks_to(const Call& call, const User& other);
    void setname(Call& call);
    void kill(Call& call);
    void lusers(Call& call) { door_.lusers(call.session); }
    void motd(Call& call);
    void version(Call& call);
    void admin(Call& call);
    void info(Call& call);
    void time(Call& call);
    void help(Call& call);

    bool refused_ = false;    // the last operation that was proposed
    bool is_silent_ = false;  // nobody is told why
    std::uint64_t last_tagmsg_ = 0;
    Door door_;
    TextInterpreter text_;
};

// The parts of a list with commas.
template <class Each>
void for_each_part(std::string_view list, Each&& each) {
    for (;;) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (comma > 0) each(list.substr(0, comma));
        if (comma == list.size()) return;
        list.remove_prefix(comma + 1);
    }
}

// May it hold a secret that was meant for this server, so that it is not said?
bool is_secret(std::string_view text);
bool same_word(std::string_view a, std::string_view b);      // in any case of ASCII
bool matches(std::string_view mask, std::string_view text);  // with '*' and '?', in any case of ASCII

}  // namespace confab::dialect::irc
