// Listeners: Unix sockets, reloading, stopping.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

using Lines = std::vector<std::string>;

ops::ListenUrl unix_url(const std::string& path) { return ops::parse_listen_url("unix://" + path); }

// What a daemon leaves behind that was killed.
void leave_stale_socket(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    ASSERT_EQ(bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(listen(fd, 1), 0);
    close(fd);
}

class ServerListeners : public testing::TestWithParam<unsigned> {
  protected:
    net::ServerSettings settings() const { return quiet_settings(GetParam()); }
    net::ServerSettings listening_on(const std::vector<std::string>& paths) const {
        net::ServerSettings wanted = settings();
        wanted.listen.clear();
        for (const std::string& path : paths) wanted.listen.push_back(unix_url(path));
        return wanted;
    }

    TemporaryFolder folder;
    std::string a = folder.file("a.sock");
    std::string b = folder.file("b.sock");
};

INSTANTIATE_TEST_SUITE_P(Threads, ServerListeners, testing::Values(1U, 3U));

TEST_P(ServerListeners, AUnixSocketIsTheSameSession) {
    net::ServerSettings both = settings();
    both.listen.push_back(unix_url(a));
    RunningServer server(both);
    ASSERT_EQ(server.addresses()[1], "unix://" + a);

    Client ann(a);
    ann.called("ann");
    Client bob(server.port());
    bob.called("bob");
    bob.say("hello");

    EXPECT_EQ(ann.line(), "bob: hello");
}

TEST_P(ServerListeners, AStaleSocketFileIsReplaced) {
    leave_stale_socket(a);

    RunningServer server(listening_on({a}));

    EXPECT_EQ(Client(a).greeted(), "guest1");
}

TEST_P(ServerListeners, ASocketThatIsInUseIsLeftAlone) {
    RunningServer server(listening_on({a}));

    EXPECT_THROW(net::Server second(listening_on({a})), std::runtime_error);

    EXPECT_TRUE(Client(a).greeted().starts_with("guest"));
}

TEST_P(ServerListeners, AnOrdinaryFileIsNotReplaced) {
    const int fd = creat(a.c_str(), 0600);
    close(fd);

    EXPECT_THROW(net::Server server(listening_on({a})), std::runtime_error);

    EXPECT_TRUE(std::filesystem::is_regular_file(a));
}

TEST_P(ServerListeners, ThePortOfAnotherIsAnErrorThatNamesIt) {
    RunningServer server(settings());
    net::ServerSettings same = settings();
    same.listen = {ops::parse_listen_url(server.addresses()[0])};

    try {
        const net::Server second(same);
        FAIL() << "the port is in use";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find(server.addresses()[0]), std::string::npos) << error.what();
    }
}

TEST_P(ServerListeners, TheSocketFileIsGoneAfterTheStop) {
    {
        RunningServer server(listening_on({a}));
        EXPECT_TRUE(std::filesystem::exists(a));
    }
    EXPECT_FALSE(std::filesystem::exists(a));
}

TEST_P(ServerListeners, AReloadAddsAListenerAndKeepsTheSessions) {
    RunningServer server(listening_on({a}));
    Client ann(a);
    ann.called("ann");

    EXPECT_TRUE(server.reload(listening_on({a, b})));

    Client bob(b);
    bob.called("bob");
    bob.say("hello");
    EXPECT_EQ(ann.line(), "bob: hello");
}

TEST_P(ServerListeners, AReloadRemovesAListenerAndKeepsItsSessions) {
    RunningServer server(listening_on({a, b}));
    Client ann(a);
    ann.called("ann");

    EXPECT_TRUE(server.reload(listening_on({b})));

    EXPECT_FALSE(std::filesystem::exists(a));
    EXPECT_THROW(Client nobody(a), std::runtime_error);
    Client bob(b);
    bob.called("bob");
    bob.say("hello");
    EXPECT_EQ(ann.line(), "bob: hello");
}

TEST_P(ServerListeners, AListenerThatCannotBeOpenedChangesNothing) {
    RunningServer server(listening_on({a}));
    net::ServerSettings wanted = listening_on({b, folder.file("missing/c.sock")});
    wanted.limits.max_line = 10;

    EXPECT_FALSE(server.reload(wanted));

    EXPECT_FALSE(std::filesystem::exists(b));
    Client ann(a);
    ann.called("ann");
    ann.say("longer than ten bytes");
    EXPECT_EQ(ann.line(), "ann: longer than ten bytes");
}

TEST_P(ServerListeners, BadSettingsChangeNothing) {
    RunningServer server(listening_on({a}));

    EXPECT_FALSE(server.reload(std::nullopt));

    EXPECT_EQ(Client(a).greeted(), "guest1");
}

TEST_P(ServerListeners, LimitsHoldForThoseWhoAreThereAfterAReload) {
    RunningServer server(listening_on({a}));
    Client ann(a);
    ann.called("ann");
    net::ServerSettings wanted = listening_on({a});
    wanted.limits.max_line = 10;
    wanted.limits.max_clients = 1;
    ASSERT_TRUE(server.reload(wanted));

    std::string answer;
    do {
        ann.say("longer than ten bytes");  // a shard learns of it a moment later
        answer = ann.line();
    } while (answer == "ann: longer than ten bytes");
    EXPECT_EQ(answer, "! line too long (limit 10 bytes), nothing was sent");
    EXPECT_EQ(Client(a).until_closed(), (Lines{"! the server is full (1 clients), try again later"}));
}

TEST_P(ServerListeners, StoppingFlushesWhatIsQueued) {
    net::ServerSettings large = settings();
    large.limits.max_queue = 8 * 1024 * 1024;
    RunningServer server(large);
    Client ann(server.port());
    ann.called("ann");
    Client late(server.port(), 4096);
    late.called("late");
    const std::string text(1000, 'x');
    for (int n = 0; n < 2000; ++n) {
        ann.say(text);
        ann.line();
    }

    std::thread reader([&late, &text] {
        const Lines lines = late.until_closed();
        ASSERT_EQ(lines.size(), 2001U);
        for (int n = 0; n < 2000; ++n) ASSERT_EQ(lines[static_cast<std::size_t>(n)], "ann: " + text);
        EXPECT_EQ(lines.back(), "* the server is stopping, goodbye");
    });
    server.stop();
    reader.join();

    EXPECT_EQ(ann.until_closed(), (Lines{"* the server is stopping, goodbye"}));
}

TEST_P(ServerListeners, AServerWithoutClientsStopsAtOnce) {
    const auto start = std::chrono::steady_clock::now();
    { RunningServer server(settings()); }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
}

TEST_P(ServerListeners, AServerThatNeverRanIsDestroyed) { const net::Server server(settings()); }

}  // namespace
}  // namespace confab::integration
