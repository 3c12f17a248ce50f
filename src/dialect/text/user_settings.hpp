// What a person has set of how they see things: each setting is a command, and has words that it takes.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "confab/core/ports/event_sink.hpp"
#include "confab/core/reply.hpp"
#include "confab/core/users/connection.hpp"
#include "confab/core/users/display.hpp"

namespace confab {

template <class T>
struct SettingWord {
    std::string_view word;  // as in the list of commands
    T value;
    Code answer;
};

inline constexpr std::array quiet_words = {
    SettingWord<Quiet>{"off", Quiet::off, Code::quiet_off},
    SettingWord<Quiet>{"on", Quiet::on, Code::quiet_on},
    SettingWord<Quiet>{"all", Quiet::all, Code::quiet_all},
};
inline constexpr std::array notify_words = {
    SettingWord<Notify>{"off", Notify::off, Code::notify_off},
    SettingWord<Notify>{"mention", Notify::mention, Code::notify_mention},
    SettingWord<Notify>{"pm", Notify::pm, Code::notify_pm},
    SettingWord<Notify>{"all", Notify::all, Code::notify_all},
};
inline constexpr std::array colour_words = {
    SettingWord<Colour>{"auto", Colour::automatic, Code::colours_automatic},
    SettingWord<Colour>{"off", Colour::off, Code::colours_off},
    SettingWord<Colour>{"16", Colour::sixteen, Code::colours_16},
    SettingWord<Colour>{"256", Colour::many, Code::colours_256},
};

template <class T, std::size_t N>
const SettingWord<T>* setting_word(const std::array<SettingWord<T>, N>& words, std::string_view word) {
    for (const auto& each : words) {
        if (each.word == word) return &each;
    }
    return nullptr;
}
template <class T, std::size_t N>
const SettingWord<T>* setting_word(const std::array<SettingWord<T>, N>& words, T value) {
    for (const auto& each : words) {
        if (each.value == value) return &each;
    }
    return nullptr;
}

struct UserSetting {
    std::string_view command;
    bool needs_terminal = false;
    std::string (*typed)(const Connection&);  // what would have to be typed to have it so
};

// In the order of /set.
std::span<const UserSetting> user_settings();
// What rings now, as /notify tells it.
Reply notify_now(const DisplayPreferences& display);

}  // namespace confab
