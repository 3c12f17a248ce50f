// upgrade upgraded: another program for the same connections.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "command.hpp"
#include "confab/ops/log.hpp"

namespace confab::admin {

namespace {

constexpr std::uint64_t max_over = 86400;  // seconds

}  // namespace

// The next program is asked first. If it says no, nothing has happened; if it says yes the answer goes out,
// and then this program ends. What came of it is for `upgraded`, which the next one answers.
void upgrade(const Call& call) {
    const Upgrades& upgrades = call.server.settings.upgrades;
    const net::ServerStatus status = call.server.status();
    if (!upgrades.try_program) return call.reply->refuse("this confabd cannot be upgraded while it runs");
    if (status.draining) return call.reply->refuse("it is going down already");
    if (status.upgrading) return call.reply->refuse("it is being upgraded already");
    const std::string program = text(call, "program");
    if (!program.empty() && !program.starts_with('/')) {
        return call.reply->refuse("the program has to begin with /, because confabd runs somewhere else",
                                  bad_usage);
    }
    const net::UpgradeOrder order{
        .over = std::chrono::seconds(std::min(number(call, "seconds").value_or(0), max_over))};
    const std::uint64_t next = status.upgrade.number + 1;
    const auto failed = record_outcome(call, "upgrade", program);
    const auto recorded = record_then(call, "upgrade", program);
    upgrades.try_program(
        program, call.server.snapshot(),
        [answer = later(call), failed, recorded, order, next, start = call.server.upgrade,
         choose = upgrades.choose](const Upgrades::Tried& tried) {
            if (!tried.refused.empty()) failed(tried.refused);
            answer([tried, failed, recorded, order, next, start, choose](ReplyStream& to) {
                if (!tried.refused.empty()) return to.refuse(fmt::format("not upgraded: {}", tried.refused));
                to.row({{"number", next}, {"program", tried.program}, {"version", tried.version}});
                to.done();
                to.afterwards([tried, failed, recorded, order, start, choose] {
                    if (start(order)) {
                        recorded();
                        return choose(tried.program);
                    }
                    const std::string why("meanwhile it goes down, or is upgraded already");
                    failed(why);
                    ops::log::error("not upgraded: {}", why);
                });
            });
        });
}

// "pending": it is still to come.
void upgraded(const Call& call) {
    const net::UpgradeReport report = call.server.status().upgrade;
    if (report.number < number(call, "number").value_or(0)) {
        call.reply->row({{"pending", true}});
        return call.reply->done();
    }
    if (!report.failed.empty()) {
        return call.reply->refuse(
            fmt::format("not upgraded: {}; everything goes on as before", report.failed));
    }
    call.reply->row({{"from", report.from},
                     {"version", call.server.settings.version},
                     {"milliseconds", report.took.count()},
                     {"connections", report.connections}});
    call.reply->done();
}

}  // namespace confab::admin
