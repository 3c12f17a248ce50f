#include "terminal_commands.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "confab/base/text.hpp"
#include "confab/base/time_zones.hpp"
#include "confab/base/visible.hpp"
#include "confab/core/ports/operation_log.hpp"
#include "user_settings.hpp"

namespace confab {

namespace {

std::vector<std::string> visible_words(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::string_view word = take_word(text);
        if (!is_blank(word)) words.emplace_back(word);
    }
    return words;
}

}  // namespace

void TerminalCommands::add_to(CommandTable& table) {
    table.add("ui", *this, &TerminalCommands::ui);
    table.add("status", *this, &TerminalCommands::status);
    table.add("notify", *this, &TerminalCommands::notify);
    table.add("color", *this, &TerminalCommands::color);
    table.add("tz", *this, &TerminalCommands::tz);
}

void TerminalCommands::ui(Caller& caller, const Arguments& arguments, Now now) {
    const User& user = caller.user();
    const bool on = !arguments.has(0) || arguments.is_on(0);
    if (on && user.connection.view.interactive) return caller.tell({Code::display_on_already});
    events_.request_interactive(user.connection.id, on);
    if (on) return;
    log_.propose({now, operation::SetInteractive{caller.id(), false}});
    caller.tell({Code::display_off});
}

void TerminalCommands::change(const Caller& caller, DisplayPreferences display, Now now) {
    log_.propose({now, operation::Prefer{.connection = caller.id(), .display = std::move(display)}});
}

void TerminalCommands::status(Caller& caller, const Arguments& arguments, Now now) {
    if (caller.refuse_without_terminal()) return;
    DisplayPreferences display = caller.user().connection.display();
    const bool on = arguments.has(0) ? arguments.is_on(0) : display.status_line;
    display.status_line = on;
    if (arguments.has(0)) change(caller, std::move(display), now);
    caller.tell({on ? Code::status_line_on : Code::status_line_off});
}

void TerminalCommands::notify(Caller& caller, const Arguments& arguments, Now now) {
    if (caller.refuse_without_terminal()) return;
    DisplayPreferences display = caller.user().connection.display();
    if (!arguments.has(0)) return caller.tell(notify_now(display));
    if (arguments.choice(0) == "word") return notify_about(caller, arguments.after_choice(0), now);
    const auto& setting = *setting_word(notify_words, std::string_view(arguments.choice(0)));
    display.notify = setting.value;
    change(caller, std::move(display), now);
    caller.tell({setting.answer});
}

void TerminalCommands::notify_about(const Caller& caller, std::string_view text, Now now) {
    std::vector<std::string> words = visible_words(text);
    if (words.empty()) return caller.refuse_usage();
    if (words.size() > DisplayPreferences::max_words) {
        return caller.refuse({Code::notify_too_many_words, DisplayPreferences::max_words});
    }
    const bool too_long = std::any_of(words.begin(), words.end(), [](const std::string& word) {
        return word.size() > DisplayPreferences::max_word;
    });
    if (too_long) return caller.refuse({Code::notify_word_too_long, DisplayPreferences::max_word});

    DisplayPreferences display = caller.user().connection.display();
    display.notify = Notify::word;
    display.words = std::move(words);
    change(caller, std::move(display), now);
    caller.tell({Code::notify_words});
}

void TerminalCommands::color(Caller& caller, const Arguments& arguments, Now now) {
    if (caller.refuse_without_terminal()) return;
    DisplayPreferences display = caller.user().connection.display();
    if (!arguments.has(0)) return caller.tell({setting_word(colour_words, display.colour)->answer});
    const auto& setting = *setting_word(colour_words, arguments.choice(0));
    display.colour = setting.value;
    change(caller, std::move(display), now);
    caller.tell({setting.answer});
}

void TerminalCommands::tz(Caller& caller, const Arguments& arguments, Now now) {
    if (caller.refuse_without_terminal()) return;
    const std::string_view wanted = arguments[0];
    DisplayPreferences display = caller.user().connection.display();
    std::string& zone = display.time_zone;
    if (!wanted.empty()) {
        const bool is_server = ascii_lower(wanted) == "server";
        const std::string_view known = is_server ? std::string_view() : find_time_zone(wanted);
        if (!is_server && known.empty()) {
            return caller.refuse({Code::time_zone_unknown, excerpt(wanted, 64)});
        }
        zone = known;
        change(caller, display, now);
    }
    caller.tell({zone.empty() ? Code::times_of_server : Code::times_of_zone, zone});
}

}  // namespace confab
