// A program, or a service at a Unix socket, that says whether a password is right.
#include "confab/store/auth_command.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>

#include "store/auth_question.hpp"

namespace confab::store {
namespace {

using namespace std::chrono_literals;

class AuthCommandTest : public testing::Test {
  protected:
    AuthCommandTest() {
        std::string pattern = "/tmp/confab-auth-XXXXXX";
        folder_ = ::mkdtemp(pattern.data());
    }
    ~AuthCommandTest() override {
        asked_.reset();
        std::filesystem::remove_all(folder_);
    }

    std::string program(const std::string& text) {
        const std::string path = folder_ + "/auth";
        std::ofstream(path) << "#!/bin/sh\n" << text;
        ::chmod(path.c_str(), 0700);
        return path;
    }
    void start(std::string command, std::chrono::milliseconds deadline = 5s) {
        asked_ = std::make_unique<AuthCommand>(
            std::move(command),
            [this](const PasswordAnswer& answer) {
                const std::lock_guard lock(mutex_);
                answers_[answer.ticket] = answer;
                there_.notify_all();
            },
            [this](const std::string& why) {
                const std::lock_guard lock(mutex_);
                troubles_.push_back(why);
            },
            deadline);
    }
    PasswordAnswer wait_for(Ticket ticket) {
        std::unique_lock lock(mutex_);
        there_.wait_for(lock, 20s, [&] { return answers_.contains(ticket); });
        return answers_[ticket];
    }
    PasswordAnswer ask(std::string_view name, std::string password) {
        const Ticket ticket = ++last_;
        EXPECT_TRUE(asked_->ask(ticket, name, std::move(password), "somewhere"));
        return wait_for(ticket);
    }
    // Within some seconds. Nobody may have asked yet how it has ended.
    static bool ends(pid_t pid) {
        for (int i = 0; i < 500; ++i) {
            std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
            std::string line;
            std::getline(file, line);
            if (line.empty() || line.find(") Z ") != std::string::npos) return true;
            std::this_thread::sleep_for(10ms);
        }
        return false;
    }
    std::size_t answers() {
        const std::lock_guard lock(mutex_);
        return answers_.size();
    }

