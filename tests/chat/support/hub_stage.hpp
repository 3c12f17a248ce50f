// The hub with nothing around it: a clock that moves when told to, a log and a state in memory.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
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
    explicit HubStage(const Options& options)
        : chat_(settings(options), outside(!options.contains("history-keep"))) {}

    void connect(const std::string& name, const std::string& from) override {
        chat_.from = unit::address(from);
        ids_[name] = chat_.connect_unread();
        told_.erase(name);
        settle();
    }

    void make_operator(const std::string& name) override {
        chat_.hub.moderation().set_operator(from_outside("root"), name, true, chat_.now);
    }

    void type(const std::string& name, const std::string& line) override {
        const std::string_view clean = cleaner_.clean(line);
        chat_.line(ids_.at(name), TypedLine(clean, cleaner_.changed_at()));
        settle();
    }

    void drop(const std::string& name) override {
        chat_.disconnect(ids_.at(name), "connection lost");
        ids_.erase(name);
        settle();
    }

    std::vector<std::string> heard(const std::string& name) override {
        const ClientId who = ids_.at(name);
        std::vector<std::string> lines;
        for (const std::string& told : chat_.take(who)) split(told, lines);
        const bool hung_up = chat_.audience.heard[who].hung_up;
        if (hung_up && told_.insert(name).second) lines.emplace_back("(closed)");
        return lines;
    }

    void pass(std::chrono::milliseconds time) override {
        chat_.pass(std::chrono::duration_cast<Milliseconds>(time));
        settle();
    }

  private:
    // An event may be several lines, and what a client reads are lines.
    static void split(std::string_view told, std::vector<std::string>& lines) {
        for (std::size_t end = told.find('\n'); end != std::string_view::npos; end = told.find('\n')) {
            lines.emplace_back(told.substr(0, end));
            told.remove_prefix(end + 1);
        }
        lines.emplace_back(told);
    }
    Ports outside(bool keeps) {
        Ports ports;
        if (keeps) ports.log = &log_;
        ports.state = &state_;
        ports.passwords = &passwords_;
        ports.random = [this] { return chance_ += 1'000'003; };
        return ports;
    }
    static ChatSettings settings(const Options& options) {
        ChatSettings settings;
        settings.announce_after = std::chrono::hours(24);
        for (const auto& [name, value] : options) {
            if (name == "history") {
                settings.history = std::stoul(value);
            } else if (name == "announce-after") {
                settings.announce_after = std::chrono::seconds(std::stol(value));
            } else if (name == "guests" && value != "yes") {
                settings.guests = value == "no" ? Guests::no : Guests::read_only;
            } else if (name == "registration" && value != "open") {
                settings.registration = value == "closed" ? Registration::closed : Registration::invite;
            } else if (name != "history-keep" || value != "0") {
                throw std::invalid_argument("the hub alone has no option " + name + " " + value);
            }
        }
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
    std::uint64_t chance_ = 0;
    unit::Chat chat_;
    wire::Cleaner cleaner_;
    std::map<std::string, ClientId> ids_;
    std::set<std::string> told_;  // that they were hung up on
};

}  // namespace confab::chat
