#include "confab/core/moderation/moderation.hpp"

#include <algorithm>

#include "confab/base/text.hpp"
#include "confab/core/rooms/sanction_text.hpp"

namespace confab {

std::string Moderation::why(const Sanction& sanction, const ZoneClock& clock) const {
    return sanction_text(sanction, rooms_, clock);
}

Moderation::Closed Moderation::can_connect(const Address& address, Now now) {
    sweep(now);
    if (address.local()) return {};
    const std::vector<Network>& allow = settings_.allow;
    const bool allowed =
        allow.empty() || std::any_of(allow.begin(), allow.end(),
                                     [&](const Network& network) { return network.contains(address); });
    if (!allowed) {
        return {"only certain networks may connect here, and yours is none of them; ask who runs this server",
                "not allowed"};
    }
    const Sanction* ban = check_.ban_of_address(address, now);
    if (ban == nullptr) return {};
    return {sentence("you are ", why(*ban, ZoneClock())), "banned"};
}

std::string Moderation::describe(const Sanction& sanction, const Client& reader, bool addresses) const {
    std::string whom = sanction.shown;
    if (sanction.target == Sanction::Target::network && !sanction.name_key.empty()) {
        whom += addresses ? sentence(" (", sanction.network.text(), ")") : " (where they come from)";
    }
    return sentence(
        sanction.id, ": ", whom, " is ",
        why(Sanction{.kind = sanction.kind, .room_key = sanction.room_key, .until = sanction.until},
            clock_of(reader)),
        ", by ", sanction.by, sanction.reason.empty() ? "" : ": ", sanction.reason);
}

}  // namespace confab
