#include "confab/core/users/saved_settings.hpp"

namespace confab {

SavedSettings saved_settings(const Client& client, UserDirectory& users) {
    SavedSettings settings;
    settings.echo = client.echo;
    settings.timestamps = client.view.timestamps;
    settings.chose_quiet = client.chose_quiet;
    if (client.chose_quiet) settings.quiet = client.view.quiet;
    if (!client.extras) return settings;
    settings.display = client.extras->display;
    settings.display.name.clear();
    for (const Name& name : client.extras->ignores) {
        const Client* ignored = users.find_by_key(name.key);
        if (ignored == nullptr || ignored->guest_number == 0) settings.ignores.push_back(name);
    }
    return settings;
}

}  // namespace confab
