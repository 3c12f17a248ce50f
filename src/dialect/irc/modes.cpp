// MODE: what a room's operators set, bans, and what people set about themselves.
#include <algorithm>

#include "confab/base/network_set.hpp"
#include "interpreter.hpp"

namespace confab::dialect::irc {

namespace {

using Rule = operation::SetRoom::Rule;

// Whom a mask means, if it means one person or address; else empty.
std::string target_of(std::string_view mask) {
    for (const std::string_view account : {"$a:", "$account:"}) {
        if (mask.starts_with(account)) return std::string(mask.substr(account.size()));
    }
    if (mask.starts_with("a:") || mask.starts_with("account:"))
        return std::string(mask.substr(mask.find(':') + 1));
    const std::size_t bang = mask.find('!');
    const std::string_view nick = mask.substr(0, bang);
    const std::string_view rest = bang == std::string_view::npos ? "*@*" : mask.substr(bang + 1);
    const std::string_view host = rest.substr(std::min(rest.find('@') + 1, rest.size()));
    if (rest.substr(0, rest.find('@')) != "*" && bang != std::string_view::npos) return {};
    if (nick == "*" && host != "*") return std::string(host);
    if (host != "*" || nick.find_first_of("*?") != std::string_view::npos) return {};
    return std::string(nick);
}

std::string shown_as(const Sanction& ban) {
    if (ban.target == Sanction::Target::network) return fmt::format("*!*@{}", source_text(ban.network));
    return fmt::format("{}!*@*", ban.shown);
}

}  // namespace

void IrcInterpreter::mode(Call& call) {
    const std::string_view target = call.param(0);
    if (!target.starts_with('#')) return own_modes(call);
    Room* found = room(call, target);
    if (found == nullptr) return;
    door_.set_subject(target);
    if (call.params() > 1) return room_modes(call, *found);
    std::string modes = "+";
    std::string word;
    if (found->rules) {
        const RoomRules& rules = *found->rules;
        if (rules.by_invitation || rules.unlisted) modes += 'i';
        if (!rules.key.empty()) modes += 'k';
        if (rules.moderated) modes += 'm';
        if (rules.topic_lock || rules.owner != 0) modes += 't';
        const bool may_see = hub().roles().of(call.user, *found) >= Role::room_operator;
        if (!rules.key.empty()) word = fmt::format(" {}", may_see ? rules.key : "*");
    }
    door_.reply(call.session, "324", fmt::format("{} {}{}", target, modes, word));
}

void IrcInterpreter::room_modes(Call& call, Room& room) {
    bool on = true;
    std::size_t next = 2;
    const RoomId id = room.id();
    for (const char c : call.param(1)) {
        if (c == '+' || c == '-') {
            on = c == '+';
            continue;
        }
        const bool takes = std::string_view("obv").find(c) != std::string_view::npos || c == 'k';
        const bool given = next < call.params();
        const std::string_view argument = takes && given ? call.param(next++) : std::string_view();
        Room* still = hub().rooms().find(id);
        if (still == nullptr) return;
        if (c == 'b' && !given) {
            list_bans(call, *still);
            continue;
        }
        if (call.user.membership(*still) == nullptr) {
            return door_.reply(call.session, "442",
                               fmt::format("{} :You are not on that channel", call.param(0)));
        }
        if (takes && !given && !(c == 'k' && !on)) {
            door_.reply(call.session, "461", "MODE :Not enough parameters");
            continue;
        }
        set_mode(call, *still, on, c, argument);
        if (!goes_on(call)) return;
    }
}

void IrcInterpreter::set_mode(Call& call, Room& room, bool on, char mode, std::string_view argument) {
    const ClientId id = call.id();
    const auto rule = [&](Rule which) {
        propose(call, operation::SetRoom{.connection = id, .rule = which, .on = on, .room = room.id()});
    };
    switch (mode) {
        case 'm': return rule(Rule::moderated);
        case 'i': return rule(Rule::by_invitation);
        case 't': return rule(Rule::topic_lock);
        case 'n':
        case 's': return;
        case 'b': return set_ban(call, room, on, argument);
        case 'o':
        case 'v': {
            const User* target = person(call, argument);
            if (target == nullptr) return;
            if (target->membership(room) == nullptr) {
                return door_.reply(
                    call.session, "441",
                    fmt::format("{} {} :They are not on that channel", argument, call.param(0)));
            }
            propose(call, operation::Grant{id, mode == 'o' ? GrantKind::operators : GrantKind::voices, on,
                                           target->name.text, room.id()});
            return;
        }
        case 'k': {
            const bool good = !on || (!argument.empty() && argument.size() <= RoomRules::max_key &&
                                      argument.find_first_of(" ,:") == std::string_view::npos);
            if (!good) {
                return door_.reply(call.session, "696",
                                   fmt::format("{} k * :A key is a word of up to {} bytes", call.param(0),
                                               RoomRules::max_key));
            }
            propose(call, operation::SetRoom{.connection = id,
                                             .rule = Rule::key,
                                             .on = on,
                                             .word = on ? std::string(argument) : "",
                                             .room = room.id()});
            return;
        }
        default: door_.reply(call.session, "472", fmt::format("{} :is unknown mode char to me", mode));
    }
}

void IrcInterpreter::set_ban(Call& call, Room& room, bool on, std::string_view mask) {
    const std::string target = target_of(mask);
    if (target.empty()) {
        return door_.reply(call.session, "696",
                           fmt::format("{} b {} :A ban is NICK!*@* or $a:ACCOUNT", call.param(0), mask));
    }
    const operation::Author author{call.id()};
    const operation::Scope scope{operation::Scope::Kind::room, room.id()};
    if (on) propose(call, operation::Impose{author, scope, Sanction::Kind::ban, target, {}, {}});
    if (!on) propose(call, operation::Lift{author, scope, Sanction::Kind::ban, target});
}

void IrcInterpreter::list_bans(Call& call, const Room& room) {
    if (call.user.membership(room) != nullptr) {
        const std::string name = room.name().text;
        hub().sanctions().for_each([&](const Sanction& each) {
            if (each.kind != Sanction::Kind::ban || each.room_key != room.name().key) return;
            const bool hides = each.target == Sanction::Target::network &&
                               hub().roles().of(call.user, room) < Role::server_operator;
            const auto at =
                std::chrono::duration_cast<std::chrono::seconds>(each.since.time_since_epoch()).count();
            if (!hides)
                door_.reply(call.session, "367",
                            fmt::format("#{} {} {} {}", name, shown_as(each),
                                        each.by.find(' ') == std::string::npos ? each.by : "confabctl", at));
        });
    }
    door_.reply(call.session, "368", fmt::format("{} :End of channel ban list", call.param(0)));
}

void IrcInterpreter::own_modes(Call& call) {
    Session& session = call.session;
    const User* target = person(call, call.param(0));
    if (target == nullptr) return;
    if (target != &call.user) return door_.reply(session, "502", ":Cannot change mode for other users");
    const auto shown = [&] {
        return fmt::format("+{}{}{}", session.is_bot ? "B" : "", session.is_invisible ? "i" : "",
                           session.is_operator ? "o" : "");
    };
    if (call.params() < 2) return door_.reply(session, "221", shown());
    bool on = true;
    std::string changed;
    for (const char c : call.param(1)) {
        if (c == '+' || c == '-') {
            on = c == '+';
            continue;
        }
        bool* flag = c == 'B'   ? &session.is_bot
                     : c == 'i' ? &session.is_invisible
                     : c == 'o' ? &session.is_operator
                                : nullptr;
        if (flag == nullptr) {
            door_.reply(session, "501", ":Unknown MODE flag");
            continue;
        }
        if (*flag == on || (c == 'o' && on)) continue;
        *flag = on;
        changed += fmt::format("{}{}", on ? '+' : '-', c);
        if (c == 'o') propose(call, operation::Operate{call.id(), 0});
    }
    if (!changed.empty())
        door_.send(session, fmt::format(":{} MODE {} {}", full_name(call.user.name.text), call.user.name.text,
                                        changed));
}

}  // namespace confab::dialect::irc
