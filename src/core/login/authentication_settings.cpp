// What is kept with a name, and when.
#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

void Authentication::apply(Client& client, const SavedSettings& settings) {
    client.echo = settings.echo;
    View view = client.view;
    view.timestamps = settings.timestamps;
    client.chose_quiet = settings.chose_quiet;
    if (settings.chose_quiet) view.quiet = settings.quiet;
    hub_.change_view(client, view);
    if (client.extras || !(settings.display == DisplayPreferences{})) {
        client.more().display = settings.display;
        hub_.tell_settings(client);
    }
    for (const Name& name : settings.ignores) {
        if (name.key != client.name.key) hub_.ignore(client, name);
    }
}

// A guest's name goes to a stranger next, so that it is ignored is not kept.
SavedSettings Authentication::settings_of(const Client& client) {
    SavedSettings settings;
    settings.echo = client.echo;
    settings.timestamps = client.view.timestamps;
    settings.chose_quiet = client.chose_quiet;
    if (client.chose_quiet) settings.quiet = client.view.quiet;
    if (client.extras) {
        settings.display = client.extras->display;
        settings.display.name.clear();
        for (const Name& name : client.extras->ignores) {
            const Client* ignored = hub_.registry().find_by_key(name.key);
            if (ignored == nullptr || ignored->guest_number == 0) settings.ignores.push_back(name);
        }
    }
    return settings;
}

void Authentication::save(Client& client, Now now, Arrived arrived) {
    touched_.erase(client.id);
    client.account->settings = settings_of(client);
    client.account->settings.left = now.wall;
    client.account->settings.seats = hub_.seats().seats_of(client, arrived, now);
    client.account->last_seen = now.wall;
    hub_.state().save(*client.account);
}

void Authentication::left(Client& client, Now now, Arrived arrived) {
    touched_.erase(client.id);
    if (client.account != nullptr && !client.rooms.empty()) save(client, now, arrived);
}

void Authentication::touched(const Client& client, Now now) {
    if (client.account == nullptr || !touched_.insert(client.id).second) return;
    due_.emplace_back(now.mono + save_after, client.id);
}

void Authentication::tick(Now now) {
    while (!due_.empty() && due_.front().first <= now.mono) {
        const ClientId id = due_.front().second;
        due_.pop_front();
        if (touched_.erase(id) == 0) continue;
        Client* client = hub_.registry().find(id);
        if (client != nullptr && client->account != nullptr) save(*client, now);
    }
}

std::optional<MonoTime> Authentication::deadline() const {
    if (due_.empty()) return std::nullopt;
    return due_.front().first;
}

}  // namespace confab
