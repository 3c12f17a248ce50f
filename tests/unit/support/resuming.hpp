// Guests who come back with the code from their greeting.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "with_log.hpp"

namespace confab::unit {

class HubResume : public testing::Test {
  protected:
    HubResume() : chat(settings(), outside()) {}

    static ChatSettings settings() {
        ChatSettings settings;
        settings.history = 5;
        return settings;
    }
    Ports outside() {
        Ports outside;
        outside.log = &log;
        outside.random = [this] { return chance += 1'000'003; };
        return outside;
    }
    // Connects, and takes the code from the greeting.
    std::pair<ClientId, std::string> arrive(std::string_view name = {}) {
        const ClientId id = chat.connect_unread();
        std::string code;
        for (const std::string& line : chat.take(id)) {
            const auto at = line.find("/resume ");
            if (at != std::string::npos) code = line.substr(at + 8, 11);
        }
        if (!name.empty()) chat.line(id, std::string("/nick ").append(name));
        chat.take(id);
        return {id, code};
    }
    Lines resume(ClientId who, const std::string& code) {
        chat.take(who);
        chat.line(who, "/resume " + code);
        chat.measure();
        log.answer(chat.hub, chat.now);
        Lines lines = chat.take(who);
        for (std::string& line : lines) {
            if (line.size() > 6 && line[2] == ':' && line[5] == ' ') line.erase(0, 6);
        }
        return lines;
    }
    static bool tells(const Lines& lines, std::string_view beginning) {
        return count_prefix(lines, beginning) == 1;
    }

    FakeLog log;
    std::uint64_t chance = 0;
    Chat chat;
    ClientId bob = chat.connect("bob");
};

}  // namespace confab::unit
