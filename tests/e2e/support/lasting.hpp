#pragma once

#include <gtest/gtest.h>
#include <signal.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "confabd.hpp"
#include "database.hpp"

// Only the test programs are told where the binaries are (CONFABD, CONFABCTL): hence a header.
namespace confab::e2e {

inline std::string password_of(const std::string& name) { return std::string("teapots of ").append(name); }

// A confabd whose directory outlives it, so that what lasts can be seen.
class Lasting {
  public:
    explicit Lasting(std::vector<std::string> options = {}, std::size_t listeners = 1)
        : options_(std::move(options)), listeners_(listeners) {
        const std::vector<std::string> own{"--data-dir", data_.path(), "--admin-socket",
                                           data_.path("admin.sock")};
        options_.insert(options_.end(), own.begin(), own.end());
        start();
    }

    Confabd* operator->() { return daemon_.get(); }

    // Stopped as systemd does it, and there again, at another port.
    void restart() {
        EXPECT_EQ(daemon_->stop(), 0);
        start();
    }
    // The same with kill -9; nothing that the last moment brought need be on disk.
    void kill_and_restart() {
        daemon_->signal(SIGKILL);
        daemon_->wait();
        start();
    }
    void wait_until_state_has(const std::string& from_where, int rows = 1, Where where = Where::current()) {
        wait_until_kept(data_.path("state.db"), std::string("SELECT count(*) FROM ").append(from_where), rows,
                        where);
    }
    void wait_until_history_has(const std::string& text, Where where = Where::current()) {
        wait_until_kept(data_.path("history.db"),
                        std::string("SELECT count(*) FROM message WHERE text = '").append(text).append("'"),
                        1, where);
    }

    Client registered(const std::string& name, Where where = Where::current()) {
        Client client = daemon_->client(name, where);
        expect_start(client.answer(std::string("/register ").append(password_of(name)), where),
                     std::string("* ").append(name).append(" is yours now"), where);
        return client;
    }
    Client logged_in(const std::string& name, Where where = Where::current()) {
        Client client = daemon_->guest(where);
        const auto lines = client.answer(login_line(name), where);
        const bool welcome = lines.size() >= 2 && lines[1].find("you are logged in as ") != lines[1].npos;
        if (!welcome) throw Failure(lines.empty() ? "no answer" : lines.front(), where);
        return client;
    }
    Client operator_called(const std::string& name, Where where = Where::current()) {
        Client client = registered(name, where);
        control({"op", "add", name}, where);
        client.so_far(where);
        return client;
    }
    static std::string login_line(const std::string& name) {
        return std::string("/login ").append(name).append(" ").append(password_of(name));
    }

    // What confabctl prints when all is well.
    std::string control(std::vector<std::string> words, Where where = Where::current()) {
        words.insert(words.begin(), {"--socket", data_.path("admin.sock")});
        const Outcome outcome = run_to_end(CONFABCTL, {.options = std::move(words)}, where);
        if (outcome.status != 0) throw Failure(outcome.err, where);
        return outcome.out;
    }

  private:
    static void expect_start(const std::vector<std::string>& lines, const std::string& start, Where where) {
        if (lines.empty() || !lines.front().starts_with(start)) {
            throw Failure(lines.empty() ? "no answer" : lines.front(), where);
        }
    }
    void start() {
        daemon_.reset();
        daemon_ = std::make_unique<Confabd>(Launch{.options = options_}, listeners_);
    }

    TemporaryDirectory data_;
    std::vector<std::string> options_;
    std::size_t listeners_;
    std::unique_ptr<Confabd> daemon_;
};

}  // namespace confab::e2e
