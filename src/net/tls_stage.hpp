// The TLS handshake as a stage.
#pragma once

#include <memory>
#include <string>

#include "confab/net/tls_context.hpp"
#include "handshake.hpp"

namespace confab::net {

// Gives the newcomer its transport.
class TlsStage final : public Stage {
  public:
    // `told`: the line for a client that speaks without encryption, or says nothing.
    TlsStage(std::shared_ptr<const TlsContext> context, std::string told)
        : context_(std::move(context)), told_(std::move(told)) {}

    Step advance(Newcomer& who) override;
    std::string last_words(Ending why) override;
    bool costs() const override { return true; }

  private:
    std::shared_ptr<const TlsContext> context_;  // for as long as the handshake takes
    std::string told_;
    bool begun_ = false;
};

}  // namespace confab::net
