#include "confab/core/users/confidants.hpp"

#include <algorithm>

namespace confab {

void Confidants::add(UserId who, MonoTime now) {
    auto place = std::find_if(all_.begin(), all_.end(), [who](const Confidant& c) { return c.who == who; });
    if (place == all_.end() && all_.size() == most) {
        place = std::min_element(all_.begin(), all_.end(),
                                 [](const Confidant& a, const Confidant& b) { return a.when < b.when; });
    }
    if (place == all_.end()) place = all_.insert(place, Confidant{});
    *place = {who, now};
}

}  // namespace confab
