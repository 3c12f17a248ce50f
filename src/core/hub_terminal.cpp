// What the hub does for those who have the live terminal.
#include "confab/core/hub.hpp"

namespace confab {

void Hub::use_terminal(ClientId id, bool on, Now) {
    Client* client = registry_.find(id);
    if (client == nullptr) return;
    View view = client->view;
    view.terminal = on;
    change_view(*client, view);
}

void Hub::offer(const Client& client, std::string_view line) {
    if (client.view.terminal) audience_.offer(client.id, line);
}

}  // namespace confab
