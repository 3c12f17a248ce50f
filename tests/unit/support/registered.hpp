// A chat where names can be registered.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "chat.hpp"
#include "outside.hpp"

namespace confab::unit {

class Registered : public testing::Test {
  protected:
    static ChatSettings settings() {
        ChatSettings settings;
        settings.history = 0;
        return settings;
    }

    // Says the line, lets passwords be checked, and gives what came of it.
    Lines answer(ClientId who, TypedLine text) {
        chat.take(who);
        chat.line(who, text);
        passwords.answer(chat.hub, chat.now);
        chat.measure();
        return chat.take(who);
    }

    // Somebody of a registered name, their password being "secret of NAME".
    ClientId registered(std::string_view name) {
        const ClientId who = chat.connect(name);
        answer(who, "/register secret of " + std::string(name));
        chat.forget_all();
        return who;
    }

    ClientId log_in(std::string_view name) {
        const ClientId who = chat.connect();
        answer(who, "/login " + std::string(name) + " secret of " + std::string(name));
        return who;
    }

    const Account& saved(std::string_view name) {
        return state.accounts.at(chat.hub.accounts().find_by_key(chat.hub.names().key_of(name))->id);
    }
    std::string name_of(ClientId who) { return chat.client(who).name.text; }
    std::string& secret(ClientId who) { return chat.audience.heard[who].secret; }

    FakePasswords passwords;
    RecordingState state;
    Chat chat{settings(), {.log = nullptr, .state = &state, .passwords = &passwords}};
};

}  // namespace confab::unit
