#include "moderation_target.hpp"

#include <algorithm>

#include "confab/base/text.hpp"

namespace confab {

TextRefusal too_long(std::string_view reason) {
    if (reason.size() <= Moderation::max_reason) return {};
    return sentence("a reason has ", Moderation::max_reason, " bytes at most, this one has ", reason.size());
}

std::string_view name_of(const Room* room) {
    return room == nullptr ? std::string_view() : std::string_view(room->name().text);
}

std::string in_place(Sanction::Kind kind, const Room* room) {
    if (room == nullptr) return {};
    return sentence(kind == Sanction::Kind::ban ? " from #" : " in #", room->name().text);
}

std::variant<Moderation::Target, TextRefusal> Moderation::find_target(const Actor& actor,
                                                                      std::string_view text) const {
    Target target;
    target.network = parse_network(text);
    if (target.network) {
        if (actor.role < Role::server_operator) return "only server operators do that to addresses";
        if (actor.client != nullptr && target.network->contains(actor.client->address)) {
            return sentence("you are at ", target.network->text(), " yourself");
        }
        return target;
    }
    const std::string key = names_.key_of(text);
    target.client = users_.find_by_key(key);
    target.account = target.client != nullptr ? target.client->account : accounts_.find_by_key(key);
    if (target.account != nullptr && target.client == nullptr) {
        users_.for_each([&](Client& client) {
            if (client.account == target.account) target.client = &client;
        });
    }
    if (target.client != nullptr) {
        target.name = target.client->name;
    } else if (target.account != nullptr) {
        target.name = target.account->name;
    } else {
        auto checked = names_.check_person(text);
        if (std::holds_alternative<NameFault>(checked)) {
            return sentence("nobody is called ", excerpt(text, 64), ", and it is no address");
        }
        target.name = std::get<Name>(std::move(checked));
    }
    return target;
}

// Empty if `actor` may moderate there.
TextRefusal Moderation::not_allowed(const Actor& actor, const Room* room) const {
    if (room == nullptr) {
        return actor.role == Role::server_operator ? "" : "only server operators may do that";
    }
    if (actor.role >= Role::room_operator) return {};
    if (!room->is_lobby()) {
        return sentence("only operators of #", room->name().text, " may do that, /room says who they are");
    }
    return sentence("#", room->name().text, " is nobody's own, so only server operators may do that");
}

// Empty if `actor` is above the target.
TextRefusal Moderation::out_of_reach(const Actor& actor, const Room* room, const Target& target) const {
    if (target.client == nullptr && target.account == nullptr) return {};
    if (actor.client != nullptr && target.client == actor.client) return "that is you";
    Role role = Role::none;
    if (target.account != nullptr && server_roles_.is_operator(*target.account)) {
        role = Role::server_operator;
    } else if (room != nullptr) {
        role =
            target.client != nullptr ? roles_.of(*target.client, *room) : roles_.of(*target.account, *room);
    }
    if (role == Role::server_operator) {
        return sentence(target.name.text, " is a server operator, nobody does that to them");
    }
    if (role < actor.role) return {};
    return sentence(target.name.text, role == Role::owner ? " owns #" : " is as much as you are in #",
                    room->name().text, role == Role::owner ? "" : "; its owner may do that");
}

}  // namespace confab
