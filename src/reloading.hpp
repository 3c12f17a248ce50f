// Options that are read again while the server runs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "confab/net/settings.hpp"
#include "confab/ops/options.hpp"

namespace confab {

// Reads everything again as at the start; what is bad is logged and changes nothing.
class Reloading {
  public:
    Reloading(std::vector<std::string> arguments, ops::Options options,
              std::shared_ptr<const net::TlsContext> tls);

    std::optional<net::ServerSettings> read();
    const ops::Options& accepted();
    std::vector<std::string> said() const { return said_; }
    // What was read last.
    const ops::Options& wanted() const { return next_; }
    // What holds now.
    const ops::Options& options() const { return now_; }

  private:
    std::vector<std::string> arguments_;
    std::vector<std::string> said_;
    ops::Options now_;
    ops::Options next_;
    std::shared_ptr<const net::TlsContext> tls_;
    std::shared_ptr<const net::TlsContext> next_tls_;
};

}  // namespace confab
