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

void Server::Impl::trace(std::vector<ClientId> who,
                         std::function<void(const std::vector<ConnectionTrace>&)> then) {
    struct Traces {
        std::vector<std::optional<ConnectionTrace>> found;
        std::size_t missing;
        std::function<void(const std::vector<ConnectionTrace>&)> then;

        void tell() const {
            std::vector<ConnectionTrace> all;
            for (const auto& each : found) {
                if (each) all.push_back(*each);
            }
            then(all);
        }
    };
    const auto traces = std::make_shared<Traces>(Traces{{}, who.size(), std::move(then)});
    traces->found.resize(who.size());
    if (who.empty()) return traces->tell();
    for (std::size_t i = 0; i < who.size(); ++i) {
        Shard& shard = *shards[who[i].slot % shards.size()];
        asio::post(shard.context(), [this, &shard, traces, i, id = who[i]] {
            asio::post(context(), [traces, i, found = shard.trace(id)] {
                traces->found[i] = found;
                if (--traces->missing == 0) traces->tell();
            });
        });
    }
}

}  // namespace confab::net
