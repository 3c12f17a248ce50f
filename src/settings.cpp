#include "settings.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "confab/ops/crash_state.hpp"
#include "confab/ops/fd_store.hpp"
#include "confab/ops/log.hpp"
#include "confab/wire/clean.hpp"
#include "who_may_come.hpp"

namespace confab {

namespace {

// Descriptors that are no clients: standard ones, loops, listeners, a file while it is read, and
// the fewest of those who are told that the server is full.
constexpr std::int64_t descriptors_kept = 32;
constexpr std::int64_t fewest_refusals = 8;
constexpr std::int64_t most_refusals = 256;

// As many clients as there are descriptors for, and some of the rest for peers that are refused.
void share_descriptors(const ops::Options& options, net::Limits& limits) {
    rlimit limit{};
    limits.max_clients = static_cast<std::size_t>(options.max_clients);
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;  // the soft limit is raised as far as it may be
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    const auto descriptors = static_cast<std::int64_t>(std::min<rlim_t>(limit.rlim_cur, 1U << 30U));
    const auto has_handshake = [](const ops::ListenUrl& url) {
        return url.is_encrypted() || !url.proxies.empty();
    };
    const bool shakes_hands =
        std::any_of(options.listen_urls.begin(), options.listen_urls.end(), has_handshake);
    const std::int64_t kept = descriptors_kept + (shakes_hands ? options.max_handshakes : 0);
    const std::int64_t most = std::max<std::int64_t>(1, descriptors - kept);
    if (options.max_clients > most) {
        ops::log::warn("max-clients {} is lowered to {}: {} descriptors are allowed (LimitNOFILE, ulimit -n)",
                       options.max_clients, most, descriptors);
    }
    const std::int64_t clients = std::min(options.max_clients, most);
    limits.max_clients = static_cast<std::size_t>(clients);
    limits.max_refusals = static_cast<std::size_t>(
        std::min(most_refusals, fewest_refusals + std::max<std::int64_t>(0, most - clients)));
}

}  // namespace

std::shared_ptr<net::TlsContext> encryption_from(const ops::Options& options) {
    if (options.tls_cert.empty()) return nullptr;
    std::vector<net::CertificateFiles> files;
    for (std::size_t i = 0; i < options.tls_cert.size(); ++i) {
        files.push_back({options.tls_cert[i], options.tls_key[i]});
    }
    try {
        return std::make_shared<net::TlsContext>(files);
    } catch (const net::BadCertificate& error) {
        throw ops::BadOptions(error.what());
    }
}

net::ServerSettings settings_from(const ops::Options& options) {
    net::ServerSettings settings;
    settings.chat.announce_after = Milliseconds(static_cast<std::int64_t>(options.announce_after * 1000));
    settings.chat.history = static_cast<std::size_t>(options.history);
    settings.chat.history_bytes = static_cast<std::size_t>(options.history_bytes);
    settings.chat.max_connections = static_cast<std::size_t>(options.max_connections);
    settings.chat.max_joined = static_cast<std::size_t>(options.max_joined);
    settings.chat.max_seats = static_cast<std::size_t>(options.max_seats);
    settings.chat.max_rooms = static_cast<std::size_t>(options.max_rooms);
    settings.chat.max_rooms_per_source = static_cast<std::size_t>(options.max_rooms_per_source);
    settings.chat.max_owned_rooms = static_cast<std::size_t>(options.max_owned_rooms);
    settings.chat.away_messages = static_cast<std::size_t>(options.away_messages);
    settings.chat.away_messages_per_sender = static_cast<std::size_t>(options.away_messages_per_sender);
    settings.chat.away_messages_time = std::chrono::hours(24 * options.away_messages_days);
    settings.chat.edit_time = std::chrono::seconds(options.edit_time);
    settings.chat.max_topic = static_cast<std::size_t>(options.max_topic);
    settings.chat.max_accounts = static_cast<std::size_t>(options.max_accounts);
    settings.chat.max_sanctions = static_cast<std::size_t>(options.max_sanctions);
    set_who_may_come(options, settings.chat);
    settings.chat.operators = options.operators;
    settings.chat.allow = options.allow_networks;
    settings.chat.exempt = options.exempt_networks;
    settings.sources = options.sources;
    if (!options.exempt.empty()) settings.exempt = options.exempt_networks;
    settings.deny = options.deny_networks;
    settings.reserved_clients = static_cast<std::size_t>(options.reserved_clients);
    wire::Cleaner cleaner;
    for (const std::string& line : options.motd_lines) settings.chat.motd.emplace_back(cleaner.clean(line));
    share_descriptors(options, settings.limits);
    settings.limits.max_line = static_cast<std::size_t>(options.max_line);
    settings.chat.max_line = settings.limits.max_line;
    settings.limits.max_queue = static_cast<std::size_t>(options.max_queue);
    settings.limits.max_queued = static_cast<std::size_t>(options.max_queued);
    settings.limits.eof_grace = std::chrono::seconds(options.eof_grace);
    settings.limits.flood = {options.flood_rate, static_cast<std::uint32_t>(options.flood_burst)};
    settings.limits.handshakes = {static_cast<std::size_t>(options.max_handshakes),
                                  std::chrono::seconds(options.handshake_timeout)};
    settings.limits.log_messages = options.log_messages;
    settings.limits.log_rate = options.log_rate;
    if (ops::has_fd_store()) settings.keep.directory = ops::crash_directory();
    if (!settings.keep.directory.empty())
        settings.keep.most = static_cast<std::size_t>(options.keep_connections);
    settings.dialects = dialect::builtin_table(
        {options.server_name,
         std::chrono::time_point_cast<WallTime::duration>(std::chrono::system_clock::now())});
    settings.listen = options.listen_urls;
    settings.listen_is_default = options.listen_is_default;
    settings.tls = encryption_from(options);
    settings.unix_mode = static_cast<unsigned>(std::stoul(options.unix_mode, nullptr, 8));
    settings.threads = options.threads == 0 ? std::max(1U, std::thread::hardware_concurrency())
                                            : static_cast<unsigned>(options.threads);
    return settings;
}

}  // namespace confab
