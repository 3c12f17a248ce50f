#include "confab/core/users/saved_settings.hpp"

namespace confab {

SavedSettings saved_settings(const User& user, UserDirectory& users) {
    SavedSettings settings;
    settings.echo = user.connection.echo;
    settings.timestamps = user.connection.view.timestamps;
    settings.numbers = user.connection.view.numbers;
    settings.chose_quiet = user.connection.chose_quiet;
    if (user.connection.chose_quiet) settings.quiet = user.connection.view.quiet;
    settings.display = user.connection.display();
    settings.display.name.clear();
    if (!user.extras) return settings;
    for (const Name& name : user.extras->ignores) {
        const User* ignored = users.find_by_key(name.key);
        if (ignored == nullptr || ignored->guest_number == 0) settings.ignores.push_back(name);
    }
    return settings;
}

}  // namespace confab
