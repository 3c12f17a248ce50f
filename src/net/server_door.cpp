// From an accepted connection to a client of the hub, or to a refusal.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "proxy_stage.hpp"
#include "server_impl.hpp"
#include "tls_stage.hpp"

namespace confab::net {

// The line for a client that cannot come in.
std::string Server::Impl::refusal(const Reply& why, dialect::Arrival arrival) const {
    const dialect::Format format{.view = arrival.view(), .crlf = arrival.opening != dialect::Opening::lines};
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

// Behind a proxy its header comes first, and a connection counts for the source that the header names.
MakeStages Server::Impl::proxied(const MakeStages& behind, dialect::Arrival arrival) {
    const auto count_one = [this, behind, arrival](Newcomer& who) -> std::optional<Step> {
        const Reply why = count(who);
        if (why.code == Code::none) return std::nullopt;
        return Step{Step::Kind::failed, std::string(Admission::reason(why)), told(why, behind, arrival)};
    };
    return [this, behind, arrival, count_one] {
        Stages stages = behind ? behind() : Stages();
        const Reply no_header(Code::proxy_expected);
        stages.insert(stages.begin(), std::make_unique<ProxyStage>(count_one, refusal(no_header, arrival)));
        return stages;
    };
}

Door Server::Impl::door(const ops::ListenUrl& url) {
    auto arrival = dialect::find_arrival(dialects, url.scheme_name());
    if (!arrival) throw std::runtime_error("cannot listen on " + url.text() + ": nobody talks that here");
    arrival->joins_nothing = url.joins_nothing;
    const MakeStages behind = stages_of(url, *arrival);
    const bool has_proxy = !url.proxies.empty();
    const MakeStages stages = has_proxy ? proxied(behind, *arrival) : behind;
    // Before a byte is read, and before anything is done for it.
    const auto check = [this, has_proxy, proxies = NetworkSet(url.proxies)](Newcomer& who) {
        if (!has_proxy) return count(who);
        return proxies.contains(who.peer.address) ? Reply() : hub.admission().refuse_stranger();
    };
    const Handshakes::Done done = [this, to = *arrival](Newcomer who) { admit(std::move(who), to); };
    const std::uint16_t listener = hub.listeners().number_of(url.text());
    const auto enter = [this, check, stages, done, listener, to = *arrival](Newcomer who) {
        who.listener = listener;
        const Reply why = check(who);
        if (why.code != Code::none) return refuse(std::move(who), why, told(why, stages, to));
        stages ? handshakes.begin(std::move(who), stages(), done) : done(std::move(who));
    };
    if (!stages) return {.may_accept = [] { return true; }, .enter = enter};

    // What costs us work is refused when there is too much of it; the rest waits, so that everybody gets
    // in after a restart.
    const auto costs = [](const auto& stage) { return stage->costs(); };
    const Stages some = stages();
    const bool refuses = std::any_of(some.begin(), some.end(), costs);
    return {.may_accept = [this, refuses] { return refuses || !handshakes.is_full(); }, .enter = enter};
}

// Why a connection from there is refused; none if it is not. Then it counts from now on.
Reply Server::Impl::count(Newcomer& who) {
    const MonoTime now = Shard::clock().mono;
    Reply why = hub.admission().check_source(who.peer.address, now);
    if (why.code == Code::none) who.source = SourceHold(hub.admission(), who.peer.address, now);
    return why;
}

// A peer that has to begin with something else than lines is told in what it would understand.
std::string Server::Impl::told(const Reply& why, const MakeStages& stages, dialect::Arrival arrival) {
    if (!stages || why.code == Code::proxy_expected) return refusal(why, arrival);
    return stages().front()->last_words(Ending::too_many);
}

void Server::Impl::admit(Newcomer who, dialect::Arrival arrival) {
    const Reply why = hub.admission().check_place(who.peer.address, hub.clients(), Shard::clock().mono);
    if (why.code == Code::none) return hub.open(std::move(who), arrival);
    const std::string told = refusal(why, arrival);
    refuse(std::move(who), why, told);
}

void Server::Impl::refuse(Newcomer who, const Reply& why, std::string_view told) {
    shards.front()->log().refused(source_of(who.peer.address).text(), who.peer.text, Admission::reason(why));
    if (!who.tls) return refusals.refuse(std::move(who), told);
    who.tls->send(told);
    who.tls->end();
    refusals.refuse(std::move(who), {});
}

}  // namespace confab::net
