#include "talk_commands.hpp"

#include <string>

#include "confab/base/text.hpp"
#include "confab/core/login/departure.hpp"
#include "confab/core/messages/posting.hpp"

namespace confab {

namespace {

// The answer may have been begun before the second message came. Either of them may have left.
std::string whom_of(const Client* before, const Client* last) {
    const auto name = [](const Client* client) {
        return client == nullptr ? std::string("someone who has left") : client->name.text;
    };
    const auto way = [](const Client* client) {
        return client == nullptr ? std::string() : sentence(" /msg ", client->name.text, " TEXT");
    };
    const char* colon = before == nullptr && last == nullptr ? "" : ":";
    const char* between = before == nullptr || last == nullptr ? "" : " or";
    return sentence("whom do you mean? ", name(last), " wrote just after ", name(before),
                    ", nothing was sent", colon, way(before), between, way(last));
}

}  // namespace

void TalkCommands::add_to(CommandTable& table) {
    table.add("msg", *this, &TalkCommands::msg);
    table.add("reply", *this, &TalkCommands::reply);
    table.add("me", *this, &TalkCommands::me);
    table.add("quit", *this, &TalkCommands::quit);
}

void TalkCommands::msg(Caller& caller, const Arguments& arguments, Now now) {
    const std::string_view whom = arguments[0];
    Client* other = users_.find_by_key(names_.key_of(whom));
    if (other == nullptr) {
        const std::string why =
            sentence("nobody here is called ", whom, ", nothing was sent (/who lists who is here)");
        return caller.refuse_text(why, sentence("/msg ", arguments.all()));
    }
    posting_.say_privately(caller.client(), *other, arguments[1], now);
}

void TalkCommands::reply(Caller& caller, const Arguments& arguments, Now now) {
    Client& client = caller.client();
    const std::string line = sentence("/reply ", arguments[0]);
    const Writers writers = client.extras ? client.extras->writers : Writers{};
    if (!writers.last) return caller.refuse_text("nobody has sent you a private message yet", line);
    Client* other = users_.find(writers.last);
    if (writers.changed_suddenly(now.mono)) {
        return caller.refuse(whom_of(users_.find(writers.before), other));
    }
    if (other == nullptr) {
        return caller.refuse_text("the person who wrote to you last has left, nothing was sent", line);
    }
    posting_.say_privately(client, *other, arguments[0], now);
}

void TalkCommands::me(Caller& caller, const Arguments& arguments, Now now) {
    posting_.say(caller.client(), EventType::emote, arguments[0], now);
}

void TalkCommands::quit(Caller& caller, const Arguments& arguments, Now now) {
    departure_.quit(caller.client(), arguments[0], now);
}

}  // namespace confab
