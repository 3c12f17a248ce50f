// People and their names: WHO, WHOIS, MONITOR and the like.
#include <algorithm>
#include <charconv>

#include "confab/base/time_text.hpp"

#include "interpreter.hpp"

namespace confab::dialect::irc {

namespace {

constexpr std::size_t max_found = 500;

std::string in_order(std::string_view fields) {
    constexpr std::string_view order = "tcuihsnfdlaor";
    std::string wanted;
    for (const char c : order) {
        if (fields.find(c) != std::string_view::npos) wanted.push_back(c);
    }
    return wanted;
}

std::int64_t seconds(Milliseconds time) {
    return std::chrono::duration_cast<std::chrono::seconds>(time).count();
}

MonoTime last_active(const User& user) {
    MonoTime last = user.connection.last_active;
    user.for_each_connection([&](const Connection& each) { last = std::max(last, each.last_active); });
    return last;
}

}  // namespace

IrcInterpreter::Shown IrcInterpreter::shown(const User& user) {
    Shown all{.user = "~u", .real_name = user.name.text};
    user.for_each_connection([&](const Connection& each) {
        const Session* session = door_.find(each.id);
        if (session == nullptr) return;
        all.user = fmt::format("~{}", session->user);
        all.real_name = session->real_name.empty() ? user.name.text : session->real_name;
        all.is_bot = all.is_bot || session->is_bot;
    });
    all.is_operator = hub().server_roles().is_operator(user);
    return all;
}

void IrcInterpreter::who(Call& call) {
    const std::string_view mask = call.param(0);
    if (mask.empty()) return door_.reply(call.session, "461", "WHO :Not enough parameters");
    std::string_view fields = call.param(1);
    std::string_view token;
    bool only_operators = fields == "o";
    if (const std::size_t percent = fields.find('%'); percent != std::string_view::npos) {
        only_operators = fields.substr(0, percent).find('o') != std::string_view::npos;
        fields.remove_prefix(percent + 1);
        const std::size_t comma = fields.find(',');
        token = comma == std::string_view::npos ? "0" : fields.substr(comma + 1);
        fields = fields.substr(0, comma);
    } else {
        fields = {};
    }
    const auto tell = [&](const User& user, const Room* room) {
        if (only_operators && !hub().server_roles().is_operator(user)) return;
        who_line(call, user, room, fields, token);
    };
    if (mask.starts_with('#')) {
        Room* found = hub().access().find(call.user, mask);
        if (found != nullptr && hub().access().can_read(call.user, *found, call.now)) {
            for (const User* member : found->members()) tell(*member, found);
        }
    } else {
        std::size_t count = 0;
        hub().users().for_each([&](const User& user) {
            if (count >= max_found || !matches(mask, user.name.text)) return;
            const Room* room = nullptr;
            for (const Membership& each : user.rooms) {
                if (room == nullptr && hub().access().can_read(call.user, *each.room, call.now))
                    room = each.room;
            }
            ++count;
            tell(user, room);
        });
    }
    door_.reply(call.session, "315", fmt::format("{} :End of WHO list", mask));
}

void IrcInterpreter::who_line(Call& call, const User& user, const Room* room, std::string_view fields,
                              std::string_view token) {
    const Shown person = shown(user);
    const bool away = user.extras && user.extras->away;
    std::string flags = away ? "G" : "H";
    if (person.is_operator) flags += '*';
    if (person.is_bot) flags += 'B';
    if (room != nullptr) flags += door_.prefix_of(user, *room, call.session.caps.has(Cap::multi_prefix));
    const std::string channel = room == nullptr ? "*" : fmt::format("#{}", room->name().text);
    const std::string& server = door_.server().name;
    if (fields.empty()) {
        return door_.reply(call.session, "352",
                           fmt::format("{} {} {} {} {} {} :0 {}", channel, person.user, host_of_people,
                                       server, user.name.text, flags, person.real_name));
    }
    std::string line;
    for (const char c : in_order(fields)) {
        std::string value;
        switch (c) {
            case 't': value = token; break;
            case 'c': value = channel; break;
            case 'u': value = person.user; break;
            case 'i': value = "255.255.255.255"; break;
            case 'h': value = host_of_people; break;
            case 's': value = server; break;
            case 'n': value = user.name.text; break;
            case 'f': value = flags; break;
            case 'd': value = "0"; break;
            case 'l': value = fmt::to_string(seconds(call.now.mono - last_active(user))); break;
            case 'a': value = user.account == nullptr ? "0" : user.account->name.text; break;
            case 'o':
                value = room != nullptr && Roles::marked(user, *room) >= Role::room_operator ? "1" : "n/a";
                break;
            default: value = fmt::format(":{}", person.real_name); break;
        }
        line += fmt::format("{}{}", line.empty() ? "" : " ", value);
    }
    door_.reply(call.session, "354", line);
}

void IrcInterpreter::whois(Call& call) {
    const std::string_view name = call.params() > 1 ? call.param(1) : call.param(0);
    if (name.empty()) return door_.reply(call.session, "431", ":No nickname given");
    const User* found = person(call, name);
    if (found == nullptr) return door_.reply(call.session, "318", fmt::format("{} :End of WHOIS list", name));
    const User& user = *found;
    const std::string& nick = user.name.text;
    const Shown person = shown(user);
    Session& to = call.session;
    door_.reply(to, "311",
                fmt::format("{} {} {} * :{}", nick, person.user, host_of_people, person.real_name));
    std::string rooms;
    for (const Membership& each : user.rooms) {
        if (!hub().access().sees(call.user, *each.room)) continue;
        rooms += fmt::format("{}{}{}{}", rooms.empty() ? "" : " ", door_.prefix_of(user, *each.room, false),
                             "#", each.room->name().text);
    }
    if (!rooms.empty()) door_.reply(to, "319", fmt::format("{} :{}", nick, rooms));
    door_.reply(to, "312", fmt::format("{} {} :Confab", nick, door_.server().name));
    if (person.is_operator) door_.reply(to, "313", fmt::format("{} :is a server operator", nick));
    if (person.is_bot) door_.reply(to, "335", fmt::format("{} :is a bot", nick));
    const bool sees_more = hub().server_roles().is_operator(call.user) || &user == &call.user;
    if (sees_more) {
        door_.reply(to, "378",
                    fmt::format("{} :is connecting from {}", nick, user.connection.address.text()));
        const Session* own = door_.find(user.connection.id);
        door_.reply(to, "379",
                    fmt::format("{} :is using modes +{}{}", nick, own != nullptr && own->is_bot ? "B" : "",
                                person.is_operator ? "o" : ""));
    }
    if (user.account != nullptr)
        door_.reply(to, "330", fmt::format("{} {} :is logged in as", nick, user.account->name.text));
    if (user.connection.encrypted)
        door_.reply(to, "671", fmt::format("{} :is using a secure connection", nick));
    if (user.extras && user.extras->away) {
        door_.reply(
            to, "301",
            fmt::format("{} :{}", nick, user.extras->away_text.empty() ? "away" : user.extras->away_text));
    }
    const auto since = call.now.wall - (call.now.mono - user.connection.since);
    const auto at = std::chrono::duration_cast<std::chrono::seconds>(since.time_since_epoch()).count();
    door_.reply(to, "317",
                fmt::format("{} {} {} :seconds idle, signon time", nick,
                            seconds(call.now.mono - last_active(user)), at));
    door_.reply(to, "318", fmt::format("{} :End of WHOIS list", name));
}

void IrcInterpreter::whowas(Call& call) {
    if (call.param(0).empty()) return door_.reply(call.session, "431", ":No nickname given");
    const std::string key = hub().names().key_of(call.param(0));
    std::size_t left = max_found;
    const std::string_view count = call.param(1);
    if (!count.empty() && count.front() != '-')
        std::from_chars(count.data(), count.data() + count.size(), left);
    if (left == 0) left = max_found;
    bool found = false;
    for (const Door::Gone& each : door_.gone()) {
        if (each.key != key || left == 0) continue;
        --left;
        found = true;
        door_.reply(call.session, "314",
                    fmt::format("{} ~{} {} * :{}", each.name, each.user, host_of_people, each.real_name));
        door_.reply(call.session, "312",
                    fmt::format("{} {} :{} UTC", each.name, door_.server().name, utc_text(each.at)));
    }
    if (!found)
        door_.reply(call.session, "406", fmt::format("{} :There was no such nickname", call.param(0)));
    door_.reply(call.session, "369", fmt::format("{} :End of WHOWAS", call.param(0)));
}

void IrcInterpreter::ison(Call& call) {
    std::string there;
    for (const std::string_view list : call.message.params) {
        std::string_view rest = list;
        while (!rest.empty()) {
            const std::string_view name = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(name.size() + 1, rest.size()));
            const User* user = name.empty() ? nullptr : hub().users().find_by_key(hub().names().key_of(name));
            if (user != nullptr) there += fmt::format("{}{}", there.empty() ? "" : " ", user->name.text);
        }
    }
    door_.reply(call.session, "303", fmt::format(":{}", there));
}

