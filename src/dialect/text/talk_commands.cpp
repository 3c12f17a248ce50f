#include "talk_commands.hpp"

#include <fmt/format.h>

#include <string>

#include "confab/core/messages/inbox.hpp"
#include "confab/core/messages/posting.hpp"
#include "confab/core/ports/operation_log.hpp"

namespace confab {

namespace {

// The answer may have been begun before the second message came. Either of them may have left.
Refusal unclear(const User* before, const User* last) {
    const auto name = [](const User* user) { return user == nullptr ? std::string() : user->name.text; };
    if (before == nullptr && last == nullptr) return {Code::reply_unclear_both_left};
    const bool both = before != nullptr && last != nullptr;
    return {both ? Code::reply_unclear : Code::reply_unclear_one_left, name(last), name(before)};
}

}  // namespace

void TalkCommands::add_to(CommandTable& table) {
    table.add("msg", *this, &TalkCommands::msg);
    table.add("inbox", *this, &TalkCommands::inbox);
    table.add("reply", *this, &TalkCommands::reply);
    table.add("me", *this, &TalkCommands::me);
    table.add("say", *this, &TalkCommands::say);
    table.add("quit", *this, &TalkCommands::quit);
}

void TalkCommands::msg(Caller& caller, const Arguments& arguments, Now now) {
    const std::string_view whom = arguments[0];
    const User* other = users_.find_by_key(names_.key_of(whom));
    if (other == nullptr) return keep(caller, arguments, now);
    send(caller, *other, arguments[1], now);
}

// For somebody who has an account and will come back; nobody else is known.
void TalkCommands::keep(const Caller& caller, const Arguments& arguments, Now now) {
    const std::string_view whom = arguments[0];
    const Account* account = accounts_.find_by_key(names_.key_of(whom));
    const Refusal why = account == nullptr ? Refusal(Code::private_not_here, whom)
                                           : inbox_.keep(caller.user(), *account, arguments[1], now);
    if (why) caller.refuse_text(why, fmt::format("/msg {}", arguments.all()));
}

void TalkCommands::inbox(Caller& caller, Now now) { inbox_.list(caller.user(), now); }

void TalkCommands::reply(Caller& caller, const Arguments& arguments, Now now) {
    const User& user = caller.user();
    const std::string line = fmt::format("/reply {}", arguments[0]);
    const Writers writers = user.extras ? user.extras->writers : Writers{};
    if (!writers.last) return caller.refuse_text({Code::reply_to_nobody}, line);
    const User* other = users_.find(writers.last);
    if (writers.changed_suddenly(now.mono)) {
        return caller.refuse(unclear(users_.find(writers.before), other));
    }
    if (other == nullptr) {
        return caller.refuse_text({Code::reply_to_absent}, line);
    }
    send(caller, *other, arguments[0], now);
}

void TalkCommands::send(const Caller& caller, const User& to, std::string_view text, Now now) {
    const Refusal why = posting_.say_privately(caller.user(), to, text, now);
    if (why) caller.refuse_text(why, fmt::format("/msg {} {}", to.name.text, text));
}

void TalkCommands::me(Caller& caller, const Arguments& arguments, Now now) {
    const std::string_view text = arguments[0];
    log_.propose({now, operation::Say{caller.id(), EventType::emote, std::string(text)}});
}

void TalkCommands::say(Caller& caller, const Arguments& arguments, Now now) {
    log_.propose({now, operation::Say{caller.id(), EventType::message, std::string(arguments[0])}});
}

void TalkCommands::quit(Caller& caller, const Arguments& arguments, Now now) {
    log_.propose({now, operation::Quit{caller.id(), std::string(arguments[0])}});
}

}  // namespace confab
