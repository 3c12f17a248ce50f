// The daemon: reads its options, and does what they say.
#include <malloc.h>
#include <unistd.h>

#include <fmt/format.h>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "confab/ops/data_dir.hpp"
#include "confab/ops/handover.hpp"
#include "confab/ops/log.hpp"
#include "confab/ops/options.hpp"
#include "confab/ops/process.hpp"
#include "confab/ops/progress_line.hpp"
#include "confab/store/restore.hpp"
#include "confab/store/unusable.hpp"
#include "serving.hpp"
#include "settings.hpp"
#include "start_check.hpp"
#include "upgrading.hpp"

namespace {

using namespace confab;

constexpr int exit_usage = 2;
constexpr int exit_data = 3;
constexpr int exit_no = 1;

// How long the end of the program may wait for whoever reads the log.
constexpr auto last_look = std::chrono::milliseconds(500);

std::atomic<bool> interrupted{false};

// What was there stays as it was, and no half copy is left behind.
void end_restore_on_signals() {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) std::signal(signal, [](int) { interrupted = true; });
}

int restore(const ops::Options& options) {
    const std::string directory = options.data_dir.empty() ? ops::default_data_dir() : options.data_dir;
    end_restore_on_signals();
    store::Restored restored;
    {
        ops::ProgressLine line("restoring");
        restored = store::restore(
            options.restore, directory,
            {.interrupted = &interrupted, .copied = [&line](const std::string& file, unsigned percent) {
                 line.show(fmt::format("{} {} %", file, percent));
             }});
    }
    std::printf("restored %lld accounts and %lld messages from %s to %s\n",
                static_cast<long long>(restored.accounts), static_cast<long long>(restored.messages),
                options.restore.c_str(), directory.c_str());
    if (!restored.before.empty()) std::printf("what was there before is in %s\n", restored.before.c_str());
    return EXIT_SUCCESS;
}

int check_start(const ops::Options& options) {
    const std::vector<std::string> faults = what_would_fail(options);
    for (const std::string& each : faults) ops::log::last_words(fmt::format("confabd: {}", each));
    return faults.empty() ? EXIT_SUCCESS : exit_usage;
}

// Says so on standard output, and why not on standard error.
int check_upgrade(const ops::Options& options) {
    const std::string why = why_not_upgrade(options, ops::read_all(STDIN_FILENO));
    if (!why.empty()) ops::log::last_words(why);
    if (!why.empty()) return exit_no;
    std::printf("%s\n", agreement().c_str());
    return EXIT_SUCCESS;
}

// One line on standard error, wherever that leads.
int fail(int status, const std::exception& error) {
    ops::log::last_words(fmt::format("confabd: {}", error.what()));
    return status;
}

int run(const std::vector<std::string>& command) {
    const std::vector<std::string> arguments(command.begin() + 1, command.end());
    try {
        ops::Options options = ops::load(arguments);
        if (options.dump_config) std::fputs(ops::dump_config(options).c_str(), stdout);
        if (options.dump_config) return EXIT_SUCCESS;
        encryption_from(options);  // throws if a certificate is bad
        if (options.check_config) return check_start(options);
        if (options.check_upgrade) return check_upgrade(options);
        if (!options.restore.empty()) return restore(options);
        return serve(command, std::move(options));
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
    const std::vector<std::string> command =
        argc > 0 ? std::vector<std::string>(argv, argv + argc) : std::vector<std::string>{"confabd"};
    const int status = run(command);
    ops::log::flush(last_look);
    return status;
}
