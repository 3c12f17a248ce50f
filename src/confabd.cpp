// The daemon: reads its options, builds the parts, runs.
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "confab/admin/listener.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "confab/base/time_zones.hpp"
#include "confab/http/listener.hpp"
#include "confab/net/server.hpp"
#include "confab/ops/data_dir.hpp"
#include "confab/ops/log.hpp"
#include "confab/ops/options.hpp"
#include "confab/ops/process.hpp"
#include "confab/ops/zoneinfo.hpp"
#include "confab/store/restore.hpp"
#include "confab/store/unusable.hpp"
#include "confab/wire/clean.hpp"
#include "metrics_page.hpp"
#include "persistence.hpp"
#include "settings.hpp"

namespace {

using namespace confab;

constexpr int exit_usage = 2;
constexpr int exit_data = 3;

// How long the end of the program may wait for whoever reads the log.
constexpr auto last_look = std::chrono::milliseconds(500);

// Without a word about it, a place that cannot be had is no reason not to start.
admin::Settings admin_settings(const ops::Options& options, const std::string& data_dir,
                               OperatorStore& store) {
    admin::Settings settings;
    settings.required = !options.admin_socket.empty();
    settings.socket = settings.required ? options.admin_socket : ops::default_admin_socket(data_dir);
    settings.version = ops::version();
    settings.store = &store;
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

// What is another certificate now, a line each; the options may be the same.
std::vector<std::string> renewed(const net::TlsContext* before, const net::TlsContext* after) {
    std::vector<std::string> lines;
    if (after == nullptr) return lines;
    for (const net::CertificateStatus& now : after->certificates()) {
        const auto same = [&now](const auto& each) { return each.fingerprint == now.fingerprint; };
        const bool known = before != nullptr &&
                           std::any_of(before->certificates().begin(), before->certificates().end(), same);
        if (!known)
            lines.push_back(
                fmt::format("the certificate {} ends on {}", one_line(now.file, '?'), rfc3339(now.ends)));
    }
    return lines;
}

// Reads everything again as at the start; what is bad is logged and changes nothing.
class Reloading {
  public:
    Reloading(std::vector<std::string> arguments, ops::Options options,
              std::shared_ptr<const net::TlsContext> tls)
        : arguments_(std::move(arguments)), now_(std::move(options)), next_(now_), tls_(std::move(tls)) {}

    std::optional<net::ServerSettings> read() {
        try {
            next_ = ops::load(arguments_);
            net::ServerSettings settings = settings_from(next_);
            next_tls_ = settings.tls;
            return settings;
        } catch (const std::exception& error) {
            ops::log::error("reload: {}; nothing was changed", error.what());
            said_ = {fmt::format("{}; nothing was changed", error.what())};
            return std::nullopt;
        }
    }

    const ops::Options& accepted() {
        std::vector<std::string> restart;
        std::vector<std::string> changed = ops::differences(now_, next_, restart);
        for (const std::string& line : renewed(tls_.get(), next_tls_.get())) changed.push_back(line);
        tls_ = next_tls_;
        said_ = changed;
        for (const std::string& change : changed) ops::log::info("reload: {}", change);
        for (const std::string& name : restart) {
            said_.push_back(fmt::format("{} stays as it was until a restart", name));
            ops::log::warn("reload: {}", said_.back());
        }
        if (said_.empty()) {
            said_ = {"nothing has changed"};
            ops::log::info("reload: nothing has changed");
        }
        ops::log::set_level(next_.log_level);
        ops::log::set_queue(static_cast<std::size_t>(next_.log_queue));
        return now_ = ops::in_force(now_, next_);
    }

    std::vector<std::string> said() const { return said_; }
    // What was read last.
    const ops::Options& wanted() const { return next_; }

  private:
    std::vector<std::string> arguments_;
    std::vector<std::string> said_;
    ops::Options now_;
    ops::Options next_;
    std::shared_ptr<const net::TlsContext> tls_;
    std::shared_ptr<const net::TlsContext> next_tls_;
};

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

int restore(const ops::Options& options) {
    const std::string directory = options.data_dir.empty() ? ops::default_data_dir() : options.data_dir;
    const store::Restored restored = store::restore(options.restore, directory);
    std::printf("restored %lld accounts and %lld messages from %s to %s\n",
                static_cast<long long>(restored.accounts), static_cast<long long>(restored.messages),
                options.restore.c_str(), directory.c_str());
    if (!restored.before.empty()) std::printf("what was there before is in %s\n", restored.before.c_str());
    return EXIT_SUCCESS;
}

// Nowhere, unless the options say where; a reload may change that.
void serve_metrics(net::Server& server, const Reloading& reloading, const OperatorStore& store) {
    server.attach([&](auto& context, const net::ServerControl& control) {
        return std::make_unique<http::Listener>(
            context, [&reloading] { return reloading.wanted().metrics_url; }, metrics_page(control, store));
    });
}

int serve(std::vector<std::string> arguments, ops::Options options) {
    ops::log::start(options.log_level);
    ops::log::set_queue(static_cast<std::size_t>(options.log_queue));
    const std::string directory = options.data_dir.empty() ? ops::default_data_dir() : options.data_dir;
    const net::ServerSettings settings = settings_from(options);
    tell_start(options, settings, directory);
    ops::prepare_data_dir(directory);
    tzset();
    load_time_zones();

    Persistence persistence(directory, options);
    const ops::SignalsForEnd from_the_servers_end;
    net::Server server(settings, persistence.ports(), persistence.load());
    if (options.admin_socket != "none")
        admin::open(server, admin_settings(options, directory, persistence.store()));
    persistence.attach(server);
    Reloading reloading(std::move(arguments), std::move(options), settings.tls);
    serve_metrics(server, reloading, persistence.store());
    server.handle_signals({.read = [&reloading] { return reloading.read(); },
                           .accepted = [&] { persistence.configure(reloading.accepted()); },
                           .said = [&reloading] { return reloading.said(); }});
    server.run();
    persistence.detach();
    return EXIT_SUCCESS;
}

// One line on standard error, wherever that leads.
int fail(int status, const std::exception& error) {
    ops::log::last_words(fmt::format("confabd: {}", error.what()));
    return status;
}

int run(const std::vector<std::string>& arguments) {
    try {
        ops::Options options = ops::load(arguments);
        if (options.dump_config) std::fputs(ops::dump_config(options).c_str(), stdout);
        if (options.dump_config) return EXIT_SUCCESS;
        encryption_from(options);  // throws if a certificate is bad
        if (options.check_config) return EXIT_SUCCESS;
        if (!options.restore.empty()) return restore(options);
        return serve(arguments, std::move(options));
    } catch (const ops::Information& information) {
        std::fputs(information.text.c_str(), stdout);
        return EXIT_SUCCESS;
    } catch (const ops::BadOptions& error) {
        return fail(exit_usage, error);
    } catch (const store::UnusableData& error) {
        return fail(exit_data, error);
    } catch (const std::exception& error) {
        return fail(EXIT_FAILURE, error);
    }
}

}  // namespace

int main(int argc, char** argv) {
    ops::open_standard_descriptors();
    ops::set_signals_for_start();
    // Tables that grow with the clients go back to the system when they are outgrown, instead of
    // leaving holes; glibc would raise this limit as it goes.
    mallopt(M_MMAP_THRESHOLD, 64 * 1024);
    const int status = run({argv + 1, argv + argc});
    ops::log::flush(last_look);
    return status;
}
