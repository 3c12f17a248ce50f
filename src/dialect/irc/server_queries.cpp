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

// Do they share a room in which the caller may speak?
bool IrcInterpreter::speaks_to(const Call& call, const User& other) {
    return std::any_of(call.user.rooms.begin(), call.user.rooms.end(), [&](const Membership& each) {
        return other.membership(*each.room) != nullptr &&
               !hub().access().can_speak(call.user, *each.room, call.now);
    });
}

void IrcInterpreter::setname(Call& call) {
    constexpr std::size_t most = 150;
    const std::string_view wanted = call.param(0);
    if (wanted.size() > most) {
        if (call.session.caps.has(Cap::standard_replies))
            return door_.fail(call.session, "SETNAME", "INVALID_REALNAME", ":That is too long");
        return;
    }
    // It is seen by others, as words are.
    if (const Refusal why = hub().access().can_talk(call.user, call.now)) {
        if (!call.session.caps.has(Cap::standard_replies))
            return hub().replies().refuse(call.user, why, call.now);
        return door_.fail(call.session, "SETNAME", "CANNOT_CHANGE_REALNAME",
                          fmt::format(":{}", hub().replies().words(why).text));
    }
    call.session.real_name = wanted;
    const std::string rest = fmt::format("SETNAME :{}", wanted);
    if (call.session.caps.has(Cap::setname)) door_.send_from(call.session, call.user, rest);
    door_.for_each([&](Session& each) {
        const User* other =
            each.is_welcome && each.caps.has(Cap::setname) ? hub().users().find(each.id) : nullptr;
        if (other == nullptr || each.id == call.id()) return;
        const bool watches = each.caps.has(Cap::extended_monitor) && each.watches(call.user.name.key);
        const bool hears = watches || other == &call.user || speaks_to(call, *other);
        if (hears && !hub().ignores().ignores(*other, call.user.name.key))
            door_.send_from(each, call.user, rest);
    });
}

}  // namespace confab::dialect::irc