void IrcInterpreter::userhost(Call& call) {
    std::string all;
    for (const std::string_view name : call.message.params) {
        const User* user = hub().users().find_by_key(hub().names().key_of(name));
        if (user == nullptr) continue;
        const bool away = user->extras && user->extras->away;
        all += fmt::format("{}{}{}={}{}@{}", all.empty() ? "" : " ", user->name.text,
                           hub().server_roles().is_operator(*user) ? "*" : "", away ? "-" : "+",
                           shown(*user).user, host_of_people);
    }
    door_.reply(call.session, "302", fmt::format(":{}", all));
}

// --- MONITOR

void IrcInterpreter::monitor(Call& call) {
    Session& session = call.session;
    const std::string_view what = call.param(0);
    const auto tell_one = [&](std::string_view name) {
        const User* user = hub().users().find_by_key(hub().names().key_of(name));
        if (user != nullptr)
            return door_.reply(session, "730", fmt::format(":{}", full_name(user->name.text)));
        door_.reply(session, "731", fmt::format(":{}", name));
    };
    if (same_word(what, "C")) return session.watched.clear();
    if (same_word(what, "S")) {
        for (const Name& each : session.watched) tell_one(each.text);
        return;
    }
    if (same_word(what, "L")) {
        std::string list;
        for (const Name& each : session.watched)
            list += fmt::format("{}{}", list.empty() ? "" : ",", each.text);
        if (!list.empty()) door_.reply(session, "732", fmt::format(":{}", list));
        return door_.reply(session, "733", ":End of MONITOR list");
    }
    if (what != "+" && what != "-") return;
    for_each_part(call.param(1), [&](std::string_view name) {
        const std::string key = hub().names().key_of(name);
        const auto same = [&](const Name& each) { return each.key == key; };
        if (what == "-") return static_cast<void>(std::erase_if(session.watched, same));
        if (!std::holds_alternative<Name>(hub().names().check_person(name))) return;
        if (session.watches(key)) return tell_one(name);
        if (session.watched.size() >= Session::max_watched) {
            return door_.reply(session, "734",
                               fmt::format("{} {} :Monitor list is full", Session::max_watched, name));
        }
        session.watched.push_back({std::string(name), key});
        tell_one(name);
    });
}

void IrcInterpreter::kill(Call& call) {
    if (!hub().server_roles().is_operator(call.user))
        return door_.reply(call.session, "481", ":You are no server operator");
    if (person(call, call.param(0)) == nullptr) return;
    door_.set_subject(call.param(0));
    propose(call, operation::Kick{{call.id()}, {}, std::string(call.param(0)), std::string(call.param(1))});
}

}  // namespace confab::dialect::irc
