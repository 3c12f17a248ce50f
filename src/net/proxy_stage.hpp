// The PROXY protocol: the first stage of a listener behind a proxy.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "handshake.hpp"

namespace confab::net {

// Reads the header and nothing behind it; from then on the newcomer's peer is the one that the proxy names.
class ProxyStage final : public Stage {
  public:
    // Counts the newcomer for its source, or gives what it is refused with.
    using Count = std::function<std::optional<Step>(Newcomer& who)>;
    // `refusal`: the line for a peer that does not send a header.
    ProxyStage(Count count, std::string refusal) : count_(std::move(count)), refusal_(std::move(refusal)) {}

    Step advance(Newcomer& who) override;
    std::string last_words(Ending why) override { return why == Ending::late ? refusal_ : std::string(); }

  private:
    Count count_;
    std::string refusal_;
    std::string read_;
};

}  // namespace confab::net
