// A chat whose messages last, in a log that answers when it is told to.
#pragma once

#include <gtest/gtest.h>

#include "chat.hpp"
#include "fake_log.hpp"

namespace confab::unit {

class WithLog : public testing::Test {
  protected:
    WithLog() : chat(settings(), {.log = &log}) {}

    // So few lines fit into memory that the log has to be asked.
    static ChatSettings settings() {
        ChatSettings settings;
        settings.history = 2;
        settings.history_bytes = 20;
        return settings;
    }
    void say(ClientId who, int from, int to) {
        for (int n = from; n <= to; ++n) chat.line(who, std::to_string(n));
        chat.forget_all();
    }
    Lines answer(ClientId who, std::string_view text) {
        chat.take(who);
        chat.line(who, text);
        log.answer(chat.hub, chat.now);
        return texts(chat.take(who));
    }
    // Without the times, which are those of some zone.
    static Lines texts(Lines lines) {
        for (std::string& line : lines) {
            if (line.size() > 6 && line[2] == ':' && line[5] == ' ') line.erase(0, 6);
        }
        return lines;
    }

    FakeLog log;
    Chat chat;
    ClientId ann = chat.connect("ann");
};

}  // namespace confab::unit
