#include "command.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <string>
#include <utility>

#include "confab/core/reply_line.hpp"
#include "text.hpp"

namespace confab {

namespace {

constexpr std::size_t longest_name = 16;  // of a command; what is longer is like none

// Edit distance in which a swap of two neighbours counts once, as typists make it
// (optimal string alignment). Neither is longer than longest_name.
std::size_t distance(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, longest_name + 1>, longest_name + 1> cost{};
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replace = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({replace, cost[i - 1][j] + 1, cost[i][j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
            }
        }
    }
    return cost[a.size()][b.size()];
}

// In the order in which one compares: fewer changes first, then what begins alike, then what is short.
struct Likeness {
    std::size_t changes = 0;
    std::size_t unlike = 0;  // characters of `typed` after the beginning that both have
    std::size_t length = 0;

    auto operator<=>(const Likeness&) const = default;
};

Likeness likeness_of(std::string_view typed, std::string_view name) {
    const auto parted = std::mismatch(typed.begin(), typed.end(), name.begin(), name.end());
    return {distance(typed, name), static_cast<std::size_t>(typed.end() - parted.first), name.size()};
}

// "/topic, /timestamps or /tz"
std::string alternatives(std::span<const Command* const> commands) {
    std::string text;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const bool last = i + 1 == commands.size();
        text += sentence(i == 0 ? "" : last ? " or " : ", ", "/", commands[i]->name);
    }
    return text;
}

// What is like no command may be a path that was to be said.
void tell_unknown(Hub& hub, const Client& client, std::string_view typed,
                  std::span<const Command* const> meant, Now now) {
    const bool path = meant.empty() || typed.find('/') != std::string_view::npos;
    const std::string hint = meant.empty() ? std::string(",") : did_you_mean(meant);
    hub.tell_error(client,
                   sentence("unknown command /", excerpt(typed, 32), hint,
                            " nothing was sent (/help lists all", path ? ", // says a line with /)" : ")"),
                   now);
}

// Whoever can edit gets the line as it was probably meant, and decides.
void refuse(Hub& hub, const Client& client, std::string_view typed, std::string_view arguments,
            std::vector<const Command*> candidates, Now now) {
    const Command* near = candidates.empty() ? nearest_command(ascii_lower(typed)) : nullptr;
    if (near != nullptr) candidates.push_back(near);
    tell_unknown(hub, client, typed, candidates, now);
    if (near == nullptr) return;
    hub.offer(client, sentence("/", near->name, arguments.empty() ? "" : " ", arguments));
}

}  // namespace

std::string did_you_mean(std::span<const Command* const> meant) {
    return sentence(", did you mean ", alternatives(meant), "?");
}

const Command* nearest_command(std::string_view name) {
    if (name.empty() || name.size() > longest_name) return nullptr;

    const std::size_t most = name.size() <= 3 ? 1 : 2;  // more changes than this is another word
    const Command* nearest = nullptr;
    Likeness best;
    for (const Command& command : commands()) {
        const Likeness likeness = likeness_of(name, command.name);
        if (likeness.changes > most || (nearest != nullptr && !(likeness < best))) continue;
        best = likeness;
        nearest = &command;
    }
    return nearest;
}

void run_command(Hub& hub, Client& client, std::string_view text, Now now) {
    std::string_view arguments = text;
    const std::string_view typed = take_word(arguments);
    std::vector<const Command*> like = commands_like(ascii_lower(typed));
    if (like.size() != 1) return refuse(hub, client, typed, arguments, std::move(like), now);

    const Command* command = like.front();
    const Request request{hub, client, *command, arguments, now};
    const bool takes_none = command->arguments.empty();
    const bool needs_some = !takes_none && !command->arguments.starts_with('[');
    if ((takes_none && !arguments.empty()) || (needs_some && arguments.empty())) return tell_usage(request);
    command->run(request);
}

std::size_t reply_command(std::string_view line) {
    const std::size_t slash = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t blank = line.find(' ', slash);
    if (blank == std::string_view::npos || line[slash] != '/') return 0;
    const std::vector<const Command*> like =
        commands_like(ascii_lower(line.substr(slash + 1, blank - slash - 1)));
    if (like.size() != 1 || like.front()->name != "reply") return 0;
    return std::min(line.find_first_not_of(' ', blank), line.size());
}

std::optional<bool> on_or_off(std::string_view text) {
    const std::string word = ascii_lower(text);
    if (word == "on") return true;
    if (word == "off") return false;
    return std::nullopt;
}

void tell_outcome(const Request& request, const Outcome& outcome) {
    if (!outcome.done) return request.hub.tell_error(request.client, outcome.text, request.now);
    request.hub.tell(request.client, outcome.text, request.now);
}

void tell_usage(const Request& request) {
    const Command& command = request.command;
    request.hub.tell_error(
        request.client,
        sentence("usage: /", command.name, command.arguments.empty() ? "" : " ", command.arguments),
        request.now);
}

}  // namespace confab
