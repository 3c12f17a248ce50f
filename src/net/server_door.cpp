// From an accepted connection to a client of the hub, or to a refusal.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "server_impl.hpp"
#include "tls_stage.hpp"

namespace confab::net {

// The line for a client that cannot come in.
std::string Server::Impl::refusal(const Reply& why, dialect::Arrival arrival) const {
    const dialect::Format format{.view = arrival.view(),
                                 .crlf = arrival.opening == dialect::Opening::negotiated};
    std::string line;
    dialect::encode_refusal(line, why, Shard::clock().wall, shards.front()->codecs().encoder(format.view),
                            format);
    return line;
}

// None: then its newcomers are clients at once.
MakeStages Server::Impl::stages_of(const ops::ListenUrl& url, dialect::Arrival arrival) {
    if (!url.is_encrypted()) return {};
    return [this, arrival] {
        Stages stages;
        stages.push_back(std::make_unique<TlsStage>(settings.tls, refusal(Code::encrypted_port, arrival)));
        return stages;
    };
}

Door Server::Impl::door(const ops::ListenUrl& url) {
    const auto arrival = dialect::find_arrival(dialects, url.scheme_name());
    if (!arrival) throw std::runtime_error("cannot listen on " + url.text() + ": nobody talks that here");
    const Handshakes::Done done = [this, to = *arrival](Newcomer who) { admit(std::move(who), to); };
    const MakeStages stages = stages_of(url, *arrival);
    if (!stages) return {.may_accept = [] { return true; }, .enter = done};

    // What costs us work is refused when there is too much of it; the rest waits, so that everybody gets
    // in after a restart.
    const auto costs = [](const auto& stage) { return stage->costs(); };
    const Stages some = stages();
    const bool refuses = std::any_of(some.begin(), some.end(), costs);
    return {
        .may_accept = [this, refuses] { return refuses || !handshakes.is_full(); },
        .enter = [this, stages, done](Newcomer who) { handshakes.begin(std::move(who), stages(), done); }};
}

void Server::Impl::admit(Newcomer who, dialect::Arrival arrival) {
    if (hub.clients() < settings.limits.max_clients) return hub.open(std::move(who), arrival);
    shards.front()->log().refused(source_of(who.peer.address).text(), who.peer.text, "the server is full");
    const std::string line = refusal({Code::server_full, settings.limits.max_clients}, arrival);
    if (!who.tls) return refusals.refuse(std::move(who), line);
    who.tls->send(line);
    who.tls->end();
    refusals.refuse(std::move(who), {});
}

}  // namespace confab::net
