// /history /more /search /context: what was said before
#include <charconv>

#include "command.hpp"
#include "confab/base/search_words.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_words.hpp"

namespace confab::command {

namespace {

// All of `text` is a number from 1; more than fits is as many as there are.
std::optional<std::size_t> count_of(std::string_view text) {
    std::size_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (stopped != end || error == std::errc::invalid_argument || text.empty()) return std::nullopt;
    if (error == std::errc::result_out_of_range) return SIZE_MAX;
    if (number == 0) return std::nullopt;
    return number;
}

// Why a word, the `number`-th, cannot be found as it is typed; empty if it can.
std::string cannot_search(std::string_view word, std::size_t number) {
    constexpr std::size_t max_words = 32;
    if (number > max_words) return sentence("a search has at most ", max_words, " words, name fewer");
    if (can_be_searched(word)) return {};
    return sentence(excerpt(word, 64), " cannot be searched for: there is no letter, digit or emoji in it");
}

// The words after from:, in: and since: have been taken out; what is left is looked for. An error is told.
std::optional<Search> parse_search(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    Search search;
    std::size_t words = 0;
    std::string_view rest = arguments;
    while (!rest.empty()) {
        const std::string_view word = take_word(rest);
        if (word.starts_with("from:")) {
            search.from_key = hub.names().key_of(word.substr(5));
        } else if (word.starts_with("in:")) {
            search.in = hub.find_room(client, word.substr(3));
            if (search.in == nullptr || !hub.archive().may_read(client, *search.in, now)) {
                hub.tell_error(client, "there is no such room, or you may not read it (/rooms lists them)",
                               now);
                return std::nullopt;
            }
        } else if (word.starts_with("since:")) {
            const auto since = parse_past(word.substr(6), History::clock_of(client), now.wall);
            if (!since) {
                hub.tell_error(client, "since: wants a time like 2h, 14:00 or 2026-11-20", now);
                return std::nullopt;
            }
            search.since = *since;
        } else {
            if (std::string no = cannot_search(word, ++words); !no.empty()) {
                hub.tell_error(client, no, now);
                return std::nullopt;
            }
            search.words += sentence(search.words.empty() ? "" : " ", word);
        }
    }
    if (search.words.empty()) {
        tell_usage(request);
        return std::nullopt;
    }
    return search;
}

}  // namespace

void history(const Request& request) {
    const auto& [hub, client, command, wanted, now] = request;
    History& archive = hub.archive();
    const Room& room = *client.current;
    if (wanted.empty()) return archive.last(client, room, hub.default_lines(), now);
    if (const auto lines = count_of(wanted)) return archive.last(client, room, *lines, now);
    std::string_view rest = wanted;
    const bool since = ascii_lower(take_word(rest)) == "since";
    const auto time = parse_past(since ? rest : wanted, History::clock_of(client), now.wall);
    if (!time) return tell_usage(request);
    archive.since(client, room, *time, now);
}

void more(const Request& request) { request.hub.archive().more(request.client, request.now); }

void search(const Request& request) {
    if (const auto search = parse_search(request)) {
        request.hub.archive().search(request.client, *search, request.now);
    }
}

void context(const Request& request) {
    const auto& [hub, client, command, arguments, now] = request;
    std::string_view rest = arguments;
    const auto number = count_of(take_word(rest));
    const auto lines = rest.empty() ? History::default_context : count_of(rest);
    if (!number || !lines) return tell_usage(request);
    hub.archive().context(client, *number, *lines, now);
}

}  // namespace confab::command
