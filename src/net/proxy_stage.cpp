#include "proxy_stage.hpp"

#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

#include "confab/wire/proxy_header.hpp"

namespace confab::net {

namespace {

Peer peer_of(const wire::ProxyHeader& header) {
    Peer peer;
    peer.address = header.source;
    peer.encrypted = header.encrypted;
    if (header.source.local()) {
        peer.text = "unix (by a proxy)";
    } else if (header.source.is_v4()) {
        peer.text = fmt::format("{}:{}", header.source.text(), header.port);
    } else {
        peer.text = fmt::format("[{}]:{}", header.source.text(), header.port);
    }
    return peer;
}

}  // namespace

Step ProxyStage::advance(Newcomer& who) {
    for (;;) {
        const wire::ProxyProgress progress = wire::read_proxy_header(read_);
        if (progress.kind == wire::ProxyProgress::Kind::bad) {
            return {Step::Kind::failed, fmt::format("PROXY header: {}", progress.why), refusal_};
        }
        if (progress.kind == wire::ProxyProgress::Kind::complete) {
            std::string().swap(read_);
            if (!progress.header.relayed) return {Step::Kind::done};
            who.peer = peer_of(progress.header);
            return count_(who).value_or(Step{Step::Kind::done});
        }
        const std::size_t before = read_.size();
        read_.resize(before + progress.wanted);
        const ssize_t size = ::recv(who.fd, read_.data() + before, progress.wanted, MSG_DONTWAIT);
        read_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
        if (size > 0) continue;
        if (size < 0 && (errno == EAGAIN || errno == EINTR)) return {Step::Kind::wants_read};
        return {Step::Kind::failed, "the connection ended within the PROXY header"};
    }
}

}  // namespace confab::net
