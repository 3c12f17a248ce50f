// status reload drain: the server itself
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "command.hpp"
#include "confab/base/text.hpp"
#include "confab/ops/log.hpp"

namespace confab::admin {

namespace {

constexpr std::uint64_t default_drain = 60;  // seconds
constexpr std::uint64_t max_drain = 86400;   // the same

// Bytes that are in memory; 0 if /proc does not tell.
std::uint64_t resident() {
    std::FILE* file = std::fopen("/proc/self/statm", "re");
    if (file == nullptr) return 0;
    unsigned long total = 0;
    unsigned long pages = 0;
    const int read = std::fscanf(file, "%lu %lu", &total, &pages);
    std::fclose(file);
    return read == 2 ? std::uint64_t{pages} * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

Json describe(const StorageStats& stats) {
    Json json{{"good", stats.good()}};
    if (!stats.good()) json["trouble"] = stats.error;
    json["written"] = stats.written;
    json["lost"] = stats.lost;
    json["waiting"] = stats.waiting;
    json["waiting_bytes"] = stats.waiting_bytes;
    json["slowest_commit_ms"] = stats.slowest_commit.count();
    json["history_bytes"] = stats.history_bytes;
    json["state_bytes"] = stats.state_bytes;
    return json;
}

Json describe(const std::vector<net::CertificateStatus>& certificates) {
    Json list = Json::array();
    for (const auto& each : certificates) {
        list.push_back({{"file", one_line(each.file, '?')}, {"ends", rfc3339(each.ends)}});
    }
    return list;
}

}  // namespace

void status(const Call& call) {
    const net::ServerStatus status = call.server.status();
    Json row{
        {"version", call.server.settings.version},
        {"pid", ::getpid()},
        {"started", rfc3339(status.started)},
        {"uptime", std::chrono::duration_cast<std::chrono::seconds>(call.now.wall - status.started).count()},
        {"clients", status.connections},
        {"rooms", call.hub.rooms().size()},
        {"accounts", call.hub.accounts().size()},
        {"messages", status.messages},
        {"listeners", status.listeners},
        {"certificates", describe(status.certificates)},
        {"threads", status.threads},
        {"memory", resident()},
        {"draining", status.draining},
        {"lockdown", call.hub.server_roles().locked_down()},
        {"log_lost", ops::log::lost()}};
    const OperatorStore* store = call.server.settings.store;
    if (store != nullptr) row["storage"] = describe(store->stats());
    call.reply->row(row);
    call.reply->done();
}

void reload(const Call& call) {
    const net::Reloaded reloaded = call.server.reload();
    if (!reloaded.done) {
        return call.reply->refuse(reloaded.said.empty() ? "nothing was changed, the log says why"
                                                        : reloaded.said.front());
    }
    record(call, "reload");
    for (const std::string& line : reloaded.said) call.reply->row({{"said", line}});
    call.reply->done();
}

// Until the next reload, or change.
void log_level(const Call& call) {
    const std::string level = text(call, "level");
    if (!ops::log::is_level(level)) {
        return call.reply->refuse(
            fmt::format("'{}' is none of trace, debug, info, warn, error", one_line(level, '?')), bad_usage);
    }
    ops::log::set_level("info");  // so that the change shows in any case
    record(call, "log-level", level);
    ops::log::set_level(level);
    call.reply->row({{"said", fmt::format("the log level is {} until the next reload", level)}});
    call.reply->done();
}

// The answer goes first: without anyone there, this is the end at once.
void drain(const Call& call) {
    const std::uint64_t wanted = number(call, "seconds").value_or(default_drain);
    const std::chrono::seconds limit(std::min(wanted, max_drain));
    const net::ServerStatus status = call.server.status();
    if (status.draining) return call.reply->refuse("it is going down already");
    if (status.upgrading) return call.reply->refuse("it is being upgraded, so it does not go down");
    const net::DrainOrder order{limit, flag(call, "spread")};
    const auto recorded =
        record_then(call, "drain", "", fmt::format("{} s{}", limit.count(), order.spread ? ", spread" : ""));
    Json row{{"clients", status.connections}, {"seconds", limit.count()}};
    if (order.spread) row["spread"] = true;
    call.reply->row(row);
    call.reply->done();
    call.reply->afterwards([drain = call.server.drain, order, recorded] {
        recorded();
        drain(order);
    });
}

}  // namespace confab::admin
