// A daemon that reads its configuration again.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {

inline const std::string any_port = "listen = [\"tcp://127.0.0.1:0\"]\n";

inline std::string too_long(int limit) {
    return "! line too long (limit " + std::to_string(limit) + " bytes), nothing was sent";
}

// A daemon whose options are all in a file that the test writes anew.
class Reload : public testing::Test {
  protected:
    void configure(const std::string& content, const std::string& flood = "flood-rate = 0\n") {
        directory_.write("confabd.toml", "data-dir = \"" + data_.path() + "\"\n" + flood + content);
    }

    std::unique_ptr<Confabd> start(std::vector<std::string> more = {}) {
        const std::vector<std::string> fixed{"--config", directory_.path("confabd.toml")};
        more.insert(more.begin(), fixed.begin(), fixed.end());
        return std::make_unique<Confabd>(Launch{.options = more, .defaults = false});
    }

    // Asks until the limit of a line is this: a reload has been done when it shows.
    static void wait_for_limit(Client& client, int limit) {
        const auto is_in_force = [&] {
            const std::vector<std::string> answer = client.answer(times(500, "x"));
            return count_containing(answer, "(limit " + std::to_string(limit) + " ") == 1;
        };
        eventually(is_in_force, "limit " + std::to_string(limit));
    }

    TemporaryDirectory directory_;
    TemporaryDirectory data_;
};

}  // namespace confab::e2e
