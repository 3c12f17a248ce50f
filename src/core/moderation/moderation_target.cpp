#include "moderation_target.hpp"

#include <algorithm>

#include "confab/base/text.hpp"

namespace confab {

Refusal too_long(std::string_view reason) {
    if (reason.size() <= Moderation::max_reason) return {};
    return {Code::reason_too_long, Moderation::max_reason, reason.size()};
}

std::string_view name_of(const Room* room) {
    return room == nullptr ? std::string_view() : std::string_view(room->name().text);
}

Argument at_tool(const Actor& actor) {
    if (actor.user != nullptr) return {};
    return true;
}

std::variant<Moderation::Target, Refusal> Moderation::find_target(const Actor& actor,
                                                                  std::string_view text) const {
    Target target;
    target.network = parse_network(text);
    if (target.network) {
        if (actor.role < Role::server_operator) return Refusal(Code::addresses_need_server_operator);
        if (actor.user != nullptr && target.network->contains(actor.user->connection.address)) {
            return Refusal(Code::address_is_yours, target.network->text());
        }
        return target;
    }
    const std::string key = names_.key_of(text);
    target.user = users_.find_by_key(key);
    target.account = target.user != nullptr ? target.user->account : accounts_.find_by_key(key);
    if (target.account != nullptr && target.user == nullptr) {
        users_.for_each([&](User& user) {
            if (user.account == target.account) target.user = &user;
        });
    }
    if (target.user != nullptr) {
        target.name = target.user->name;
    } else if (target.account != nullptr) {
        target.name = target.account->name;
    } else {
        auto checked = names_.check_person(text);
        if (std::holds_alternative<NameFault>(checked)) {
            return Refusal(Code::target_unknown, excerpt(text, 64));
        }
        target.name = std::get<Name>(std::move(checked));
    }
    return target;
}

Refusal Moderation::not_allowed(const Actor& actor, const Room* room) const {
    if (actor.role >= (room == nullptr ? Role::server_operator : Role::room_operator)) return {};
    if (room == nullptr) return {Code::server_operator_needed};
    return {room->is_lobby() ? Code::lobby_operator_needed : Code::room_operator_needed, room->name().text};
}

Refusal Moderation::out_of_reach(const Actor& actor, const Room* room, const Target& target) const {
    if (target.user == nullptr && target.account == nullptr) return {};
    if (actor.user != nullptr && target.user == actor.user) return {Code::target_is_you};
    Role role = Role::none;
    if (target.account != nullptr && server_roles_.is_operator(*target.account)) {
        role = Role::server_operator;
    } else if (room != nullptr) {
        role = target.user != nullptr ? roles_.of(*target.user, *room) : roles_.of(*target.account, *room);
    }
    if (role == Role::server_operator) return {Code::target_is_server_operator, target.name.text};
    if (role < actor.role) return {};
    return {role == Role::owner ? Code::target_is_owner : Code::target_is_equal, target.name.text,
            room->name().text};
}

}  // namespace confab
