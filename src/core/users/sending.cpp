#include "confab/core/users/sending.hpp"

#include <algorithm>

namespace confab {

void share_sending(EventSink& events, User& user, Now now) {
    std::uint16_t used = 0;
    user.for_each_connection([&](const Connection& each) {
        if (now.mono - each.last_active < sending_lately) ++used;
    });
    used = std::max<std::uint16_t>(1, used);
    if (used == user.sharing) return;
    user.sharing = used;
    user.for_each_connection([&](const Connection& each) { events.share_sending(each.id, used); });
}

}  // namespace confab
