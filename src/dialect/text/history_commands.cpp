#include "history_commands.hpp"

#include <algorithm>

#include "confab/base/search_words.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "confab/core/messages/history.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

namespace {

constexpr std::size_t max_search_words = 32;

std::size_t words_in(std::string_view text) {
    return text.empty() ? 0 : static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

// Adds a word that is looked for. False if it is refused.
bool take_searched(const Caller& caller, Search& search, std::string_view word) {
    if (words_in(search.words) == max_search_words) {
        caller.refuse({Code::search_too_many_words, max_search_words});
        return false;
    }
    if (!can_be_searched(word)) {
        caller.refuse({Code::search_word_empty, excerpt(word, 64)});
        return false;
    }
    if (!search.words.empty()) search.words += ' ';
    search.words += word;
    return true;
}

}  // namespace

void HistoryCommands::add_to(CommandTable& table) {
    table.add("history", *this, &HistoryCommands::history);
    table.add("more", *this, &HistoryCommands::more);
    table.add("search", *this, &HistoryCommands::search);
    table.add("context", *this, &HistoryCommands::context);
}

void HistoryCommands::history(Caller& caller, const Arguments& arguments, Now now) {
    User& user = caller.user();
    const std::string_view wanted = arguments[0];
    if (wanted.empty()) return history_.last(user, caller.room(), history_.default_lines(), now);
    if (const auto lines = count_of(wanted)) return history_.last(user, caller.room(), *lines, now);

    std::string_view rest = wanted;
    const bool since = ascii_lower(take_word(rest)) == "since";
    const auto time = parse_past(since ? rest : wanted, clock_of(user), now.wall);
    if (!time) return caller.refuse_usage();
    history_.since(user, caller.room(), *time, now);
}

void HistoryCommands::more(Caller& caller, Now now) { history_.more(caller.user(), now); }

void HistoryCommands::search(Caller& caller, const Arguments& arguments, Now now) {
    const auto search = parse_search(caller, arguments[0], now);
    if (search) history_.search(caller.user(), *search, now);
}

void HistoryCommands::context(Caller& caller, const Arguments& arguments, Now now) {
    const std::size_t number = count_of(arguments[0]).value();
    const std::size_t lines = count_of(arguments[1]).value_or(History::default_context);
    history_.context(caller.user(), number, lines, now);
}

std::optional<Search> HistoryCommands::parse_search(const Caller& caller, std::string_view words, Now now) {
    Search search;
    while (!words.empty()) {
        if (!take_search_word(caller, search, take_word(words), now)) return std::nullopt;
    }
    if (search.words.empty()) {
        caller.refuse_usage();
        return std::nullopt;
    }
    return search;
}

bool HistoryCommands::take_search_word(const Caller& caller, Search& search, std::string_view word, Now now) {
    if (word.starts_with("in:")) return take_search_room(caller, search, word.substr(3), now);
    if (word.starts_with("from:")) {
        search.from_key = names_.key_of(word.substr(5));
        return true;
    }
    if (word.starts_with("since:")) {
        const auto since = parse_past(word.substr(6), clock_of(caller.user()), now.wall);
        if (!since) caller.refuse({Code::search_since_unknown});
        search.since = since.value_or(WallTime{});
        return since.has_value();
    }
    return take_searched(caller, search, word);
}

bool HistoryCommands::take_search_room(const Caller& caller, Search& search, std::string_view room, Now now) {
    search.in = access_.find(caller.user(), room);
    if (search.in != nullptr && access_.can_read(caller.user(), *search.in, now)) return true;
    caller.refuse({Code::search_room_unknown});
    return false;
}

}  // namespace confab
