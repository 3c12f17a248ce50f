#include "moderation_target.hpp"

#include <algorithm>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

std::string too_long(std::string_view reason) {
    if (reason.size() <= Moderation::max_reason) return {};
    return sentence("a reason has ", Moderation::max_reason, " bytes at most, this one has ", reason.size());
}

std::string in_place(Sanction::Kind kind, const Room* room) {
    if (room == nullptr) return {};
    return sentence(kind == Sanction::Kind::ban ? " from #" : " in #", room->name().text);
}

std::variant<Moderation::Target, std::string> Moderation::find_target(const Actor& actor,
                                                                      std::string_view text) const {
    Target target;
    target.network = parse_network(text);
    if (target.network) {
        if (actor.rank < Rank::server_operator) return "only server operators do that to addresses";
        if (actor.client != nullptr && target.network->contains(actor.client->address)) {
            return sentence("you are at ", target.network->text(), " yourself");
        }
        return target;
    }
    const std::string key = hub_.names().key_of(text);
    target.client = hub_.registry().find_by_key(key);
    target.account = target.client != nullptr ? target.client->account : hub_.accounts().find_by_key(key);
    if (target.account != nullptr && target.client == nullptr) {
        hub_.registry().for_each([&](Client& client) {
            if (client.account == target.account) target.client = &client;
        });
    }
    if (target.client != nullptr) {
        target.name = target.client->name;
    } else if (target.account != nullptr) {
        target.name = target.account->name;
    } else {
        auto checked = hub_.names().check_person(text);
        if (std::holds_alternative<NameFault>(checked)) {
            return sentence("nobody is called ", excerpt(text, 64), ", and it is no address");
        }
        target.name = std::get<Name>(std::move(checked));
    }
    return target;
}

// Empty if `actor` may moderate there.
std::string Moderation::not_allowed(const Actor& actor, const Room* room) const {
    if (room == nullptr) {
        return actor.rank == Rank::server_operator ? "" : "only server operators may do that";
    }
    if (actor.rank >= Rank::room_operator) return {};
    if (!room->is_lobby()) {
        return sentence("only operators of #", room->name().text, " may do that, /room says who they are");
    }
    return sentence("#", room->name().text, " is nobody's own, so only server operators may do that");
}

// Empty if `actor` is above the target.
std::string Moderation::out_of_reach(const Actor& actor, const Room* room, const Target& target) const {
    if (target.client == nullptr && target.account == nullptr) return {};
    if (actor.client != nullptr && target.client == actor.client) return "that is you";
    Rank rank = Rank::none;
    if (target.account != nullptr && is_operator(*target.account)) {
        rank = Rank::server_operator;
    } else if (room != nullptr) {
        rank = target.client != nullptr ? hub_.doors().rank(*target.client, *room)
                                        : hub_.doors().rank(*target.account, *room);
    }
    if (rank == Rank::server_operator) {
        return sentence(target.name.text, " is a server operator, nobody does that to them");
    }
    if (rank < actor.rank) return {};
    return sentence(target.name.text, rank == Rank::owner ? " owns #" : " is as much as you are in #",
                    room->name().text, rank == Rank::owner ? "" : "; its owner may do that");
}

}  // namespace confab