    std::string folder_;
    std::mutex mutex_;
    std::condition_variable there_;
    std::map<Ticket, PasswordAnswer> answers_;
    std::vector<std::string> troubles_;
    Ticket last_ = 0;
    std::unique_ptr<AuthCommand> asked_;  // last: it calls what uses the others
};

TEST(AuthAnswer, IsOneOfFew) {
    EXPECT_EQ(read_auth_answer(R"({"ok":true})"), std::optional(true));
    EXPECT_EQ(read_auth_answer(R"({"ok": false, "why": "locked"})"), std::optional(false));
    EXPECT_EQ(read_auth_answer("yes\r"), std::optional(true));
    EXPECT_EQ(read_auth_answer("no"), std::optional(false));
    for (const char* other :
         {"", "maybe", "true", "{}", R"({"ok":"true"})", R"({"ok":1})", "[true]", "{", "YES"}) {
        EXPECT_EQ(read_auth_answer(other), std::nullopt) << other;
    }
}

TEST(AuthAnswer, TheQuestionIsALineOfJson) {
    EXPECT_EQ(auth_line("ann", "a \"b\" \\ \xC3\xA9"),
              "{\"name\":\"ann\",\"password\":\"a \\\"b\\\" \\\\ \xC3\xA9\"}\n");
}

TEST_F(AuthCommandTest, AProgramGetsALineAndAnswers) {
    start(program("read -r line\nprintf '%s\\n' \"$line\" >" + folder_ +
                  "/got\ncase $line in *right*) echo '{\"ok\":true}' ;; *) echo no ;; esac\n"));

    const PasswordAnswer right = ask("ann", "right one");
    const PasswordAnswer wrong = ask("ann", "another");

    EXPECT_TRUE(right.good && !right.unknown);
    EXPECT_TRUE(!wrong.good && !wrong.unknown);
    std::ifstream got(folder_ + "/got");
    std::string line;
    std::getline(got, line);
    EXPECT_EQ(line, R"({"name":"ann","password":"another"})");
    EXPECT_TRUE(troubles_.empty());
}

TEST_F(AuthCommandTest, ItHasNoDescriptorsOfTheServer) {
    start(program("ls /proc/self/fd | tr '\\n' ' ' >" + folder_ + "/fds\necho yes\n"));

    ask("ann", "x");

    std::ifstream fds(folder_ + "/fds");
    std::string listed;
    std::getline(fds, listed);
    EXPECT_EQ(listed, "0 1 2 3 ");  // 3 is that of ls
}

TEST_F(AuthCommandTest, WhatGivesNoAnswerIsUnknownAndToldOnce) {
    start(program("echo perhaps\n"));

    EXPECT_TRUE(ask("ann", "x").unknown);
    EXPECT_TRUE(ask("ann", "x").unknown);

    EXPECT_EQ(troubles_, (std::vector<std::string>{"its answer is neither yes nor no"}));
}

TEST_F(AuthCommandTest, AProgramThatEndsOrIsNotThereIsUnknown) {
    start(program("exit 3\n"));
    EXPECT_TRUE(ask("ann", "x").unknown);
    start(folder_ + "/nothing");
    EXPECT_TRUE(ask("ann", "x").unknown);
    EXPECT_NE(troubles_.back().find("No such file"), std::string::npos);
}

TEST_F(AuthCommandTest, OneThatHangsIsKilledWithAllThatItStarted) {
    start(program("sleep 60 &\necho $! >" + folder_ + "/pid\nwait\n"), 300ms);
    const auto before = std::chrono::steady_clock::now();

    EXPECT_TRUE(ask("ann", "x").unknown);

    EXPECT_LT(std::chrono::steady_clock::now() - before, 10s);
    asked_.reset();
    std::ifstream file(folder_ + "/pid");
    pid_t pid = 0;
    file >> pid;
    ASSERT_GT(pid, 0);
    EXPECT_TRUE(ends(pid));
}

TEST_F(AuthCommandTest, SlowOnesDoNotHoldUpTheOthersBeyondTheirNumber) {
    start(program("read -r line\ncase $line in *slow*) sleep 60 ;; esac\necho yes\n"), 30s);
    for (std::size_t i = 1; i < AuthCommand::max_running; ++i) {
        EXPECT_TRUE(asked_->ask(++last_, "slow", "x", "somewhere"));
    }

    EXPECT_TRUE(ask("ann", "x").good);
    EXPECT_EQ(answers(), 1U);
}

TEST_F(AuthCommandTest, TooManyAreRefusedAndTheLargestSourceGivesWay) {
    start(program("sleep 60\n"), 30s);
    std::size_t taken = 0;
    while (asked_->ask(++last_, "ann", "x", "one")) ++taken;

    EXPECT_GE(taken, AuthCommand::max_waiting);
    EXPECT_LE(taken, AuthCommand::max_waiting + AuthCommand::max_running);
    EXPECT_TRUE(asked_->ask(++last_, "bob", "x", "other"));
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(there_.wait_for(lock, 10s, [&] { return answers_.size() == 1; }));
    EXPECT_TRUE(answers_.begin()->second.busy);
}

TEST_F(AuthCommandTest, WhatNobodyWaitsForIsNotAnswered) {
    start(program("read -r line\ncase $line in *slow*) sleep 60 ;; esac\necho yes\n"), 30s);
    const Ticket slow = ++last_;
    asked_->ask(slow, "slow", "x", "somewhere");
    asked_->abandon(slow);

    EXPECT_TRUE(ask("ann", "x").good);
    EXPECT_EQ(answers(), 1U);
}

TEST_F(AuthCommandTest, AnAnswerMayComeBeforeTheQuestionIsRead) {
    start(program("exec 0<&-\necho no\n"));

    const PasswordAnswer answer = ask("ann", std::string(1024, 'x'));

    EXPECT_FALSE(answer.unknown);
}

// Answers "yes" to whoever sends a line.
class Service {
  public:
    explicit Service(const std::string& path) : fd_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        ::bind(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        ::listen(fd_, 8);
        thread_ = std::thread([this] { serve(); });
    }
    ~Service() {
        ::shutdown(fd_, SHUT_RDWR);
        thread_.join();
        ::close(fd_);
    }
    std::string got;

  private:
    void serve() {
        for (;;) {
            const int client = ::accept(fd_, nullptr, nullptr);
            if (client < 0) return;
            char byte = 0;
            got.clear();
            while (::read(client, &byte, 1) == 1) got.push_back(byte);  // until the end of input
            [[maybe_unused]] const ssize_t sent = ::write(client, "{\"ok\":true}\n", 12);
            ::close(client);
        }
    }
    int fd_;
    std::thread thread_;
};

TEST_F(AuthCommandTest, AServiceAtASocketIsAsked) {
    Service service(folder_ + "/sock");
    start("unix:" + folder_ + "/sock");

    EXPECT_TRUE(ask("ann", "x").good);
    EXPECT_TRUE(ask("bob", "y").good);

    EXPECT_EQ(service.got, "{\"name\":\"bob\",\"password\":\"y\"}\n");
}

TEST_F(AuthCommandTest, TroubleEndsWhenTheServiceIsBack) {
    start("unix:" + folder_ + "/sock");
    EXPECT_TRUE(ask("ann", "x").unknown);
    Service service(folder_ + "/sock");

    EXPECT_TRUE(ask("ann", "x").good);

    ASSERT_EQ(troubles_.size(), 2U);
    EXPECT_EQ(troubles_.back(), "");
}

}  // namespace
}  // namespace confab::store
