#include "interpreter.hpp"

#include <algorithm>
#include <array>

#include "confab/base/text.hpp"
#include "endpoint.hpp"
#include "numerics.hpp"

namespace confab::dialect::irc {

const IrcInterpreter::Command* IrcInterpreter::find_command(std::string_view name) {
    using I = IrcInterpreter;
    static constexpr auto commands = std::to_array<Command>({
        {"ADMIN", 0, When::after, &I::admin},     {"AUTHENTICATE", 1, When::always, &I::authenticate},
        {"AWAY", 0, When::always, &I::away},      {"BATCH", 1, When::after, &I::batch},
        {"CAP", 1, When::always, &I::cap},        {"CHATHISTORY", 0, When::after, &I::chathistory},
        {"CONFAB", 1, When::after, &I::confab},   {"HELP", 0, When::after, &I::help},
        {"HELPOP", 0, When::after, &I::help},     {"INFO", 0, When::after, &I::info},
        {"INVITE", 0, When::after, &I::invite},   {"ISON", 1, When::after, &I::ison},
        {"JOIN", 1, When::after, &I::join},       {"KICK", 2, When::after, &I::kick},
        {"KILL", 1, When::after, &I::kill},       {"LIST", 0, When::after, &I::list},
        {"LUSERS", 0, When::after, &I::lusers},   {"MARKREAD", 0, When::after, &I::markread},
        {"MODE", 1, When::after, &I::mode},       {"MONITOR", 1, When::after, &I::monitor},
        {"MOTD", 0, When::after, &I::motd},       {"NAMES", 0, When::after, &I::names},
        {"NICK", 0, When::always, &I::nick},      {"NICKSERV", 1, When::after, &I::nickserv},
        {"NS", 1, When::after, &I::nickserv},     {"NOTICE", 0, When::after, &I::notice},
        {"OPER", 2, When::after, &I::oper},       {"PART", 1, When::after, &I::part},
        {"PASS", 1, When::always, &I::pass},      {"PING", 0, When::always, &I::ping},
        {"PONG", 0, When::always, &I::pong},      {"PRIVMSG", 0, When::after, &I::privmsg},
        {"QUIT", 0, When::always, &I::quit},      {"REGISTER", 3, When::always, &I::register_account},
        {"SETNAME", 1, When::after, &I::setname}, {"TAGMSG", 1, When::after, &I::tagmsg},
        {"TIME", 0, When::after, &I::time},       {"TOPIC", 1, When::after, &I::topic},
        {"USER", 4, When::always, &I::user},      {"USERHOST", 1, When::after, &I::userhost},
        {"VERSION", 0, When::after, &I::version}, {"WHO", 0, When::after, &I::who},
        {"WHOIS", 0, When::after, &I::whois},     {"WHOWAS", 0, When::after, &I::whowas},
    });
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command& each) { return same_word(each.name, name); });
    return found == commands.end() ? nullptr : &*found;
}

