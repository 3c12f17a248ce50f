// The figures of all threads, brought together on the hub's.
#include <memory>
#include <utility>

#include "server_impl.hpp"

namespace confab::net {

ServerMetrics Server::Impl::own_metrics() {
    ServerMetrics all{.listeners = hub.listeners().uses(),
                      .refused = hub.admission().refusals(),
                      .handshakes = handshakes.counts(),
                      .logins = hub.logins(),
                      .queued = shards.front()->totals().total(),
                      .sources = hub.admission().sources().size(),
                      .max_clients = hub.admission().max_clients(),
                      .max_queued = settings.limits.max_queued,
                      .max_handshakes = settings.limits.handshakes.most};
    for (const dialect::Entry& each : dialects) all.dialects.emplace_back(each.name);
    all.shards.resize(shards.size());
    return all;
}

// Each shard copies its figures on its own thread, so that none of them has to be atomic.
void Server::Impl::collect(std::function<void(const ServerMetrics&)> then) {
    struct Collected {
        ServerMetrics all;
        std::size_t missing;
        std::function<void(const ServerMetrics&)> then;
    };
    const auto collected =
        std::make_shared<Collected>(Collected{own_metrics(), shards.size(), std::move(then)});
    for (std::size_t i = 0; i < shards.size(); ++i) {
        asio::post(shards[i]->context(), [this, i, collected] {
            const auto figures = std::make_shared<ShardMetrics>(shards[i]->metrics());
            asio::post(context(), [i, collected, figures] {
                collected->all.shards[i] = *figures;
                if (--collected->missing == 0) collected->then(collected->all);
            });
        });
    }
}

}  // namespace confab::net
