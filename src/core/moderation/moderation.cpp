#include "confab/core/moderation/moderation.hpp"

#include <algorithm>

#include "moderation_target.hpp"

namespace confab {

std::string_view Moderation::name_of_room(const Sanction& sanction) const {
    return sanction.room_key.empty() ? std::string_view() : name_of(rooms_.find_by_key(sanction.room_key));
}

Refusal Moderation::held_by(const Sanction& sanction, const ZoneClock& clock) const {
    const bool ban = sanction.kind == Sanction::Kind::ban;
    return {ban ? Code::you_are_banned : Code::you_are_muted, name_of_room(sanction), end_of(sanction, clock),
            sanction.reason};
}

Moderation::Closed Moderation::can_connect(const Address& address, Now now) {
    sweep(now);
    if (address.local()) return {};
    const std::vector<Network>& allow = settings_.allow;
    const bool allowed =
        allow.empty() || std::any_of(allow.begin(), allow.end(),
                                     [&](const Network& network) { return network.contains(address); });
    if (!allowed) return {Refusal(Code::network_not_allowed), "not allowed"};
    const Sanction* ban = check_.ban_of_address(address, now);
    if (ban == nullptr) return {};
    return {held_by(*ban, ZoneClock()), "banned"};
}

Reply Moderation::describe(const Sanction& sanction, const User& reader, bool addresses) const {
    const bool of_person = sanction.target == Sanction::Target::network && !sanction.name_key.empty();
    Argument address;
    Argument hidden;
    if (of_person && addresses) address = sanction.network.text();
    if (of_person && !addresses) hidden = true;
    const bool ban = sanction.kind == Sanction::Kind::ban;
    return {ban ? Code::ban_listed : Code::mute_listed,
            sanction.id,
            sanction.shown,
            address,
            hidden,
            name_of_room(sanction),
            end_of(sanction, clock_of(reader)),
            sanction.by,
            sanction.reason};
}

}  // namespace confab