bool same_word(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

bool matches(std::string_view mask, std::string_view text) {
    std::size_t m = 0, t = 0, star = std::string_view::npos, from = 0;
    while (t < text.size()) {
        if (m < mask.size() && (mask[m] == '?' || same_word(mask.substr(m, 1), text.substr(t, 1)))) {
            ++m;
            ++t;
        } else if (m < mask.size() && mask[m] == '*') {
            star = m++;
            from = t;
        } else if (star != std::string_view::npos) {
            m = star + 1;
            t = ++from;
        } else {
            return false;
        }
    }
    return mask.find_first_not_of('*', std::min(m, mask.size())) == std::string_view::npos;
}

EventSink& IrcInterpreter::in_front_of(EventSink& edge) {
    door_.open(edge);
    return door_;
}

void IrcInterpreter::attach(Hub& hub) {
    door_.attach(hub);
    text_.attach(hub);
    door_.when_proved([this](Session& session, bool oper) { proved(session, oper); });
}

void IrcInterpreter::line(User& user, const TypedLine& line, Now now) {
    const ClientId id = user.connection.id;
    Session& session = door_.session(id);
    const Message message = parse_message(line.text);
    const bool labels = session.caps.has(Cap::labeled_response);
    door_.begin(id, labels ? tag_value(message.tags, "label") : std::string_view());
    session.reads = false;
    settle_view(user, session, now);
    settle_away(session, now);
    Call call{user, session, message, now};
    run(call);
    door_.end();
}

// What an account remembers of other clients is not for these.
void IrcInterpreter::settle_view(const User& user, const Session& session, Now now) {
    const bool echo = session.caps.has(Cap::echo_message);
    const View& view = user.connection.view;
    if (user.connection.echo == echo && view.flavour == session.caps.flavour() && view.quiet == Quiet::off)
        return;
    hub().propose({now, operation::Prefer{.connection = session.id,
                                          .echo = echo,
                                          .quiet = Quiet::off,
                                          .flavour = session.caps.flavour()}});
}

void IrcInterpreter::run(Call& call) {
    const std::string_view name = call.message.command;
    if (name == client_silent)
        return static_cast<void>(propose(call, operation::Gone{call.id(), "ping timeout"}));
    if (name == line_too_long)
        return door_.reply(call.session, "417", ":Input line was too long, nothing was done");
    if (name == line_not_utf8) {
        return door_.fail(call.session, call.param(0), "INVALID_UTF8",
                          ":Message rejected, it is no valid UTF-8");
    }
    if (name.starts_with('\x01')) return;
    const Command* command = find_command(name);
    const bool registered = call.session.is_welcome;
    if (command == nullptr) {
        return door_.reply(
            call.session, registered ? "421" : "451",
            registered ? fmt::format("{} :Unknown command", name) : ":You have not registered");
    }
    if (command->when == When::after && !registered)
        return door_.reply(call.session, "451", ":You have not registered");
    bool enough = call.params() >= command->least;
    for (std::size_t i = 0; enough && i < command->least; ++i) enough = !call.param(i).empty();
    if (!enough)
        return door_.reply(call.session, "461", fmt::format("{} :Not enough parameters", command->name));
    (this->*command->run)(call);
}

bool IrcInterpreter::propose(Call& call, operation::Any what) {
    const ClientId id = call.id();
    refused_ = false;
    hub().propose({call.now, std::move(what)});
    return door_.find(id) != nullptr;
}

bool IrcInterpreter::goes_on(const Call& call) const {
    return hub().users().find(call.id()) == &call.user && door_.has(call.id());
}

void IrcInterpreter::block(User& /*user*/, std::string_view /*text*/, Now /*now*/) {}

void IrcInterpreter::refused(const User& user, const Operation& operation, const Refusal& why, Now now) {
    Session* session = door_.find(user.connection.id);
    refused_ = true;
    if (session == nullptr || is_silent_) return;
    if (std::holds_alternative<operation::LogIn>(operation.what)) session->proves_for_sasl = false;
    const bool enters = std::holds_alternative<operation::Enter>(operation.what);
    const bool renames = std::holds_alternative<operation::Rename>(operation.what);
    if (!enters && !renames) return hub().replies().refuse(user, why, now);
    if (why.code == Code::name_is_yours) return;
    const std::string_view numeric = numeric_of(why.code);
    const std::string wanted = enters ? std::get<operation::Enter>(operation.what).name.text
                                      : std::get<operation::Rename>(operation.what).name.text;
    if (enters) session->nick.clear();
    door_.reply(*session, numeric.empty() ? "432" : numeric,
                fmt::format("{} :{}", wanted, hub().replies().words(why).text));
}

User* IrcInterpreter::person(Call& call, std::string_view name) {
    User* found = hub().users().find_by_key(hub().names().key_of(name));
    if (found == nullptr) door_.reply(call.session, "401", fmt::format("{} :No such nick", name));
    return found;
}

Room* IrcInterpreter::room(Call& call, std::string_view name) {
    Room* found = name.starts_with('#') ? hub().access().find(call.user, name) : nullptr;
    if (found == nullptr || found->members().empty()) {
        door_.reply(call.session, "403", fmt::format("{} :No such channel", name.empty() ? "*" : name));
        return nullptr;
    }
    return found;
}

Room* IrcInterpreter::own_room(Call& call, std::string_view name) {
    Room* found = room(call, name);
    if (found == nullptr || call.user.membership(*found) != nullptr) return found;
    door_.reply(call.session, "442", fmt::format("{} :You are not on that channel", name));
    return nullptr;
}

}  // namespace confab::dialect::irc
