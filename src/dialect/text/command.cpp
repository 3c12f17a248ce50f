#include "command.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "confab/base/nearest.hpp"
#include "confab/base/text.hpp"
#include "confab/dialect/text/reply_line.hpp"

namespace confab {

namespace {

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
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.emplace_back(command.name);
    const std::optional<std::size_t> found = nearest(name, names);
    return found ? &commands()[*found] : nullptr;
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
