// /msg /reply /me /quit
#include "command.hpp"
#include "text.hpp"

namespace confab::command {

void msg(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    std::string_view text = arguments;
    const std::string_view whom = take_word(text);
    if (text.empty()) return tell_usage(request);
    Client* other = hub.registry().find_by_key(hub.names().key_of(whom));
    if (other == nullptr) {
        return hub.tell_error(
            client, sentence("nobody here is called ", whom, ", nothing was sent (/who lists who is here)"),
            now);
    }
    hub.say_privately(client, *other, text, now);
}

void reply(const Request& request) {
    const auto& [hub, client, command, text, now] = request;
    const ClientId last = client.extras ? client.extras->wrote_last : ClientId{};
    if (!last) return hub.tell_error(client, "nobody has sent you a private message yet", now);
    Client* other = hub.registry().find(last);
    if (other == nullptr) {
        return hub.tell_error(client, "whoever wrote to you last has left, nothing was sent", now);
    }
    hub.say_privately(client, *other, text, now);
}

void me(const Request& request) {
    request.hub.say(request.client, EventType::emote, request.arguments, request.now);
}

void quit(const Request& request) { request.hub.quit(request.client, request.arguments, request.now); }

}  // namespace confab::command
