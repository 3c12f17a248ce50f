// /ui /status /notify /color /tz: for whoever has the live terminal
#include <array>
#include <optional>

#include "command.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_zones.hpp"
#include "confab/base/visible.hpp"

namespace confab::command {

namespace {

// A setting that would change nothing is refused, or one would wait for its effect.
bool refuse_lines(const Request& request) {
    if (request.client.view.terminal) return false;
    request.hub.tell_error(request.client,
                           sentence("/", request.command.name, " needs the terminal, /ui turns it on"),
                           request.now);
    return true;
}

template <class T>
struct Choice {
    std::string_view word;
    T value;
    std::string_view answer;
};

template <class T, std::size_t N>
const Choice<T>* choose(const std::array<Choice<T>, N>& choices, std::string_view typed) {
    const std::string word = ascii_lower(typed);
    for (const Choice<T>& choice : choices) {
        if (choice.word == word) return &choice;
    }
    return nullptr;
}

constexpr std::array notify_choices = {
    Choice<Notify>{"off", Notify::off, "nothing rings"},
    Choice<Notify>{"mention", Notify::mention, "your name and private messages ring"},
    Choice<Notify>{"pm", Notify::pm, "private messages ring"},
    Choice<Notify>{"all", Notify::all, "every line rings"},
};

constexpr std::array colour_choices = {
    Choice<Colour>{"auto", Colour::automatic, "colours are as your terminal says it can"},
    Choice<Colour>{"off", Colour::off, "colours are off"},
    Choice<Colour>{"16", Colour::sixteen, "colours are of 16"},
    Choice<Colour>{"256", Colour::many, "colours are of 256"},
};

void notify_words(const Request& request, std::string_view rest) {
    const auto& [hub, client, command, arguments, now] = request;
    std::vector<std::string> words;
    while (!rest.empty()) {
        const std::string_view word = take_word(rest);
        if (!is_blank(word)) words.emplace_back(word);
    }
    if (words.empty()) return tell_usage(request);
    if (words.size() > TerminalSettings::max_words) {
        return hub.tell_error(client, "16 words may ring at most, name fewer", now);
    }
    for (const std::string& word : words) {
        if (word.size() > TerminalSettings::max_word) {
            return hub.tell_error(client, "a word that rings has 32 bytes at most, choose a shorter one",
                                  now);
        }
    }
    TerminalSettings& settings = hub.terminal_settings(client);
    settings.notify = Notify::word;
    settings.words = std::move(words);
    hub.tell_settings(client);
    hub.tell(client, "your name, private messages and your words ring", now);
}

}  // namespace

void ui(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    const std::optional<bool> on = wanted.empty() ? true : on_or_off(wanted);
    if (!on) return tell_usage(request);
    if (*on && client.view.terminal) return hub.tell(client, "the terminal is on already", now);
    hub.ask_terminal(client, *on);
    if (*on) return;
    hub.use_terminal(client.id, false);
    hub.tell(client, "the terminal is off", now);
}

void status(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    const std::optional<bool> on = on_or_off(wanted);
    if (!on) return tell_usage(request);
    if (refuse_lines(request)) return;
    hub.terminal_settings(client).status_line = *on;
    hub.tell_settings(client);
    hub.tell(client, *on ? "the status line is on" : "the status line is off", now);
}

void notify(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    if (refuse_lines(request)) return;
    std::string_view rest = wanted;
    if (ascii_lower(take_word(rest)) == "word") return notify_words(request, rest);
    const Choice<Notify>* choice = choose(notify_choices, wanted);
    if (choice == nullptr) return tell_usage(request);
    hub.terminal_settings(client).notify = choice->value;
    hub.tell_settings(client);
    hub.tell(client, choice->answer, now);
}

void color(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    const Choice<Colour>* choice = choose(colour_choices, wanted);
    if (choice == nullptr) return tell_usage(request);
    if (refuse_lines(request)) return;
    hub.terminal_settings(client).colour = choice->value;
    hub.tell_settings(client);
    hub.tell(client, choice->answer, now);
}

void tz(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    if (refuse_lines(request)) return;
    std::string& zone = hub.terminal_settings(client).time_zone;
    if (!wanted.empty()) {
        const bool servers = ascii_lower(wanted) == "server";
        const std::string_view known = servers ? std::string_view() : find_time_zone(wanted);
        if (!servers && known.empty()) {
            return hub.tell_error(client,
                                  sentence("there is no time zone ", excerpt(wanted, 64),
                                           ", name one like Europe/Berlin, or server"),
                                  now);
        }
        zone = known;
        hub.tell_settings(client);
    }
    hub.tell(client, zone.empty() ? "times are the server's" : sentence("times are those of ", zone), now);
}

}  // namespace confab::command
