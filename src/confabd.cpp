// The daemon: reads its options, and does what they say.
#include <malloc.h>
#include <unistd.h>

#include <fmt/format.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <system_error>
#include <vector>

#include "confab/base/text.hpp"
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

int tell(const std::string& text) {
    const bool written = std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
    if (written || errno == EPIPE) return EXIT_SUCCESS;  // nobody reads any more, as behind head(1)
    ops::log::last_words(fmt::format("confabd: cannot write: {}", std::generic_category().message(errno)));
    return EXIT_FAILURE;
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
    std::string told = fmt::format(
        "restored {} and {} from {} to {}\n", counted(static_cast<std::size_t>(restored.accounts), "account"),
        counted(static_cast<std::size_t>(restored.messages), "message"), options.restore, directory);
    if (!restored.before.empty()) told += fmt::format("what was there before is in {}\n", restored.before);
    return tell(told);
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
    return tell(agreement() + "\n");
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
        if (options.dump_config) return tell(ops::dump_config(options));
        encryption_from(options);  // throws if a certificate is bad
        if (options.check_config) return check_start(options);
        if (options.check_upgrade) return check_upgrade(options);
        if (!options.restore.empty()) return restore(options);
        return serve(command, std::move(options));
    } catch (const ops::Information& information) {
        return tell(information.text);
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
