// The hub with nothing around it: a clock that moves when told to, a log and a state in memory.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "confab/wire/clean.hpp"
#include "stage.hpp"
#include "unit/support/chat.hpp"
#include "unit/support/fake_log.hpp"
#include "unit/support/kept_state.hpp"
#include "unit/support/moderated.hpp"
#include "unit/support/outside.hpp"

namespace confab::chat {

class HubStage final : public Stage {
  public:
    explicit HubStage(std::size_t history) : chat_(settings(history), {&log_, &state_, &passwords_, {}}) {
        chat_.from = unit::address("127.0.0.1");
    }

    void connect(const std::string& name) override { ids_[name] = chat_.connect_unread(); }

    void make_operator(const std::string& name) override {
        chat_.hub.moderation().set_operator(from_outside("root"), name, true, chat_.now);
    }

    void type(const std::string& name, const std::string& line) override {
        chat_.line(ids_.at(name), cleaner_.clean(line));
        settle();
    }

    void drop(const std::string& name) override {
        chat_.disconnect(ids_.at(name));
        ids_.erase(name);
        settle();
    }

    std::vector<std::string> heard(const std::string& name) override {
        const ClientId who = ids_.at(name);
        std::vector<std::string> lines = chat_.take(who);
        bool& hung_up = chat_.audience.heard[who].hung_up;
        if (hung_up && !told_.contains(name)) {
            told_[name] = true;
            lines.emplace_back("(closed)");
        }
        return lines;
    }

    void pass(std::chrono::milliseconds time) override {
        chat_.pass(std::chrono::duration_cast<Milliseconds>(time));
        settle();
    }

  private:
    static ChatSettings settings(std::size_t history) {
        ChatSettings settings;
        settings.history = history;
        return settings;
    }
    // Whatever the hub asked of others is answered, also what comes of that.
    void settle() {
        while (!passwords_.waiting.empty() || !log_.asked.empty() || !chat_.audience.asked.empty()) {
            passwords_.answer(chat_.hub, chat_.now);
            log_.answer(chat_.hub, chat_.now);
            chat_.measure();
        }
    }

    unit::FakeLog log_;
    unit::KeptState state_;
    unit::FakePasswords passwords_;
    unit::Chat chat_;
    wire::Cleaner cleaner_;
    std::map<std::string, ClientId> ids_;
    std::map<std::string, bool> told_;  // that they were hung up on
};

}  // namespace confab::chat
