#include "confab/core/users/connection.hpp"

namespace confab {

void Connection::set_display(const DisplayPreferences& chosen) {
    if (!(chosen == DisplayPreferences{})) {
        more().display = std::make_unique<DisplayPreferences>(chosen);
    } else if (extras) {
        extras->display.reset();
    }
}

}  // namespace confab
