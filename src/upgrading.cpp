#include "upgrading.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <exception>
#include <string_view>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/net/server.hpp"
#include "confab/ops/data_dir.hpp"
#include "confab/ops/handover.hpp"
#include "confab/ops/log.hpp"
#include "confab/ops/process.hpp"
#include "confab/store/restore.hpp"
#include "settings.hpp"

namespace confab {

namespace {

constexpr std::chrono::seconds max_asking{60};
constexpr auto last_look = std::chrono::milliseconds(200);  // of the log, which is lost with this program
constexpr std::string_view agrees = "can go on: confabd ";

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

}  // namespace

std::string agreement() { return fmt::format("{}{}", agrees, ops::version()); }

std::string why_not_upgrade(const ops::Options& options, const std::string& snapshot) {
    const std::string directory = options.data_dir.empty() ? ops::default_data_dir() : options.data_dir;
    if (const std::string why = store::why_not_open(directory); !why.empty()) return why;
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
    asking_ = std::thread([this, program, snapshot, done] {
        const admin::Upgrades::Tried tried = ask(program, snapshot);
        is_asking_ = false;
        done(tried);
    });
}

admin::Upgrades::Tried Upgrading::ask(std::string program, const std::string& snapshot) const {
    try {
        if (program.empty()) program = ops::program_file();
        if (const std::string why = why_not_trusted(program); !why.empty()) return {.refused = why};
        std::vector<std::string> command = command_;
        command.emplace_back("--check-upgrade");
        const ops::OwnedFd memory = ops::sealed_memory(snapshot);
        const ops::Ran ran = ops::run_program(program, command, memory.get(), max_asking);
        const std::string said = last_line(ran.out);
        if (ran.status == 0 && said.starts_with(agrees)) return {{}, program, said.substr(agrees.size())};
        const std::string why = last_line(ran.error);
        return {.refused = why.empty() ? fmt::format("{} does not say that it can go on", program) : why};
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
