#include "user_settings.hpp"

#include <fmt/ranges.h>

namespace confab {

namespace {

std::string on_off(bool on) { return on ? "on" : "off"; }

std::string notify_typed(const Connection& connection) {
    const DisplayPreferences& display = connection.display();
    if (display.notify == Notify::word) return fmt::format("word {}", fmt::join(display.words, " "));
    return std::string(setting_word(notify_words, display.notify)->word);
}

std::string zone_typed(const Connection& connection) {
    const std::string& zone = connection.display().time_zone;
    return zone.empty() ? "server" : zone;
}

constexpr std::array settings = {
    UserSetting{"echo", false, [](const Connection& one) { return on_off(one.echo); }},
    UserSetting{
        "quiet", false,
        [](const Connection& one) { return std::string(setting_word(quiet_words, one.view.quiet)->word); }},
    UserSetting{"timestamps", false, [](const Connection& one) { return on_off(one.view.timestamps); }},
    UserSetting{"numbers", false, [](const Connection& one) { return on_off(one.view.numbers); }},
    UserSetting{"format", false,
                [](const Connection& one) { return std::string(one.view.structured ? "json" : "text"); }},
    UserSetting{"ui", false, [](const Connection& one) { return on_off(one.view.interactive); }},
    UserSetting{"status", true, [](const Connection& one) { return on_off(one.display().status_line); }},
    UserSetting{"notify", true, notify_typed},
    UserSetting{"color", true,
                [](const Connection& one) {
                    return std::string(setting_word(colour_words, one.display().colour)->word);
                }},
    UserSetting{"tz", true, zone_typed},
};

}  // namespace

std::span<const UserSetting> user_settings() { return settings; }

Reply notify_now(const DisplayPreferences& display) {
    if (display.notify == Notify::word) return {Code::notify_words_now, display.words};
    return {setting_word(notify_words, display.notify)->answer};
}

}  // namespace confab
