// A reload that moves listeners on the same port, or whose Unix socket has lost its file.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <vector>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

net::ServerSettings settings_for(const std::vector<std::string>& urls) {
    net::ServerSettings wanted = quiet_settings();
    wanted.listen.clear();
    for (const std::string& url : urls) wanted.listen.push_back(ops::parse_listen_url(url));
    return wanted;
}

std::string at_port(const std::string& before, const RunningServer& server) {
    return before + ":" + std::to_string(server.port());
}

// Does somebody who connects get in, and meet the others?
bool serves(std::uint16_t port) {
    try {
        return Client(port).greeted().starts_with("guest");
    } catch (const std::runtime_error&) {
        return false;
    }
}

bool serves(const std::string& path) {
    try {
        return Client(path).greeted().starts_with("guest");
    } catch (const std::runtime_error&) {
        return false;
    }
}

mode_t mode_of(const std::string& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

struct Move {
    std::string from;
    std::string to;
};

void PrintTo(const Move& move, std::ostream* out) { *out << move.from << " to " << move.to; }

class MovedListener : public testing::TestWithParam<Move> {};

INSTANTIATE_TEST_SUITE_P(All, MovedListener,
                         testing::Values(Move{"tcp://127.0.0.1", "tcp://0.0.0.0"},
                                         Move{"tcp://0.0.0.0", "tcp://127.0.0.1"},
                                         Move{"tcp://127.0.0.1", "telnet://127.0.0.1"},
                                         Move{"telnet://127.0.0.1", "tcp://127.0.0.1"},
                                         Move{"tcp://127.0.0.1", "telnet://0.0.0.0"},
                                         Move{"tcp://127.0.0.1", "tcp://localhost"},
                                         Move{"tcp://localhost", "tcp://127.0.0.1"},
                                         Move{"tcp://localhost", "telnet://localhost"}));

TEST_P(MovedListener, OnTheSamePortServesThereAndKeepsTheSessions) {
    RunningServer server(settings_for({GetParam().from + ":0"}));
    Client ann(server.port());
    ann.called("ann");

    ASSERT_TRUE(server.reload(settings_for({at_port(GetParam().to, server)})));

    Client bob(server.port());
    bob.called("bob");
    bob.say("hello");
    EXPECT_TRUE(ann.line().starts_with("bob: hello"));  // with CR LF on a telnet listener
}

TEST_P(MovedListener, ComesBackIfAnotherCannotBeOpened) {
    const TemporaryFolder folder;
    RunningServer server(settings_for({GetParam().from + ":0"}));
    const std::string missing = "unix://" + folder.file("missing/a.sock");

    EXPECT_FALSE(server.reload(settings_for({at_port(GetParam().to, server), missing})));
    EXPECT_TRUE(serves(server.port()));
    EXPECT_FALSE(server.reload(settings_for({missing, at_port(GetParam().to, server)})));
    EXPECT_TRUE(serves(server.port()));

    EXPECT_TRUE(server.reload(settings_for({at_port(GetParam().to, server)})));
    EXPECT_TRUE(serves(server.port()));
}

TEST(MovedListeners, IpV6MovesLikeIpV4) {
    RunningServer server(settings_for({"tcp://[::1]:0", "tcp://127.0.0.1:0"}));
    const std::uint16_t four = server.port(1);

    EXPECT_TRUE(server.reload(
        settings_for({at_port("tcp://[::]", server), "tcp://0.0.0.0:" + std::to_string(four)})));
    EXPECT_TRUE(serves(four));
    EXPECT_TRUE(server.reload(
        settings_for({at_port("tcp://[::1]", server), "tcp://127.0.0.1:" + std::to_string(four)})));
    EXPECT_TRUE(serves(four));
}

TEST(MovedListeners, BothFamiliesMayShareAPort) {
    RunningServer server(settings_for({"tcp://127.0.0.1:0"}));

    EXPECT_TRUE(
        server.reload(settings_for({at_port("tcp://0.0.0.0", server), at_port("tcp://[::]", server)})));

    EXPECT_TRUE(serves(server.port()));
}

TEST(MovedListeners, OneListenerGivesWayToSeveral) {
    RunningServer server(settings_for({"tcp://0.0.0.0:0"}));

    EXPECT_TRUE(server.reload(
        settings_for({at_port("tcp://127.0.0.1", server), at_port("tcp://127.0.0.2", server)})));
    EXPECT_TRUE(serves(server.port()));

    EXPECT_TRUE(server.reload(settings_for({at_port("tcp://0.0.0.0", server)})));
    EXPECT_TRUE(serves(server.port()));
}

TEST(MovedListeners, KindsOfTwoPortsChangePlaces) {
    RunningServer server(settings_for({"tcp://127.0.0.1:0", "telnet://127.0.0.1:0"}));
    const std::string one = std::to_string(server.port(0));
    const std::string two = std::to_string(server.port(1));

    EXPECT_TRUE(server.reload(settings_for({"telnet://127.0.0.1:" + one, "tcp://127.0.0.1:" + two})));

    EXPECT_TRUE(serves(server.port(0)));
    EXPECT_TRUE(serves(server.port(1)));
}

TEST(MovedListeners, WhatStaysIsNotClosedForAnother) {
    RunningServer server(settings_for({"tcp://127.0.0.1:0"}));

    EXPECT_FALSE(server.reload(settings_for({"tcp://127.0.0.1:0", at_port("tcp://0.0.0.0", server)})));

    EXPECT_TRUE(serves(server.port()));
}

TEST(MovedListeners, APortOfSomebodyElseIsStillAnError) {
    RunningServer other(settings_for({"tcp://127.0.0.1:0"}));
    RunningServer server(settings_for({"tcp://127.0.0.1:0"}));

    EXPECT_FALSE(server.reload(settings_for({at_port("tcp://127.0.0.1", other)})));
    EXPECT_FALSE(
        server.reload(settings_for({at_port("tcp://0.0.0.0", other), at_port("tcp://0.0.0.0", server)})));

    EXPECT_TRUE(serves(server.port()));
    EXPECT_TRUE(serves(other.port()));
}

TEST(MovedListeners, TheOldOneIsOpenedAgainIfTheNewOneFailsAfterAll) {
    RunningServer server(settings_for({"tcp://127.0.0.1:0"}));
    RunningServer other(settings_for({at_port("tcp://127.0.0.2", server)}));
    Client ann(server.port());
    ann.called("ann");

    EXPECT_FALSE(server.reload(settings_for({at_port("tcp://0.0.0.0", server)})));

    Client bob(server.port());
    bob.called("bob");
    bob.say("hello");
    EXPECT_EQ(ann.line(), "bob: hello");
    other.stop();
    EXPECT_TRUE(server.reload(settings_for({at_port("tcp://0.0.0.0", server)})));
    EXPECT_TRUE(serves(server.port()));
}

TEST(MovedListeners, ASecondFreePortIsOneMore) {
    const TemporaryFolder folder;
    RunningServer server(settings_for({"tcp://127.0.0.1:0"}));

    EXPECT_TRUE(server.reload(settings_for({"tcp://127.0.0.1:0", "tcp://127.0.0.1:0"})));
    EXPECT_TRUE(server.reload(settings_for({"tcp://127.0.0.1:0"})));

    EXPECT_TRUE(serves(server.port()));
}

TEST(MovedListeners, AUnixListenerWhoseFileWasRemovedIsOpenedAnew) {
    const TemporaryFolder folder;
    const std::string path = folder.file("a.sock");
    RunningServer server(settings_for({"unix://" + path}));
    Client ann(path);
    ann.called("ann");
    std::filesystem::remove(path);

    ASSERT_TRUE(server.reload(settings_for({"unix://" + path})));

    Client bob(path);
    bob.called("bob");
    bob.say("hello");
    EXPECT_EQ(ann.line(), "bob: hello");
    EXPECT_TRUE(server.reload(settings_for({"unix://" + path})));
    EXPECT_TRUE(serves(path));
}

TEST(MovedListeners, AUnixListenerWhoseDirectoryWasRemovedIsOpenedAnew) {
    const TemporaryFolder folder;
    const std::string path = folder.file("run/a.sock");
    std::filesystem::create_directory(folder.file("run"));
    RunningServer server(settings_for({"unix://" + path}));
    std::filesystem::remove_all(folder.file("run"));

    EXPECT_FALSE(server.reload(settings_for({"unix://" + path})));
    std::filesystem::create_directory(folder.file("run"));
    EXPECT_TRUE(server.reload(settings_for({"unix://" + path})));

    EXPECT_TRUE(serves(path));
}

TEST(MovedListeners, AFileThatSomebodyElsePutThereIsNotReplaced) {
    const TemporaryFolder folder;
    const std::string path = folder.file("a.sock");
    RunningServer server(settings_for({"unix://" + path, "tcp://127.0.0.1:0"}));
    std::filesystem::remove(path);
    std::ofstream(path) << "theirs";

    EXPECT_FALSE(server.reload(settings_for({"unix://" + path, "tcp://127.0.0.1:0"})));
    EXPECT_TRUE(server.reload(settings_for({"tcp://127.0.0.1:0"})));

    EXPECT_TRUE(std::filesystem::is_regular_file(path));
}

TEST(MovedListeners, TheAdminSocketIsMadeAnewToo) {
    const TemporaryFolder folder;
    admin::Settings admin;
    admin.socket = folder.file("admin.sock");
    const net::ServerSettings settings = settings_for({"tcp://127.0.0.1:0"});
    RunningServer server(settings, {}, {}, &admin);
    std::filesystem::remove(admin.socket);

    EXPECT_TRUE(server.reload(settings));
    EXPECT_TRUE(std::filesystem::is_socket(admin.socket));
    std::filesystem::remove(admin.socket);
    std::ofstream(admin.socket) << "theirs";
    EXPECT_TRUE(server.reload(settings));
    EXPECT_TRUE(std::filesystem::is_regular_file(admin.socket));
    std::filesystem::remove(admin.socket);
    EXPECT_TRUE(server.reload(settings));

    EXPECT_NO_THROW(Client again(admin.socket));
}

TEST(MovedListeners, WhoWaitsToBeAcceptedIsLetIn) {
    RunningServer server(settings_for({"tcp://127.0.0.1:0"}));

    // The reload and the connections meet: none of them may be reset.
    for (int round = 0; round < 20; ++round) {
        Client early(server.port());
        const std::string to = round % 2 == 0 ? "tcp://0.0.0.0" : "tcp://127.0.0.1";
        ASSERT_TRUE(server.reload(settings_for({at_port(to, server)})));
        EXPECT_TRUE(early.greeted().starts_with("guest"));
    }
}

TEST(UnixMode, IsThatOfTheFileWhateverTheUmask) {
    const TemporaryFolder folder;
    const std::string path = folder.file("a.sock");
    net::ServerSettings settings = settings_for({"unix://" + path});
    const mode_t before = umask(0177);
    RunningServer server(settings);
    umask(before);
    EXPECT_EQ(mode_of(path), 0666U);

    settings.unix_mode = 0600;
    ASSERT_TRUE(server.reload(settings));
    EXPECT_EQ(mode_of(path), 0600U);

    settings.unix_mode = 0660;
    settings.listen.push_back(ops::parse_listen_url("unix://" + folder.file("b.sock")));
    ASSERT_TRUE(server.reload(settings));
    EXPECT_EQ(mode_of(path), 0660U);
    EXPECT_EQ(mode_of(folder.file("b.sock")), 0660U);
}

TEST(UnixMode, ThatSomebodyGaveByHandStaysAtAReload) {
    const TemporaryFolder folder;
    const std::string path = folder.file("a.sock");
    RunningServer server(settings_for({"unix://" + path}));
    chmod(path.c_str(), 0606);

    ASSERT_TRUE(server.reload(settings_for({"unix://" + path})));

    EXPECT_EQ(mode_of(path), 0606U);
}

}  // namespace
}  // namespace confab::integration
