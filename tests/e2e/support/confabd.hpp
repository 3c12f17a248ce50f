#pragma once

#include <string>
#include <utility>
#include <vector>

#include "daemon.hpp"

// Only the test programs are told where the binary is (CONFABD), not this library: hence a header.
namespace confab::e2e {

class Confabd : public Daemon {
  public:
    explicit Confabd(std::vector<std::string> options = {}, Where where = Where::current())
        : Daemon(CONFABD, Launch{.options = std::move(options)}, 1, where) {}
    explicit Confabd(Launch launch, std::size_t listeners = 1, Where where = Where::current())
        : Daemon(CONFABD, std::move(launch), listeners, where) {}
};

inline Outcome run_confabd(std::vector<std::string> options, std::vector<std::string> environment = {},
                           Where where = Where::current()) {
    return run_to_end(CONFABD, {.options = std::move(options), .environment = std::move(environment)}, where);
}

}  // namespace confab::e2e
