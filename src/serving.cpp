#include "serving.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "confab/admin/listener.hpp"
#include "confab/base/time_zones.hpp"
#include "confab/http/listener.hpp"
#include "confab/net/server.hpp"
#include "confab/ops/crash_state.hpp"
#include "confab/ops/data_dir.hpp"
#include "confab/ops/fd_store.hpp"
#include "confab/ops/handover.hpp"
#include "confab/ops/log.hpp"
#include "confab/ops/process.hpp"
#include "confab/ops/zoneinfo.hpp"
#include "confab/webhook/page.hpp"
#include "confab/wire/clean.hpp"
#include "metrics_page.hpp"
#include "persistence.hpp"
#include "reloading.hpp"
#include "settings.hpp"
#include "upgrading.hpp"

namespace confab {

namespace {

// Without a word about it, a place that cannot be had is no reason not to start.
admin::Settings admin_settings(const ops::Options& options, const std::string& data_dir, OperatorStore& store,
                               Upgrading& upgrading) {
    admin::Settings settings;
    settings.required = !options.admin_socket.empty();
    settings.socket = settings.required ? options.admin_socket : ops::default_admin_socket(data_dir);
    settings.version = ops::version();
    settings.store = &store;
    settings.upgrades = upgrading.for_operators();
    return settings;
}

// Before there is a thread that asks for a zone.
void load_time_zones() {
    std::vector<ZoneFile> files;
    for (auto& [name, bytes] : ops::read_zoneinfo(ops::zoneinfo_directory())) {
        files.push_back({std::move(name), std::move(bytes)});
    }
    use_time_zones(files);
    if (!files.empty()) return;
    ops::log::warn("{} has no time zones, so /tz knows UTC only; install tzdata and restart",
                   ops::zoneinfo_directory());
}

// What somebody who reads the log later needs to know first.
void tell_start(const ops::Options& options, const net::ServerSettings& settings,
                const std::string& directory) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    wire::Cleaner cleaner;
    const std::string config(cleaner.clean(options.config.empty() ? "none" : options.config));
    std::error_code no_current_directory;
    const auto absolute = std::filesystem::absolute(directory, no_current_directory);
    const std::string data(cleaner.clean(no_current_directory ? directory : absolute.string()));
    ops::log::info(
        "confabd {} starts with pid {}, configuration {}, data directory {}; limits: {} clients, {} "
        "descriptors, {} bytes a line, {} bytes waiting for a client, {} I/O {}",
        ops::version(), getpid(), config, data, settings.limits.max_clients,
        static_cast<std::uint64_t>(limit.rlim_cur), settings.limits.max_line, settings.limits.max_queue,
        settings.threads, settings.threads == 1 ? "thread" : "threads");
}

// Nowhere, unless the options say where; a reload may change that. With people here already it is no reason
// to end.
void serve_metrics(net::Server& server, const Reloading& reloading, const OperatorStore& store,
                   http::Listener::IfItCannot if_it_cannot) {
    server.attach([&](auto& context, const net::ServerControl& control) {
        return std::make_unique<http::Listener>(
            context, [&reloading] { return reloading.wanted().metrics_url; },
            http::Service{"metrics", "/metrics", "--metrics-listen", metrics_page(control, store)},
            if_it_cannot);
    });
}

void serve_webhooks(net::Server& server, const Reloading& reloading,
                    http::Listener::IfItCannot if_it_cannot) {
    const auto limit = [&reloading] {
        return FloodLimit{reloading.wanted().flood_rate,
                          static_cast<std::uint32_t>(reloading.wanted().flood_burst)};
    };
    server.attach([&](auto& context, const net::ServerControl& control) {
        return std::make_unique<http::Listener>(
            context, [&reloading] { return reloading.wanted().webhook_url; },
            webhook::service(control, limit), if_it_cannot);
    });
}

// A server at a time, all on the same stores: after an upgrade that failed the next one goes on from the same
// bytes that the next program would have got.
class Serving {
  public:
    Serving(const std::vector<std::string>& command, ops::Options options, std::string directory,
            const net::ServerSettings& settings)
        : directory_(std::move(directory)),
          persistence_(directory_, options),
          upgrading_(command, [this]() -> const ops::Options& { return reloading_.options(); }),
          reloading_({command.begin() + 1, command.end()}, std::move(options), settings.tls) {}

    void run(const net::ServerSettings& settings, std::optional<net::Handover> before);

  private:
    std::unique_ptr<net::Server> start(const net::ServerSettings& settings,
                                       const std::optional<net::Handover>& before, std::string failed);

    const std::string directory_;
    Persistence persistence_;
    Upgrading upgrading_;
    Reloading reloading_;
};

std::unique_ptr<net::Server> Serving::start(const net::ServerSettings& settings,
                                            const std::optional<net::Handover>& before, std::string failed) {
    auto server =
        before ? std::make_unique<net::Server>(settings, persistence_.ports(), *before, std::move(failed))
               : std::make_unique<net::Server>(
                     settings, persistence_.ports(), persistence_.load(),
                     ops::take_crash_state(ops::crash_directory(), ops::take_kept_connections()));
    const ops::Options& options = reloading_.options();
    if (options.admin_socket != "none") {
        admin::Settings admin = admin_settings(options, directory_, persistence_.store(), upgrading_);
        admin.required = admin.required && !before;
        admin::open(*server, std::move(admin));
    } else {
        server->close_carried();
    }
    const auto if_it_cannot = before ? http::Listener::IfItCannot::go_on : http::Listener::IfItCannot::refuse;
    serve_metrics(*server, reloading_, persistence_.store(), if_it_cannot);
    serve_webhooks(*server, reloading_, if_it_cannot);
    persistence_.attach(*server);
    server->handle_signals({.read = [this] { return reloading_.read(); },
                            .accepted = [this] { persistence_.configure(reloading_.accepted()); },
                            .said = [this] { return reloading_.said(); }});
    return server;
}

void Serving::run(const net::ServerSettings& settings, std::optional<net::Handover> before) {
    std::unique_ptr<net::Server> server = start(settings, before, {});
    while (server->run() == net::Server::Ended::upgrading) {
        const ops::HeldSignals held;
        persistence_.detach();
        before = server->hand_over(ops::version());
        server.reset();
        std::string why("not all that was said could be stored in time");
        if (persistence_.store().flush()) why = upgrading_.become_next(*before);
        server = start(confab::settings_from(reloading_.options()), before, std::move(why));
    }
    persistence_.detach();
}

}  // namespace

int serve(const std::vector<std::string>& command, ops::Options options) {
    ops::log::start(options.log_level, options.log_format);
    ops::log::set_queue(static_cast<std::size_t>(options.log_queue));
    std::optional<std::string> bytes = ops::handed_over();
    const std::string directory = options.data_dir.empty() ? ops::default_data_dir() : options.data_dir;
    const net::ServerSettings settings = confab::settings_from(options);
    tell_start(options, settings, directory);
    ops::prepare_data_dir(directory);
    tzset();
    load_time_zones();

    std::optional<net::Handover> before;
    if (bytes) before = net::Handover{std::move(*bytes)};
    const ops::SignalsForEnd from_the_servers_end;
    Serving serving(command, std::move(options), directory, settings);
    serving.run(settings, std::move(before));
    return EXIT_SUCCESS;
}

}  // namespace confab
