// What a client asks about this server.
#include <array>

#include "confab/base/time_text.hpp"
#include "interpreter.hpp"

namespace confab::dialect::irc {

namespace {

// Whether a question is for this server: it names another one, perhaps.
bool is_for(std::string_view target, const std::string& server) {
    return target.empty() || matches(target, server);
}

}  // namespace

bool IrcInterpreter::is_elsewhere(Call& call) {
    if (is_for(call.param(0), door_.server().name)) return false;
    if (hub().users().find_by_key(hub().names().key_of(call.param(0))) != nullptr) return false;
    door_.reply(call.session, "402", fmt::format("{} :No such server", call.param(0)));
    return true;
}

void IrcInterpreter::motd(Call& call) {
    if (!is_elsewhere(call)) door_.motd(call.session);
}

void IrcInterpreter::version(Call& call) {
    if (is_elsewhere(call)) return;
    door_.reply(call.session, "351", fmt::format("confabd {} :Confab", door_.server().name));
    door_.isupport(call.session);
}

void IrcInterpreter::admin(Call& call) {
    if (is_elsewhere(call)) return;
    const std::string& server = door_.server().name;
    door_.reply(call.session, "256", fmt::format("{} :Administrative info", server));
    door_.reply(call.session, "257", ":This is Confab, a chat server");
    door_.reply(call.session, "258", ":Ask an operator of this server");
    door_.reply(call.session, "259", fmt::format(":{}", server));
}

void IrcInterpreter::info(Call& call) {
    if (is_elsewhere(call)) return;
    door_.reply(call.session, "371", ":Confab: the same rooms by telnet, nc, a terminal and IRC");
    door_.reply(call.session, "374", ":End of INFO list");
}

void IrcInterpreter::time(Call& call) {
    if (is_elsewhere(call)) return;
    const auto at =
        std::chrono::duration_cast<std::chrono::seconds>(call.now.wall.time_since_epoch()).count();
    door_.reply(call.session, "391",
                fmt::format("{} {} 0 :{} UTC", door_.server().name, at, utc_text(call.now.wall)));
}

void IrcInterpreter::help(Call& call) {
    const std::string_view about = call.param(0);
    const std::string subject = about.empty() ? "*" : std::string(about);
    const bool known = about.empty() || find_command(about) != nullptr;
    if (!known)
        return door_.reply(call.session, "524", fmt::format("{} :No help is available on that", subject));
    constexpr auto lines = std::to_array<std::string_view>({
        "JOIN #room, PART, TOPIC, NAMES, LIST, MODE, KICK, INVITE, WHO, WHOIS and AWAY work as usual.",
        "CONFAB help tells of all commands of Confab; CONFAB COMMAND, or /msg Confab COMMAND, runs one.",
        "/msg NickServ REGISTER PASSWORD makes your nick yours.",
    });
    door_.reply(call.session, "704", fmt::format("{} :This is Confab", subject));
    for (const std::string_view line : lines)
        door_.reply(call.session, "705", fmt::format("{} :{}", subject, line));
    door_.reply(call.session, "706", fmt::format("{} :End of help", subject));
}

}  // namespace confab::dialect::irc
