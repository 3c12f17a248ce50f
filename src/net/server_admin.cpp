// What operators do to the server itself.
#include <stdexcept>
#include <string>
#include <utility>

#include "confab/ops/log.hpp"
#include "server_parts.hpp"

namespace confab::net {

// Nobody comes in any more; who is here is told, and has so long to end what they are at.
bool Server::Parts::drain(std::chrono::seconds longest) {
    if (stopping || std::exchange(draining, true)) return false;
    ops::log::info("draining for {} s at most, clients to tell: {}", longest.count(), hub.clients());
    for (const auto& listener : listeners) listener->close();
    hub.call([longest](Hub& chat, Now now) {
        std::string line("the server is going down for maintenance");
        if (longest.count() > 0) {
            line.append(" in ").append(std::to_string(longest.count()));
            line.append(longest.count() == 1 ? " second" : " seconds");
        }
        chat.registry().for_each([&](const Client& client) { chat.tell(client, line, now); });
    });
    drain_timer.expires_after(longest);
    drain_timer.async_wait([this](error_code error) {
        if (!error) begin_stop();
    });
    hub.when_empty([this] { begin_stop(); });
    return true;
}

admin::Host Server::Parts::admin_host(const AdminSettings& wanted) {
    admin::Host host;
    host.settings = wanted;
    host.in_hub = [this](const std::function<void(Hub&, Now)>& what) { hub.call(what); };
    host.facts = [this] {
        admin::Facts facts{.started = started,
                           .threads = shards.size(),
                           .connections = hub.clients(),
                           .messages = hub.messages(),
                           .draining = draining || stopping};
        if (facts.draining) return facts;
        for (const auto& listener : listeners) facts.listeners.push_back(listener->address());
        return facts;
    };
    host.reload = [this] { return reload(); };
    host.drain = [this](std::chrono::seconds longest) { return drain(longest); };
    return host;
}

void Server::open_admin(const AdminSettings& settings) {
    try {
        parts_->admin = std::make_unique<admin::Listener>(parts_->context(), parts_->admin_host(settings));
        ops::log::info("admin socket {}", settings.socket);
    } catch (const std::runtime_error& error) {
        if (settings.required) throw;
        ops::log::warn("{}; confabctl cannot reach this confabd", error.what());
    }
}

}  // namespace confab::net
