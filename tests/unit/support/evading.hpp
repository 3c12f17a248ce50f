// Those who try to get round what was imposed on them: where names can be registered, and guests have codes.
#pragma once

#include "unit/support/moderated.hpp"
#include "unit/support/outside.hpp"

namespace confab::unit {

class Evaders : public testing::Test {
  protected:
    Ports outside() {
        Ports outside;
        outside.passwords = &passwords;
        outside.random = [this] { return chance += 1'000'003; };
        return outside;
    }
    // Says the line, lets passwords be checked and connections be measured, and gives the last answer.
    std::string say(ClientId who, std::string_view text) {
        place.chat.take(who);
        place.chat.line(who, text);
        passwords.answer(place.chat.hub, place.chat.now);
        place.chat.measure();
        const Lines lines = place.chat.take(who);
        return lines.empty() ? "" : lines.back();
    }
    ClientId register_as(std::string_view name, std::string_view from) {
        const ClientId who = place.guest(name, from);
        say(who, "/register password");
        return who;
    }
    ClientId log_in(std::string_view name, std::string_view from) {
        const ClientId who = place.guest("in" + std::to_string(++newcomers_), from);
        say(who, "/login " + std::string(name) + " password");
        return who;
    }
    std::string code(ClientId who) { return resume_code_of(place.chat.client(who)); }
    void pass(int seconds) { place.chat.pass(std::chrono::seconds(seconds)); }

    KeptState state;
    FakePasswords passwords;
    std::uint64_t chance = 0;
    Place place{state, {}, nullptr, outside()};
    ClientId sue = place.server_operator("sue");
    ClientId ann = place.registered("ann");

  private:
    int newcomers_ = 0;
};

}  // namespace confab::unit
