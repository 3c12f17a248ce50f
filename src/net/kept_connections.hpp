// The connections that systemd keeps in case this process crashes. On the hub's thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/net/settings.hpp"
#include "confab/ops/fd_store.hpp"
#include "input_marks.hpp"

namespace confab::net {

// What a socket is called by the kernel, in this process and in another one; 0: nothing.
std::uint64_t cookie_of(int fd);

class KeptConnections {
  public:
    // Throws std::system_error if the files cannot be had.
    explicit KeptConnections(const KeepSettings& settings);

    InputMarks& marks() { return marks_; }

    // A new connection; those beyond the limit are not kept.
    void opened(ClientId who, int fd);
    // One that is kept already, under that cookie.
    void carried(ClientId who, std::uint64_t cookie);
    void closed(ClientId who) { by_slot_.erase(who.slot); }
    std::uint64_t cookie(ClientId who) const;  // 0: it is not kept
    std::vector<ClientId> all() const;

    void write(std::function<std::string()> bytes) { keeper_.write(std::move(bytes)); }
    void forget() { keeper_.forget(); }

  private:
    struct Kept {
        ClientId who;
        std::uint64_t cookie;
    };

    const std::size_t most_;
    InputMarks marks_;
    std::unordered_map<std::uint32_t, Kept> by_slot_;
    ops::CrashKeeper keeper_;
};

}  // namespace confab::net
