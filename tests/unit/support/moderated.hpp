// A chat in which some are registered, some are operators, and everyone comes from somewhere.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "unit/support/chat.hpp"
#include "unit/support/kept_state.hpp"

namespace confab::unit {

inline Address address(std::string_view text) {
    const bool v6 = text.find(':') != std::string_view::npos;
    return parse_network(std::string(text) + (v6 ? "/128" : "/32")).value().address;
}

struct Place {
    explicit Place(KeptState& kept, ChatSettings settings = {}, MessageLog* log = nullptr, Ports others = {})
        : chat(quick(std::move(settings)), with(std::move(others), log, kept)), state(kept) {
        chat.hub.load(kept.stored());
    }
    static Ports with(Ports others, MessageLog* log, KeptState& kept) {
        others.log = log;
        others.state = &kept;
        return others;
    }
    static ChatSettings quick(ChatSettings settings) {
        settings.history = 0;
        return settings;
    }

    // A guest.
    ClientId guest(std::string_view name, std::string_view from = "192.0.2.1") {
        chat.from = address(from);
        const ClientId who = chat.connect(name);
        chat.forget_all();
        return who;
    }
    // Somebody with one, made if need be.
    ClientId registered(std::string_view name, std::string_view from = "192.0.2.2") {
        const ClientId who = guest("n" + std::to_string(++newcomers_), from);
        log_in(who, name);
        return who;
    }
    ClientId server_operator(std::string_view name) {
        const ClientId who = registered(name, "192.0.2.3");
        chat.client(who).account->server_operator = true;
        state.save(*chat.client(who).account);
        return who;
    }
    void log_in(ClientId who, std::string_view name) {
        Name checked = std::get<Name>(chat.hub.names().check_person(name));
        Account* account = chat.hub.accounts().find_by_key(checked.key);
        if (account == nullptr) account = &chat.hub.accounts().add(checked, "hash", chat.now.wall);
        chat.client(who).account = account;
        chat.hub.naming().rename(chat.client(who), checked, chat.now);
        state.save(*account);
        chat.forget_all();
    }
    // In that room, and talking there.
    void enter(ClientId who, std::string_view room) {
        chat.line(who, "/join " + std::string(room));
        chat.forget_all();
    }
    std::string say(ClientId who, std::string_view text) {
        const Lines lines = chat.answer(who, text);
        return lines.empty() ? "" : lines.back();
    }
    bool here(ClientId who) { return !chat.audience.heard[who].hung_up; }
    bool in(ClientId who, std::string_view room) {
        for (const Membership& membership : chat.client(who).rooms) {
            if (membership.room->name().text == room) return true;
        }
        return false;
    }

    Chat chat;
    KeptState& state;

  private:
    int newcomers_ = 0;
};

// Those whom the tests of moderation are about.
class Moderators : public testing::Test {
  protected:
    std::string last_words(ClientId who) {
        const Lines lines = place.chat.take(who);
        return lines.empty() ? "" : lines.back();
    }
    void hours(int count) { place.chat.pass(std::chrono::hours(count)); }

    KeptState state;
    Place place{state};
    ClientId sue = place.server_operator("sue");
    ClientId ann = place.registered("ann");
    ClientId bob = place.registered("bob", "192.0.2.5");
    ClientId gus = place.guest("gus", "192.0.2.6");
};

}  // namespace confab::unit
