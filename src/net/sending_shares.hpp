// What a source may send, divided among its connections. One person's connections share one person's rate,
// which core decides; all connections of one source together may send as much as eight people.
#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"

namespace confab::net {

// On the hub's thread. Sources are told apart by a number; 0 has no share.
class SendingShares {
  public:
    static constexpr std::uint16_t people = 8;     // whose rate a source has
    static constexpr Milliseconds window{10'000};  // a connection that sent within it counts as used

    // So many connections share one person's rate, of which `who` is one.
    using Tell = std::function<void(ClientId who, std::uint16_t connections)>;
    explicit SendingShares(Tell tell) : tell_(std::move(tell)) {}

    void opened(ClientId who, std::uint32_t source);
    void closed(ClientId who);
    // It has sent something. Nothing is done for a source with few connections.
    void sent(ClientId who, MonoTime now);
    // Core divides what a person may send.
    void share_person(ClientId who, std::uint16_t connections);

  private:
    struct Source {
        std::uint32_t connections = 0;
        std::uint32_t used = 0;  // in this window
        std::uint16_t share = 1;
        std::uint32_t window = 0;  // its number
        MonoTime began{};
    };
    struct Slot {
        ClientId who{};
        std::uint32_t source = 0;
        std::uint32_t window = 0;  // of the source, in which it sent last
        std::uint16_t person = 1;
        std::uint16_t told = 1;
    };

    void set_share(std::uint32_t source, std::uint16_t share);
    void tell(Slot& slot, std::uint16_t source_share);
    Slot* find(ClientId who);

    Tell tell_;
    std::vector<Slot> slots_;  // by slot, of those that a source shares; others are empty
    std::unordered_map<std::uint32_t, Source> sources_;
};

}  // namespace confab::net
