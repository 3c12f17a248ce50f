// confabd is killed, and the next one goes on with the connections that the service manager has kept.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/fd_store.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tool.hpp"

namespace confab::e2e {
namespace {

namespace fs = std::filesystem;

class Crash : public testing::Test {
  protected:
    Crash() {
        allow_descriptors(8000);
        start();
    }

    void start(std::vector<std::string> more = {}) {
        std::vector<std::string> options{"--data-dir", data_.path()};
        options.insert(options.end(), more.begin(), more.end());
        daemon_ = std::make_unique<Confabd>(
            Launch{.options = options, .environment = store_.variables(), .kept = store_.descriptors()});
    }
    // A person that came after the last record is not known to the next one.
    void wait_for_record() {
        const auto before = written();
        const auto deadline = Clock::now() + patience;
        int more = 2;  // one may be on its way, with what was before
        for (auto last = before; more > 0 && Clock::now() < deadline; usleep(20'000)) {
            if (const auto now = written(); now != last) {
                last = now;
                --more;
            }
        }
        ASSERT_EQ(more, 0) << "nothing was written";
    }
    fs::file_time_type written() const {
        std::error_code none;
        return fs::last_write_time(store_.runtime("people"), none);
    }
    void kill_it() {
        daemon_->signal(SIGKILL);
        daemon_->wait();
    }
    void crash(std::vector<std::string> more = {}) {
        wait_for_record();
        kill_it();
        start(std::move(more));
    }
    static void expect_back(Client& client, const std::string& name, const std::string& room) {
        const std::string line = client.line();
        EXPECT_TRUE(line.starts_with("* the server crashed and is back, you are still " + name + " in #" +
                                     room + "; what was said or changed in the last "))
            << line;
    }
    std::string record() const {
        std::ifstream file(store_.runtime("people"), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    TemporaryDirectory data_;
    FdStore store_;
    std::unique_ptr<Daemon> daemon_;
};

TEST_F(Crash, PeopleGoOnInTheirRoomsUnderTheirNames) {
    Client ann = daemon_->client("ann");
    Client bob = daemon_->client("bob");
    for (Client* each : {&ann, &bob}) each->answer("/join dev");
    ann.answer("hello");
    bob.so_far();

    crash();

    expect_back(ann, "ann", "dev");
    expect_back(bob, "bob", "dev");
    bob.say("still here");
    ann.expect("#dev bob: still here");
    bob.expect("#dev bob: still here");
    EXPECT_TRUE(contains(join_lines(ann.answer("/history")), "ann: hello"));
    EXPECT_EQ(daemon_->stop(), 0);
}

TEST_F(Crash, WhatWasSentMeanwhileIsSaidAfterwards) {
    Client ann = daemon_->client("ann");
    Client bob = daemon_->client("bob");
    ann.so_far();
    wait_for_record();
    kill_it();

    ann.say("into the gap");
    start();

    expect_back(bob, "bob", "lobby");
    bob.expect("ann: into the gap");
}

TEST_F(Crash, TheRestOfALineIsNotSaid) {
    Client ann = daemon_->client("ann");
    Client bob = daemon_->client("bob");
    ann.so_far();
    ann.send("/msg carl the trea");
    ann.wait_until_server_has_read();

    crash();

    expect_back(ann, "ann", "lobby");
    expect_back(bob, "bob", "lobby");
    ann.say("sure is buried here");
    ann.expect("* the line that you had begun when the server crashed was not taken: type it again");
    ann.say("hello");
    bob.expect("ann: hello");
}

TEST_F(Crash, TheAnswerToAQuestionForAPasswordIsNotSaid) {
    Client ann = daemon_->client("ann");
    Client bob = daemon_->client("bob");
    ann.so_far();
    wait_for_record();
    ann.say("/register");
    ann.until_prefix("* ");
    kill_it();
    start();

    ann.say("correct horse battery");
    ann.until_line("* the line that you had begun when the server crashed was not taken: type it again");
    ann.say("hello");

    expect_back(bob, "bob", "lobby");
    bob.expect("ann: hello");
}

TEST_F(Crash, TheRecordHoldsNothingThatWasSaidOrTyped) {
    Client ann = daemon_->client("ann");
    Client bob = daemon_->client("bob");
    ann.answer("/msg bob xyzzysecret");
    ann.answer("plughpublic");
    ann.send("frotzpartial");
    ann.wait_until_server_has_read();
    wait_for_record();

    const std::string bytes = record();

    EXPECT_TRUE(contains(bytes, "ann"));
    for (const char* word : {"xyzzysecret", "plughpublic", "frotzpartial"})
        EXPECT_FALSE(contains(bytes, word)) << word;
    EXPECT_EQ(
        fs::status(store_.runtime("people")).permissions() & (fs::perms::group_all | fs::perms::others_all),
        fs::perms::none);
}

TEST_F(Crash, AnAccountStaysLoggedIn) {
    Client ann = daemon_->client("ann");
    ann.say("/register correct-horse-battery correct-horse-battery");
    ann.until([](const std::string& line) { return contains(line, "is yours now"); });

    crash();

    expect_back(ann, "ann", "lobby");
    EXPECT_TRUE(contains(join_lines(ann.answer("/whois ann")), "registered"));
}

TEST_F(Crash, OneThatNobodyIsKnownOfIsToldSoAndClosed) {
    Client late = daemon_->connect();
    late.greeting();
    store_.wait_for_size(1);
    fs::remove(store_.runtime("people"));
    kill_it();
    fs::remove(store_.runtime("people"));

    start();

    EXPECT_EQ(
        late.until_closed(),
        std::vector<std::string>{"! the server crashed, and does not know you any more: connect again\r"});
    store_.wait_for_size(0);
}

TEST_F(Crash, AClientSeesItsEndThoughTheManagerHasACopy) {
    Client ann = daemon_->client("ann");
    store_.wait_for_size(1);

    ann.say("/quit");

    EXPECT_EQ(ann.until_closed().back(), "* goodbye");
    store_.wait_for_size(0);
}

TEST_F(Crash, AStopLeavesNothingBehind) {
    Client ann = daemon_->client("ann");
    ann.so_far();
    wait_for_record();

    EXPECT_EQ(daemon_->stop(), 0);

    EXPECT_EQ(ann.until_closed().back(), "* the server is stopping, goodbye");
    store_.wait_for_size(0);
    for (const char* file : {"people", "people.tried", "input-marks"})
        EXPECT_FALSE(fs::exists(store_.runtime(file)));
}

TEST_F(Crash, ARecordThatCannotBeReadIsPutAside) {
    Client ann = daemon_->client("ann");
    ann.so_far();
    wait_for_record();
    kill_it();
    std::ofstream(store_.runtime("people")) << "nonsense";

    start();

    EXPECT_EQ(ann.until_closed().size(), 1U);
    EXPECT_TRUE(fs::exists(store_.runtime("people.bad")));
    daemon_->log().wait_for("cannot go on with the connections of before the crash: ");
}

TEST_F(Crash, ASecondCrashSoonAfterBeginsWithoutThem) {
    Client ann = daemon_->client("ann");
    crash();
    expect_back(ann, "ann", "lobby");

    crash();

    EXPECT_EQ(ann.until_closed().size(), 1U);
    daemon_->log().wait_for("crashed again within 60 s after a start that went on with connections");
}

TEST_F(Crash, AnUpgradeBetweenCrashesKeepsWhatIsKept) {
    Client ann = daemon_->client("ann");
    ann.so_far();
    crash();
    expect_back(ann, "ann", "lobby");
    fs::remove(store_.runtime("people.tried"));
    const Outcome upgraded = run_tool({"--socket", store_.runtime("admin.sock"), "upgrade"});
    ASSERT_EQ(upgraded.status, 0) << upgraded.err;

    crash();

    expect_back(ann, "ann", "lobby");
    EXPECT_EQ(store_.size(), 1U);
}

TEST_F(Crash, SeveralThreadsGoOnToo) {
    EXPECT_EQ(daemon_->stop(), 0);
    start({"--threads", "2"});
    std::vector<Client> guests = daemon_->guests(5);

    crash({"--threads", "2"});

    for (std::size_t i = 0; i < guests.size(); ++i)
        expect_back(guests[i], "guest" + std::to_string(i + 1), "lobby");
    guests[0].say("hello");
    expect_all(guests, "guest1: hello");
}

}  // namespace
}  // namespace confab::e2e
