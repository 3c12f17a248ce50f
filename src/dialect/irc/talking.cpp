// Saying something: in rooms, to people, to this server.
#include <algorithm>

#include "../text/command_list.hpp"
#include "confab/base/text.hpp"
#include "confab/base/visible.hpp"
#include "confab/dialect/text/secret_line.hpp"
#include "confab/dialect/text/slash.hpp"
#include "endpoint.hpp"
#include "interpreter.hpp"

namespace confab::dialect::irc {

namespace {

// Of the commands that people type: those that need no room to be in.
bool needs_no_room(std::string_view command) {
    command = from_slash(command);
    if (command.empty()) return true;  // an answer
    command.remove_prefix(std::min(command.find_first_not_of('/'), command.size()));
    const std::vector<const confab::Command*> like =
        commands_like(ascii_lower(command.substr(0, command.find(' '))));
    return like.size() != 1 || !needs_room(*like.front());
}

bool reads_history(std::string_view command) {
    command = from_slash(command);
    const std::vector<const confab::Command*> like = commands_like(
        ascii_lower(command.substr(std::min<std::size_t>(1, command.size()), command.find(' ') - 1)));
    if (like.size() != 1) return false;
    const std::string_view name = like.front()->name;
    return name == "history" || name == "more" || name == "search" || name == "context";
}

std::string_view next_word(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    return word;
}

// Words for NickServ that went to somebody else: "identify SECRET", "ns register SECRET", "/ns ...".
bool is_for_nickserv(std::string_view line) {
    line.remove_prefix(std::min(line.find_first_not_of("/ "), line.size()));
    const auto count = [](std::string_view rest) {
        std::size_t words = 0;
        while (!next_word(rest).empty()) ++words;
        return words;
    };
    bool named = false;
    std::string_view word = next_word(line);
    if (same_word(word, "msg")) word = next_word(line);
    for (; same_word(word, "nickserv") || same_word(word, "ns"); word = next_word(line)) named = true;
    if (!same_word(word, "identify") &&
        (!named || (!same_word(word, "register") && !same_word(word, "drop"))))
        return false;
    const std::size_t words = count(line);
    return words > 0 && (named || words <= 2);
}

}  // namespace

bool is_secret(std::string_view text) {
    if (text.starts_with(action_mark)) text.remove_prefix(1);
    if (block_may_hold_secret(text)) return true;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (is_for_nickserv(line)) return true;
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return false;
}

void IrcInterpreter::privmsg(Call& call) { talk(call, false); }
void IrcInterpreter::notice(Call& call) { talk(call, true); }

// Nothing answers a NOTICE, so that two programs do not talk to each other for ever.
void IrcInterpreter::talk(Call& call, bool is_notice) {
    if (is_in_batch(call, is_notice)) return;
    if (call.params() == 0 || call.param(0).empty()) {
        if (!is_notice) door_.reply(call.session, "411", ":No recipient given");
        return;
    }
    std::string_view text = call.param(1);
    text = text.substr(0, text.find_last_not_of(' ') + 1);
    if (text.empty()) {
        if (!is_notice) door_.reply(call.session, "412", ":No text to send");
        return;
    }
    std::size_t count = 0;
    for_each_part(call.param(0), [&](std::string_view target) {
        if (!goes_on(call)) return;
        if (!is_one_of_few(call, ++count, target)) return;
        say(call, target, text, is_notice);
    });
}

// The client is told once that a line has more targets than it may have.
bool IrcInterpreter::is_one_of_few(Call& call, std::size_t count, std::string_view target) {
    constexpr std::size_t max_targets = 4;
    if (count == max_targets + 1)
        door_.reply(call.session, "407", fmt::format("{} :Too many targets", target));
    return count <= max_targets;
}

void IrcInterpreter::say(Call& call, std::string_view target, std::string_view text, bool is_notice) {
    door_.set_subject(target);
    if (same_word(target, "Confab")) return run_text(call, text);
    if (same_word(target, "NickServ")) return ask_nickserv(call, text);
    if (is_secret(text)) {
        if (!is_notice) hub().replies().refuse(call.user, {Code::line_may_hold_secret}, call.now);
        return;
    }
    const std::string tags = client_tags(call.message.tags);
    std::string extra = is_notice ? std::string(1, notice_mark) : "";
    if (call.session.is_bot) extra += tags.empty() ? "bot" : "bot;";
    door_.set_extra(extra + tags);
    is_silent_ = is_notice;
    if (fits(call, target, text)) {
        target.starts_with('#') ? say_in_room(call, target, text, is_notice)
                                : say_privately(call, target, text, is_notice);
    }
    is_silent_ = false;
    door_.set_extra({});
}

// With the name of its author in front a message is longer than it came, and nothing is cut.
bool IrcInterpreter::fits(Call& call, std::string_view target, std::string_view text) {
    const std::size_t length = full_name(call.user.name.text).size() + target.size() + text.size() +
                               std::string_view(": PRIVMSG  :").size();
    if (length <= max_rest) return true;
    door_.reply(call.session, "417", ":Input line was too long, nothing was sent");
    return false;
}

void IrcInterpreter::say_in_room(Call& call, std::string_view target, std::string_view text, bool is_notice) {
    const Room* found = hub().access().find(call.user, target);
    const bool there = found != nullptr && !found->members().empty();
    if (is_notice && (!there || call.user.membership(*found) == nullptr)) return;
    if (!there) {
        return door_.reply(call.session, "403", fmt::format("{} :No such channel", target));
    }
    if (call.user.membership(*found) == nullptr) {
        return door_.reply(call.session, "404",
                           fmt::format("{} :You are not on that channel, nothing was sent", target));
    }
    const bool acts = text.starts_with(action_mark);
    propose(call, operation::Say{call.id(), acts ? EventType::emote : EventType::message,
                                 std::string(text.substr(acts ? 1 : 0)), found->id()});
}

void IrcInterpreter::say_privately(Call& call, std::string_view target, std::string_view text,
                                   bool is_notice) {
    const User* to = hub().users().find_by_key(hub().names().key_of(target));
    const bool acts = text.starts_with(action_mark);
    const std::string said = acts ? fmt::format("* {}", text.substr(1)) : std::string(text);
    if (to == nullptr) return is_notice ? void() : leave_message(call, target, said);
    if (is_blank(said)) return;
    propose(call, operation::Active{call.id()});
    if (const Refusal why = hub().posting().say_privately(call.user, *to, said, call.now)) {
        if (!is_notice) hub().replies().refuse(call.user, why, call.now);
        return;
    }
    if (is_notice || !to->extras || !to->extras->away) return;
    const std::string& away = to->extras->away_text;
    door_.reply(call.session, "301", fmt::format("{} :{}", to->name.text, away.empty() ? "away" : away));
}

// For somebody with an account, to be told on coming.
void IrcInterpreter::leave_message(Call& call, std::string_view target, std::string_view text) {
    const Account* account = hub().accounts().find_by_key(hub().names().key_of(target));
    if (account == nullptr) return door_.reply(call.session, "401", fmt::format("{} :No such nick", target));
    propose(call, operation::Active{call.id()});
    if (const Refusal why = hub().inbox().keep(call.user, *account, text, call.now))
        hub().replies().refuse(call.user, why, call.now);
}

// Only clients of this door know what it is.
void IrcInterpreter::tagmsg(Call& call) {
    if (!call.session.caps.has(Cap::message_tags))
        return door_.reply(call.session, "421", "TAGMSG :Unknown command");
    const std::string tags = client_tags(call.message.tags);
    std::size_t count = 0;
    for_each_part(call.param(0), [&](std::string_view target) {
        if (!is_one_of_few(call, ++count, target)) return;
        const Room* found = target.starts_with('#') ? hub().access().find(call.user, target) : nullptr;
        const User* to =
            target.starts_with('#') ? nullptr : hub().users().find_by_key(hub().names().key_of(target));
        if (found == nullptr && to == nullptr) {
            return door_.reply(call.session, target.starts_with('#') ? "403" : "401",
                               fmt::format("{} :No such target", target));
        }
        const bool may = found == nullptr ? !hub().access().can_talk(call.user, call.now)
                                          : call.user.membership(*found) != nullptr &&
                                                !hub().access().can_speak(call.user, *found, call.now);
        if (!may) return door_.reply(call.session, "404", fmt::format("{} :Cannot send to channel", target));
        const std::string line = fmt::format(
            "TAGMSG {}", found == nullptr ? to->name.text : fmt::format("#{}", found->name().text));
        const std::string id =
            fmt::format("msgid=t{:x}-{}", call.now.wall.time_since_epoch().count(), ++last_tagmsg_);
        const std::string all = tags.empty() ? id : fmt::format("{};{}", id, tags);
        const auto tell = [&](const User& user) {
            user.for_each_connection([&](const Connection& each) {
                Session* session = door_.find(each.id);
                if (session == nullptr || !session->caps.has(Cap::message_tags)) return;
                const bool own = each.id == call.id();
                if (own && !session->caps.has(Cap::echo_message) && (found != nullptr || to != &call.user))
                    return;
                if (&user != &call.user && hub().ignores().ignores(user, call.user.name.key)) return;
                const bool to_self = own && to == &call.user;
                if (to_self)
                    door_.send_unlabelled(*session,
                                          fmt::format(":{} {}", full_name(call.user.name.text), line), all);
                if (!to_self || session->caps.has(Cap::echo_message))
                    door_.send_from(*session, call.user, line, all);
            });
        };
        if (to != nullptr) tell(*to);
        if (to != nullptr && to != &call.user) tell(call.user);
        if (found == nullptr) return;
        for (const User* member : found->members()) tell(*member);
    });
}

void IrcInterpreter::away(Call& call) {
    const std::string text(call.param(0));
    if (!call.session.is_welcome) {
        if (!call.session.caps.has(Cap::pre_away))
            return door_.reply(call.session, "451", ":You have not registered");
        call.session.away = text;
    } else {
        propose(call, operation::SetAway{call.id(), !text.empty(), text == "*" ? "" : text});
    }
    if (Session* session = door_.find(call.id())) {
        door_.reply(
            *session, text.empty() ? "305" : "306",
            text.empty() ? ":You are no longer marked as being away" : ":You have been marked as being away");
    }
}

// --- To this server

void IrcInterpreter::confab(Call& call) {
    std::string line;
    for (std::size_t i = 0; i < call.params(); ++i)
        line += fmt::format("{}{}", i == 0 ? "" : " ", call.param(i));
    run_text(call, line);
}

// Any command of the lines that people type, with or without the slash.
void IrcInterpreter::run_text(Call& call, std::string_view line) {
    const std::string command = line.starts_with('/') || call.user.connection.is_asked()
                                    ? std::string(line)
                                    : fmt::format("/{}", line);
    if (call.user.connection.current == nullptr && !needs_no_room(command)) {
        return door_.reply(call.session, "442", "* :Join a channel first");
    }
    door_.set_subject({});
    call.session.reads = reads_history(command);
    text_.line(call.user, TypedLine(command), call.now);
}

void IrcInterpreter::nickserv(Call& call) {
    std::string text;
    for (std::size_t i = 0; i < call.params(); ++i)
        text += fmt::format("{}{}", i == 0 ? "" : " ", call.param(i));
    ask_nickserv(call, text);
}

// IDENTIFY [NAME] PASSWORD and REGISTER PASSWORD, as people know them from elsewhere.
void IrcInterpreter::ask_nickserv(Call& call, std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(word.size() + 1, text.size()));
        if (!word.empty()) words.emplace_back(word);
    }
    const std::string what = words.empty() ? "" : words.front();
    Authentication& authentication = hub().authentication();
    door_.set_subject({});
    if (same_word(what, "IDENTIFY") && words.size() >= 2) {
        const std::string name = words.size() > 2 ? words[1] : call.user.name.text;
        return authentication.log_in(call.user, name, words.back(), call.now);
    }
    if (same_word(what, "REGISTER") && words.size() >= 2) {
        return authentication.register_account(call.user, {}, words[1], call.now);
    }
    if (same_word(what, "LOGOUT")) return hub().propose({call.now, operation::Quit{call.id(), {}}});
    const auto say = [&](std::string_view line) {
        door_.send(call.session,
                   fmt::format(":NickServ!~u@{} NOTICE {} :{}", host_of_people, call.user.name.text, line));
    };
    if (same_word(what, "DROP") && words.size() >= 2)
        return authentication.unregister(call.user, words.back(), call.now);
    say("REGISTER PASSWORD makes your nick yours; IDENTIFY [NAME] PASSWORD takes it back");
    say("DROP PASSWORD gives it up; more: /msg Confab help");
}

}  // namespace confab::dialect::irc
