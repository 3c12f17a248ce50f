// /msg /reply /me /quit
#include <string>

#include "command.hpp"
#include "confab/base/text.hpp"

namespace confab::command {

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

void msg(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    std::string_view text = arguments;
    const std::string_view whom = take_word(text);
    if (text.empty()) return tell_usage(request);
    Client* other = hub.registry().find_by_key(hub.names().key_of(whom));
    if (other == nullptr) {
        return hub.refuse_text(
            client, sentence("nobody here is called ", whom, ", nothing was sent (/who lists who is here)"),
            sentence("/msg ", arguments), now);
    }
    hub.say_privately(client, *other, text, now);
}

void reply(const Request& request) {
    const auto& [hub, client, command, text, now] = request;
    const Writers writers = client.extras ? client.extras->writers : Writers{};
    const auto refuse = [&](std::string_view why) {
        request.hub.refuse_text(request.client, why, sentence("/reply ", request.arguments), request.now);
    };
    if (!writers.last) return refuse("nobody has sent you a private message yet");
    Client* other = hub.registry().find(writers.last);
    if (writers.changed_suddenly(now.mono)) {
        return hub.tell_error(client, whom_of(hub.registry().find(writers.before), other), now);
    }
    if (other == nullptr) return refuse("whoever wrote to you last has left, nothing was sent");
    hub.say_privately(client, *other, text, now);
}

void me(const Request& request) {
    request.hub.say(request.client, EventType::emote, request.arguments, request.now);
}

void quit(const Request& request) { request.hub.quit(request.client, request.arguments, request.now); }

}  // namespace confab::command
