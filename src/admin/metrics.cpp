// metrics: gathers the figures of all parts, and names them as docs/monitoring.md does.
#include "confab/admin/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "command.hpp"
#include "confab/ops/log.hpp"
#include "confab/ops/metrics_text.hpp"

namespace confab::admin {

namespace {

using ops::MetricsText;
using Type = MetricsText::Type;

// A counter that every shard has; what is asked for is the sum.
using Count = std::uint64_t net::Traffic::*;

std::uint64_t sum_of(const net::ServerMetrics& all, Count count) {
    std::uint64_t sum = 0;
    for (const net::ShardMetrics& shard : all.shards) sum += shard.traffic.*count;
    return sum;
}

double number(std::uint64_t count) { return static_cast<double>(count); }

double seconds(WallTime time) { return static_cast<double>(time.time_since_epoch().count()) / 1000; }

void add_people(MetricsText& to, Hub& hub, const net::ServerStatus& status) {
    to.gauge("confab_people", "People in the chat, each counted once however often connected.",
             number(hub.users().size()));
    to.gauge("confab_connections", "Connections to the chat, with those that are not greeted yet.",
             number(status.connections));
    to.gauge("confab_rooms", "Rooms that exist now.", number(hub.rooms().size()));
    to.gauge("confab_accounts", "Registered names.", number(hub.accounts().size()));
    to.gauge("confab_lockdown", "1 while guests may only read.", hub.server_roles().locked_down() ? 1 : 0);
    to.gauge("confab_draining", "1 while nobody new is accepted.", status.draining ? 1 : 0);
    to.counter("confab_messages_total", "Messages said in rooms.", number(status.messages));
}

void add_listeners(MetricsText& to, const net::ServerMetrics& all) {
    to.family("confab_listener_connections", Type::gauge, "Open connections by the listener they came by.");
    for (const net::ListenerUse& each : all.listeners) {
        to.value(number(each.connections), {{"listener", each.url}});
    }
    to.family("confab_connections_opened_total", Type::counter, "Connections accepted into the chat.");
    for (const net::ListenerUse& each : all.listeners) {
        to.value(number(each.opened), {{"listener", each.url}});
    }
}

void add_dialects(MetricsText& to, const net::ServerMetrics& all) {
    to.family("confab_dialect_connections", Type::gauge, "Open connections by what they talk.");
    for (std::size_t i = 0; i < all.dialects.size(); ++i) {
        net::DialectUse sum;
        for (const net::ShardMetrics& shard : all.shards) {
            sum.lines += shard.dialects[i].lines;
            sum.structured += shard.dialects[i].structured;
            sum.interactive += shard.dialects[i].interactive;
        }
        to.value(number(sum.lines), {{"dialect", all.dialects[i]}, {"view", "lines"}});
        to.value(number(sum.structured), {{"dialect", all.dialects[i]}, {"view", "structured"}});
        to.value(number(sum.interactive), {{"dialect", all.dialects[i]}, {"view", "interactive"}});
    }
}

void add_traffic(MetricsText& to, const net::ServerMetrics& all) {
    const auto total = [&](const char* name, const char* help, Count count) {
        to.counter(name, help, number(sum_of(all, count)));
    };
    total("confab_lines_received_total", "Lines from clients.", &net::Traffic::lines_in);
    total("confab_received_bytes_total", "Bytes from clients, decrypted.", &net::Traffic::bytes_in);
    total("confab_deliveries_total", "Lines for clients, one for each client that gets it.",
          &net::Traffic::deliveries);
    total("confab_sent_bytes_total", "Bytes for clients, before encryption.", &net::Traffic::bytes_out);
    total("confab_discarded_bytes_total", "Bytes of these that were thrown away when a connection ended.",
          &net::Traffic::bytes_dropped);
}

void add_queues(MetricsText& to, const net::ServerMetrics& all) {
    std::size_t waiting = 0;
    std::size_t held = 0;
    std::size_t largest = 0;
    for (const net::ShardMetrics& shard : all.shards) {
        waiting += shard.waiting;
        held += shard.held;
        largest = std::max(largest, shard.largest_queue);
    }
    to.gauge("confab_queued_bytes", "Memory of what waits unsent for all clients.", number(all.queued));
    to.gauge("confab_max_queued_bytes", "Limit on it (max-queued).", number(all.max_queued));
    to.gauge("confab_largest_queue_bytes", "The same for the client that has most.", number(largest));
    to.gauge("confab_waiting_connections", "Connections with something unsent.", number(waiting));
    to.gauge("confab_held_connections", "Connections that are not read from now, mostly for the flood limit.",
             number(held));
    to.family("confab_slow_consumers_closed_total", Type::counter,
              "Clients closed because they read too slowly, by the limit that was reached.");
    to.value(number(sum_of(all, &net::Traffic::closed_own_queue)), {{"limit", "max_queue"}});
    to.value(number(sum_of(all, &net::Traffic::closed_all_queues)), {{"limit", "max_queued"}});
    to.value(number(sum_of(all, &net::Traffic::closed_source_queues)), {{"limit", "source"}});
}

void add_door(MetricsText& to, const net::ServerMetrics& all) {
    to.family("confab_refused_connections_total", Type::counter, "Connections refused at the door, by why.");
    for (const auto& [reason, count] : all.refused) to.value(number(count), {{"reason", reason}});
    to.family("confab_handshakes_total", Type::counter, "Handshakes (PROXY, TLS) that ended, by how.");
    to.value(number(all.handshakes.done), {{"result", "done"}});
    to.value(number(all.handshakes.failed), {{"result", "failed"}});
    to.value(number(all.handshakes.late), {{"result", "late"}});
    to.value(number(all.handshakes.refused), {{"result", "refused"}});
    to.gauge("confab_handshakes_waiting", "Handshakes under way.", number(all.handshakes.waiting));
    to.gauge("confab_max_handshakes", "Limit on handshakes at once.", number(all.max_handshakes));
    to.gauge("confab_max_connections", "Limit on connections (max-clients).", number(all.max_clients));
    to.gauge("confab_sources", "Addresses that are remembered for the limits of sources.",
             number(all.sources));
    to.family("confab_logins_total", Type::counter, "Logins that were tried, by how they ended.");
    to.value(number(all.logins.done), {{"result", "done"}});
    to.value(number(all.logins.wrong_password), {{"result", "wrong_password"}});
    to.counter("confab_registrations_total", "Names registered in the chat.", number(all.logins.registered));
    to.counter("confab_wrong_secrets_total", "Wrong passwords, codes and keys of rooms.",
               number(all.logins.wrong_secret));
}

void add_loops(MetricsText& to, const net::ServerMetrics& all) {
    to.family("confab_loop_lag_seconds", Type::histogram,
              "How late a timer of each I/O thread fired, looked at twice a second.");
    for (std::size_t i = 0; i < all.shards.size(); ++i) {
        const LoopLag& lag = all.shards[i].loop_lag;
        to.histogram(LoopLag::bounds(), lag.counts(), lag.sum(), {"thread", fmt::to_string(i)});
    }
}

void add_recent_lag(MetricsText& to, const net::ServerMetrics& all) {
    to.family("confab_loop_lag_recent_seconds", Type::gauge,
              "The most that it was late within the last minute.");
    for (std::size_t i = 0; i < all.shards.size(); ++i) {
        to.value(all.shards[i].recent_lag, {{"thread", fmt::to_string(i)}});
    }
}

void add_storage(MetricsText& to, const OperatorStore* store) {
    if (store == nullptr) return;
    const StorageStats stats = store->stats();
    to.gauge("confab_storage_up", "1 if storing works.", stats.good() ? 1 : 0);
    to.counter("confab_storage_written_messages_total", "Messages written to disk.", number(stats.written));
    to.counter("confab_storage_lost_total", "Messages and audit entries that could not be kept.",
               number(stats.lost));
    to.gauge("confab_storage_waiting_messages", "Messages that wait to be written.", number(stats.waiting));
    to.gauge("confab_storage_waiting_bytes", "The same in bytes.", number(stats.waiting_bytes));
    to.gauge("confab_storage_questions", "Questions to the files that wait for an answer.",
             number(stats.questions));
    to.gauge("confab_storage_slowest_commit_seconds", "The slowest write since the start.",
             std::chrono::duration<double>(stats.slowest_commit).count());
    to.family("confab_storage_file_bytes", Type::gauge, "Size of the files.");
    to.value(number(stats.history_bytes), {{"database", "history"}});
    to.value(number(stats.state_bytes), {{"database", "state"}});
}

void add_log(MetricsText& to, const net::ServerMetrics& all) {
    std::uint64_t left_out = 0;
    for (const net::ShardMetrics& shard : all.shards) left_out += shard.log_left_out;
    to.counter("confab_log_suppressed_lines_total", "Lines about connections left out by log-rate.",
               number(left_out));
    to.counter("confab_log_lost_lines_total", "Lines lost because the log's reader was too slow.",
               number(ops::log::lost()));
}

// As a time, because whoever looks now and then would miss a counter's step.
void add_log_gap(MetricsText& to, const net::ServerMetrics& all, WallTime now) {
    auto last = ops::log::last_lost();
    for (const net::ShardMetrics& shard : all.shards) last = std::max(last, shard.log_left_out_at);
    const auto ago = last ? std::chrono::steady_clock::now() - *last : std::chrono::steady_clock::duration{};
    to.gauge("confab_log_gap_timestamp_seconds", "When lines were left out or lost last; 0: never.",
             last ? seconds(now - std::chrono::duration_cast<Milliseconds>(ago)) : 0);
}

void add_certificates(MetricsText& to, const net::ServerStatus& status) {
    if (status.certificates.empty()) return;
    to.family("confab_certificate_expiry_timestamp_seconds", Type::gauge, "When a certificate ends.");
    for (const net::CertificateStatus& each : status.certificates) {
        to.value(seconds(each.ends), {{"file", each.file}});
    }
}

std::string describe(const net::ServerMetrics& all, Hub& hub, WallTime now, const net::ServerStatus& status,
                     const OperatorStore* store, std::string_view version) {
    MetricsText to;
    to.family("confab_build_info", Type::gauge, "Always 1; the label has the version.");
    to.value(1, {{"version", version}});
    to.gauge("confab_start_time_seconds", "When the chat began, since the Unix epoch.",
             seconds(status.started));
    add_people(to, hub, status);
    add_listeners(to, all);
    add_dialects(to, all);
    add_traffic(to, all);
    add_queues(to, all);
    add_door(to, all);
    add_loops(to, all);
    add_recent_lag(to, all);
    add_storage(to, store);
    add_log(to, all);
    add_log_gap(to, all, now);
    add_certificates(to, status);
    ops::add_process_metrics(to);
    return to.text();
}

}  // namespace

void collect_metrics(const net::ServerControl& server, const OperatorStore* store, std::string_view version,
                     std::function<void(std::string text)> then) {
    server.metrics([server, store, version = std::string(version),
                    then = std::move(then)](const net::ServerMetrics& all) {
        std::string text;
        server.in_hub(
            [&](Hub& hub, Now now) { text = describe(all, hub, now.wall, server.status(), store, version); });
        then(std::move(text));
    });
}

void metrics(const Call& call) {
    collect_metrics(call.server, call.server.settings.store, call.server.settings.version,
                    [answer = later(call)](std::string text) {
                        answer([text = std::move(text)](ReplyStream& to) {
                            to.row({{"text", text}});
                            to.done();
                        });
                    });
}

}  // namespace confab::admin
