// sources, and what who and kick do by source: where people connect from
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "command.hpp"
#include "confab/base/network_set.hpp"
#include "confab/base/text.hpp"

namespace confab::admin {

namespace {

constexpr std::uint64_t default_shown = 20;
constexpr std::uint64_t max_shown = 1000;

std::int64_t seconds_left(Milliseconds time) { return (time.count() + 999) / 1000; }

}  // namespace

std::optional<Network> source_argument(const Call& call) {
    const std::string typed = text(call, "source");
    if (const auto source = parse_source(typed)) return source;
    call.reply->refuse(
        fmt::format("'{}' is no address or network like 192.0.2.0/24, nor uid:1000", one_line(typed)),
        bad_usage);
    return std::nullopt;
}

bool is_connected_from(const User& user, const Network& source) {
    bool found = false;
    user.for_each_connection([&](const Connection& each) { found = found || is_from(each.address, source); });
    return found;
}

void sources(const Call& call) {
    const std::uint64_t count = std::min(number(call, "last").value_or(default_shown), max_shown);
    call.reply->rows_of(call.server.sources(count), [](const SourceTable::Use& use) -> std::optional<Json> {
        return Json{{"source", source_text(use.source)},
                    {"connections", use.connections},
                    {"refused", use.refused},
                    {"penalty", seconds_left(use.penalty)}};
    });
}

// All people who are connected from there, each as by their name.
void kick_source(const Call& call) {
    const auto source = source_argument(call);
    if (!source) return;
    if (call.arguments.contains("target") || call.arguments.contains("room")) {
        return call.reply->refuse(
            "kick needs a name or a source, and a source is kicked from the whole server", bad_usage);
    }
    std::vector<std::string> names;
    call.hub.users().for_each([&](const User& user) {
        if (is_connected_from(user, *source)) names.push_back(user.name.text);
    });
    std::size_t kicked = 0;
    for (const std::string& name : names) {
        const operation::Kick kick{{{}, call.who}, {}, name, text(call, "reason")};
        if (call.hub.decide({call.now, kick}).done) ++kicked;
    }
    call.reply->row({{"said", fmt::format("put off the server: {} from {}", kicked, source_text(*source))}});
    call.reply->done();
}

}  // namespace confab::admin
