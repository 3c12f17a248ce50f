// What came of an upgrade: the confabd that was asked is gone by then, and the next one tells.
#include <fmt/format.h>

#include <chrono>
#include <string>
#include <thread>

#include "command_error.hpp"
#include "confab/base/text.hpp"
#include "connection.hpp"
#include "output.hpp"
#include "upgrade.hpp"

namespace confab::ctl {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto again = std::chrono::milliseconds(50);

// The answer, or none if it is still to come or the program was just exchanged.
Json try_to_hear(const Request& request, std::chrono::seconds timeout) {
    Json answer;
    try {
        Connection connection(find_socket(request.socket), timeout);
        connection.ask(request, [&](const Json& row) { answer = row; });
    } catch (const CommandError& error) {
        if (error.status != Status::unreachable) throw;
    }
    const bool pending = answer.is_object() && answer.value("pending", false);
    return pending ? Json() : answer;
}

std::string sentence_of(const Json& answer) {
    return fmt::format("upgraded from {} to {} in {} ms, {} kept", answer.value("from", ""),
                       answer.value("version", ""), answer.value("milliseconds", std::int64_t{0}),
                       counted(answer.value("connections", std::size_t{0}), "connection"));
}

}  // namespace

void tell_upgrade(const Request& upgrade, std::uint64_t number) {
    Request request = upgrade;
    request.command = "upgraded";
    request.arguments = Json{{"number", number}};
    const auto over = std::chrono::seconds(upgrade.arguments.value("seconds", std::int64_t{0}));
    const auto until = Clock::now() + over + upgrade.timeout;
    Json answer;
    while (answer.is_null() && Clock::now() < until) {
        answer = try_to_hear(request, upgrade.timeout);
        if (answer.is_null()) std::this_thread::sleep_for(again);
    }
    if (answer.is_null()) {
        throw CommandError(Status::unreachable, "the new confabd does not answer; its log says why");
    }
    Output output;
    upgrade.json ? output.json(answer) : output.line(sentence_of(answer));
    output.flush();
}

}  // namespace confab::ctl
