#include "kept_connections.hpp"

#include <sys/socket.h>

#include <algorithm>

#include "confab/ops/crash_state.hpp"

namespace confab::net {

std::uint64_t cookie_of(int fd) {
    std::uint64_t cookie = 0;
    socklen_t size = sizeof cookie;
    return ::getsockopt(fd, SOL_SOCKET, SO_COOKIE, &cookie, &size) == 0 ? cookie : 0;
}

KeptConnections::KeptConnections(const KeepSettings& settings)
    : most_(settings.most), marks_(ops::CrashFiles(settings.directory).marks), keeper_(settings.directory) {}

void KeptConnections::opened(ClientId who, int fd) {
    if (by_slot_.size() >= most_ || who.slot >= InputMarks::max_slots) return;
    const std::uint64_t cookie = cookie_of(fd);
    if (cookie == 0) return;
    by_slot_[who.slot] = {who, cookie};
    keeper_.keep(fd);
}

void KeptConnections::carried(ClientId who, std::uint64_t cookie) { by_slot_[who.slot] = {who, cookie}; }

std::uint64_t KeptConnections::cookie(ClientId who) const {
    const auto found = by_slot_.find(who.slot);
    return found != by_slot_.end() && found->second.who == who ? found->second.cookie : 0;
}

std::vector<ClientId> KeptConnections::all() const {
    std::vector<ClientId> all;
    for (const auto& [slot, each] : by_slot_) all.push_back(each.who);
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace confab::net
