// /register /login /passwd /unregister /whois: names that are one's own
#include <algorithm>

#include "command.hpp"
#include "confab/base/text.hpp"

namespace confab::command {

namespace {

std::string common_rooms(Hub& hub, const Client& asker, const Client& other) {
    std::string rooms;
    for (const Membership& membership : other.rooms) {
        const Room& room = *membership.room;
        const auto& mine = asker.rooms;
        const bool shared = std::any_of(mine.begin(), mine.end(),
                                        [&room](const Membership& each) { return each.room == &room; });
        if (!shared || !hub.doors().sees(asker, room)) continue;
        rooms.append(rooms.empty() ? "#" : ", #").append(room.name().text);
    }
    return rooms;
}

std::string standing(Hub& hub, const Client& asker, const Client& person) {
    std::string text =
        person.account == nullptr
            ? std::string("a guest")
            : sentence("registered since ", date(person.account->created, History::clock_of(asker)));
    if (hub.moderation().is_operator(person)) text.append(", operator of this server");
    return text;
}

}  // namespace

void enrol(const Request& request) {
    request.hub.logins().enrol(request.client, request.arguments, request.now);
}

void login(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    std::string_view password = arguments;
    std::string_view name = take_word(password);
    if (name.empty()) {
        if (client.guest_number != 0) return tell_usage(request);
        name = client.name.text;
    }
    hub.logins().log_in(client, name, password, now);
}

void passwd(const Request& request) {
    std::string_view password = request.arguments;
    const std::string_view old = take_word(password);
    if (!old.empty() && password.empty()) return tell_usage(request);
    request.hub.logins().change_password(request.client, old, password, request.now);
}

void unregister(const Request& request) {
    request.hub.logins().unregister(request.client, request.arguments, request.now);
}

void whois(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    const std::string key = hub.names().key_of(wanted);
    const Client* person = hub.registry().find_by_key(key);
    if (person == nullptr) {
        const Account* account = hub.accounts().find_by_key(key);
        if (account == nullptr) {
            return hub.tell_error(
                client, sentence("nobody here is called ", excerpt(wanted, 64), ", and nobody registered is"),
                now);
        }
        return hub.tell(client,
                        sentence(account->name.text, ": registered since ",
                                 date(account->created, History::clock_of(client)), ", not here, last seen ",
                                 brief(now.wall - account->last_seen), " ago"),
                        now);
    }
    std::string line =
        sentence(person->name.text, ": ", standing(hub, client, *person), ", here for ",
                 brief(now.mono - person->connected_at), ", idle ", brief(now.mono - person->last_active));
    if (person->extras && person->extras->away) {
        const bool heard = hub.moderation().refuses_private(*person, now).empty();
        const std::string why = heard ? shortened(person->extras->away_text, max_listed_text) : "";
        line.append(why.empty() ? ", away" : ", away: ").append(why);
    }
    hub.tell(client, line, now);
    if (person != &client) {
        const std::string rooms = common_rooms(hub, client, *person);
        hub.tell(client, rooms.empty() ? sentence("you share no room") : sentence("you share ", rooms), now);
    }
    if (hub.moderation().is_operator(client)) {
        hub.tell(client, sentence(person->name.text, " is connected from ", person->address.text()), now);
    }
}

}  // namespace confab::command
