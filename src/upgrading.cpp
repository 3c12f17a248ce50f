#include "upgrading.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "confab/base/text.hpp"
#include "confab/net/server.hpp"
#include "confab/ops/handover.hpp"
#include "confab/ops/log.hpp"
#include "confab/ops/process.hpp"
#include "confab/store/restore.hpp"
#include "running.hpp"
#include "settings.hpp"
#include "start_check.hpp"

namespace confab {

namespace {

constexpr std::chrono::seconds max_asking{60};
constexpr auto last_look = std::chrono::milliseconds(200);  // of the log, which is lost with this program
constexpr std::string_view agrees = "can go on: confabd ";
constexpr std::string_view own_name = "confabd: ";
constexpr std::size_t max_reason = 500;  // bytes

// Whoever may write to the file could else become the user of this daemon by its socket for operators.
std::string why_not_trusted(const std::string& program) {
    struct stat status {};
    if (::stat(program.c_str(), &status) != 0) return fmt::format("there is no program {}", program);
    const bool ours = status.st_uid == 0 || status.st_uid == ::geteuid();
    if (ours && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0) return {};
    return fmt::format("{} can be changed by others than root and the user of this daemon", program);
}

std::string last_line(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    return one_line(text.substr(text.rfind('\n') + 1), '?');
}

// What a program complains of first is the reason; what follows is often a consequence, or its usage.
std::string first_line(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    text.remove_prefix(begin);
    return one_line(shortened(text.substr(0, text.find('\n')), max_reason), '?');
}

std::string told_by(const std::string& program, const ops::Ran& ran) {
    std::string why = first_line(ran.error);
    if (why.empty()) return fmt::format("{} does not say that it can go on", program);
    if (why.starts_with(own_name)) why.erase(0, own_name.size());
    const bool is_named = why.starts_with(program) || why.starts_with(fmt::format("cannot run {}:", program));
    return is_named ? why : fmt::format("{}: {}", program, why);
}

// The state is in two places then, or cannot be found by those who look where it was.
std::string why_not_here(const ops::Options& options) {
    const std::optional<Running> running = told_by_running();
    if (!running) return {};  // an older one asks
    const std::string_view changed = changed_for_good(*running, running_with(options));
    if (!changed.empty()) return fmt::format("{} has changed, which takes a restart", changed);
    const std::vector<std::string> faults = what_would_fail_anew(options, running->listen);
    return faults.empty() ? std::string() : faults.front();
}

}  // namespace

std::string agreement() { return fmt::format("{}{}", agrees, ops::version()); }

std::string why_not_upgrade(const ops::Options& options, const std::string& snapshot) {
    if (const std::string why = why_not_here(options); !why.empty()) return why;
    if (const std::string why = store::why_not_open(data_dir_of(options)); !why.empty()) return why;
    return net::why_not_go_on(confab::settings_from(options), snapshot);
}

Upgrading::~Upgrading() {
    if (asking_.joinable()) asking_.join();
}

admin::Upgrades Upgrading::for_operators() {
    return {
        .try_program = [this](const std::string& program, const std::string& snapshot,
                              const admin::Upgrades::Done& done) { try_program(program, snapshot, done); },
        .choose =
            [this](const std::string& program) {
                const std::lock_guard lock(mutex_);
                program_ = program;
            }};
}

// On a thread of its own, because it takes as long as a start; one at a time.
void Upgrading::try_program(const std::string& program, const std::string& snapshot,
                            const admin::Upgrades::Done& done) {
    if (is_asking_.exchange(true)) return done({.refused = "another upgrade is being prepared"});
    if (asking_.joinable()) asking_.join();
    asking_ = std::thread([this, program, snapshot, done, running = variable_for(running_with(options_()))] {
        const admin::Upgrades::Tried tried = ask(program, snapshot, running);
        is_asking_ = false;
        done(tried);
    });
}

admin::Upgrades::Tried Upgrading::ask(std::string program, const std::string& snapshot,
                                      const std::string& running) const {
    try {
        if (program.empty()) program = ops::program_file();
        if (const std::string why = why_not_trusted(program); !why.empty()) return {.refused = why};
        std::vector<std::string> command = command_;
        command.emplace_back("--check-upgrade");
        const ops::OwnedFd memory = ops::sealed_memory(snapshot);
        const ops::Ran ran = ops::run_program(program, command, memory.get(), max_asking, {running});
        const std::string said = last_line(ran.out);
        if (ran.status == 0 && said.starts_with(agrees)) return {{}, program, said.substr(agrees.size())};
        return {.refused = told_by(program, ran)};
    } catch (const std::exception& error) {
        return {.refused = error.what()};
    }
}

std::string Upgrading::become_next(const net::Handover& handover) {
    if (asking_.joinable()) asking_.join();
    const std::lock_guard lock(mutex_);
    ops::log::info("becoming {}", program_);
    ops::log::flush(last_look);
    return ops::become(program_, command_, handover.bytes, handover.descriptors);
}

}  // namespace confab
