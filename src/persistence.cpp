#include "persistence.hpp"

#include <sodium.h>
#include <unicode/uversion.h>

#include <array>
#include <memory>
#include <utility>

#include "confab/core/hub.hpp"
#include "confab/ops/log.hpp"
#include "confab/ops/notify.hpp"
#include "confab/store/auth_command.hpp"
#include "confab/store/password_worker.hpp"

namespace confab {

namespace {

store::StoreSettings settings_from(const std::string& directory, const ops::Options& options) {
    store::StoreSettings settings;
    settings.directory = directory;
    settings.keep = options.history_keep_time;
    settings.keep_lines = static_cast<std::uint64_t>(options.history_keep_lines);
    settings.max_waiting = static_cast<std::size_t>(options.max_unwritten);
    settings.tail_lines = static_cast<std::size_t>(options.history);
    settings.tail_bytes = static_cast<std::size_t>(options.history_bytes);
    // Which letters look alike is ICU's to say, and changes with it.
    UVersionInfo version{};
    std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
    u_getVersion(version);
    u_versionToString(version, text.data());
    settings.key_version = text.data();
    settings.key_of = [names = std::make_shared<NameRules>()](std::string_view name) {
        return names->key_of(name);
    };
    return settings;
}

}  // namespace

Persistence::Persistence(const std::string& directory, const ops::Options& options)
    : lasts_(options.history_lasts),
      store_(settings_from(directory, options),
             {.found =
                  [this](HistoryAnswer answer) {
                      post([answer = std::move(answer)](Hub& hub, Now now) { hub.found(answer, now); });
                  },
              .health = [this](bool good, const std::string& why) { tell_health(good, why); },
              .deleted = [](const std::string& line) { ops::log::info("{}", line); }}),
      passwords_(make_passwords(options.auth_command)) {}

Persistence::~Persistence() = default;

std::unique_ptr<Passwords> Persistence::make_passwords(const std::string& auth_command) {
    const auto done = [this](PasswordAnswer answer) {
        post([answer = std::move(answer)](Hub& hub, Now now) { hub.password_done(answer, now); });
    };
    if (auth_command.empty()) return std::make_unique<store::PasswordWorker>(done);
    const auto trouble = [](const std::string& why) {
        if (why.empty()) return ops::log::info("auth-command answers again");
        ops::log::error("auth-command: {}; nobody can log in", why);
    };
    return std::make_unique<store::AuthCommand>(auth_command, done, trouble);
}

Ports Persistence::ports() {
    Ports ports;
    if (lasts_) ports.log = &store_.log();
    ports.state = &store_.state();
    ports.passwords = passwords_.get();
    ports.random = [] {
        std::uint64_t number = 0;
        randombytes_buf(&number, sizeof number);
        return number;
    };
    return ports;
}

// What an earlier run kept is left alone where nothing is to last any more, and not shown.
StoredState Persistence::load() {
    StoredState stored = store_.load();
    if (lasts_) return stored;
    stored.tails.clear();
    stored.last_id_of_others = 0;
    stored.guest_seats.clear();
    return stored;
}

template <class F>
void Persistence::post(F what) {
    const std::lock_guard lock(mutex_);
    if (server_ != nullptr) server_->post(std::move(what));
}

void Persistence::tell_health(bool good, const std::string& why) {
    using ops::log::Event;
    ops::log::write(good ? spdlog::level::info : spdlog::level::err,
                    good ? Event::storage_works : Event::storage_fails, {{"reason", why}}, why);
    ops::notify::storage_error(good ? std::string() : why);
    post([why](Hub& hub, Now now) { hub.storage_changed(why, now); });
}

void Persistence::attach(net::Server& server) {
    const std::lock_guard lock(mutex_);
    server_ = &server;
}

void Persistence::detach() {
    const std::lock_guard lock(mutex_);
    server_ = nullptr;
}

void Persistence::configure(const ops::Options& options) {
    if (!lasts_ || !options.history_lasts) return;  // that takes a restart
    store_.configure(options.history_keep_time, static_cast<std::uint64_t>(options.history_keep_lines));
}

}  // namespace confab
