// Nothing around confabd may stop the chat: a log that nobody reads, descriptors that are closed, signals
// that come early or late.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/network.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

std::string content_of(const std::string& path) {
    std::ostringstream content;
    content << std::ifstream(path).rdbuf();
    return content.str();
}

// A confabd whose standard descriptors a test chooses; it is reached by Unix sockets, since its log may be
// nowhere.
class Surrounded {
  public:
    explicit Surrounded(Spawn spawn, std::vector<std::string> options = {}) {
        spawn.command = {CONFABD,
                         "--listen",
                         "unix://" + path("sock"),
                         "--data-dir",
                         path("data"),
                         "--admin-socket",
                         path("admin"),
                         "--flood-rate",
                         "0",
                         "--connect-interval",
                         "0",
                         "--log-rate",
                         "0",
                         "--announce-after",
                         "86400"};
        spawn.command.insert(spawn.command.end(), options.begin(), options.end());
        process_ = std::make_unique<Process>(spawn);
    }

    std::string path(const std::string& name) const { return directory_.path(name); }
    Process& process() { return *process_; }
    void wait_until_ready() {
        eventually([&] { return accepts_connections(Address{path("sock")}) || process_->ended(); }, "ready");
        ASSERT_FALSE(process_->ended());
    }
    Client client() {
        Client client(Address{path("sock")});
        client.greeting();
        return client;
    }
    Outcome control(std::vector<std::string> words) const {
        words.insert(words.begin(), {"--socket", path("admin")});
        return run_to_end(CONFABCTL, {.options = std::move(words)});
    }
    int stop() {
        process_->signal(SIGTERM);
        return process_->wait();
    }

  private:
    TemporaryDirectory directory_;
    std::unique_ptr<Process> process_;
};

// More lines of log than a pipe, a terminal and the queue take together.
void visit_often(Surrounded& daemon) {
    for (int i = 0; i < 1500; ++i) {
        Client visitor(Address{daemon.path("sock")});
        visitor.say("/quit " + times(3000, "x"));
        visitor.until_closed();
    }
}

void expect_undisturbed(Surrounded& daemon) {
    daemon.wait_until_ready();
    visit_often(daemon);
    Client ann = daemon.client();
    Client bob = daemon.client();

    ann.say("anybody here?");

    EXPECT_TRUE(contains(bob.line(), "anybody here?"));
    const Outcome status = daemon.control({"status"});
    EXPECT_EQ(status.status, 0) << status.err;
    EXPECT_TRUE(has_match(status.out, "\nlog +[0-9]+ lines lost")) << status.out;
    const auto start = Clock::now();
    EXPECT_EQ(daemon.stop(), 0);
    EXPECT_LT(seconds_since(start), 5);
}

TEST(StuckLog, APipeThatNobodyReadsStopsNobody) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    const Descriptor reader(ends[0]);
    const Descriptor writer(ends[1]);
    Surrounded daemon({.err = writer.get()});

    expect_undisturbed(daemon);
}

TEST(StuckLog, ATerminalAfterCtrlSStopsNobody) {
    const Descriptor reader(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    ASSERT_EQ(grantpt(reader.get()), 0);
    ASSERT_EQ(unlockpt(reader.get()), 0);
    const Descriptor terminal(open(ptsname(reader.get()), O_RDWR | O_NOCTTY | O_CLOEXEC));
    ASSERT_EQ(tcflow(terminal.get(), TCOOFF), 0);
    Surrounded daemon({.err = terminal.get()});

    expect_undisturbed(daemon);
}

// As systemd gives it: a stream socket, and its device and inode in the environment.
TEST(StuckLog, AJournalThatHangsStopsNobody) {
    std::array<int, 2> ends{};
    ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    const Descriptor journal(ends[0]);
    const Descriptor writer(ends[1]);
    struct stat stream {};
    ASSERT_EQ(fstat(writer.get(), &stream), 0);
    const std::string name = std::to_string(stream.st_dev) + ":" + std::to_string(stream.st_ino);
    Surrounded daemon({.environment = {"JOURNAL_STREAM=" + name}, .err = writer.get()});

    expect_undisturbed(daemon);

    std::array<char, 3> priority{};
    ASSERT_EQ(read(journal.get(), priority.data(), priority.size()), 3);
    EXPECT_EQ(std::string(priority.data(), priority.size()), "<6>") << "it does not take it for the journal";
}

TEST(StuckLog, TellsHowMuchWasLostOnceItIsReadAgain) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    const Descriptor writer(ends[1]);
    Surrounded daemon({.err = writer.get()});
    daemon.wait_until_ready();
    visit_often(daemon);

    Log log{Descriptor(ends[0])};

    const std::string line = log.wait_for(" lines of the log were lost: ");
    EXPECT_TRUE(has_match(line, " warning? [0-9]+ lines of the log were lost")) << line;
    EXPECT_EQ(daemon.stop(), 0);
    log.wait_for("stopped");
}

TEST(StuckLog, AFailureToStartEndsNevertheless) {
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK), 0);
    const Descriptor reader(ends[0]);
    const Descriptor writer(ends[1]);
    while (write(ends[1], "x", 1) == 1) {
    }
    fcntl(writer.get(), F_SETFL, 0);

    Process process(Spawn{.command = {CONFABD, "--no-such-option"}, .err = writer.get()});

    EXPECT_EQ(process.wait(), 2);
}

TEST(ClosedDescriptors, OfAnyKindNothingElseGetsTheirPlaces) {
    for (unsigned which = 1; which < 8; ++which) {
        SCOPED_TRACE(which);
        const auto one = [which](unsigned bit) { return (which & bit) != 0 ? Spawn::closed : -1; };
        Surrounded daemon({.in = one(1), .out = one(2), .err = one(4)});
        daemon.wait_until_ready();
        {
            Client ann = daemon.client();
            ann.answer("hello");
        }

        for (const char* fd : {"0", "1", "2"}) {
            const std::string link = "/proc/" + std::to_string(daemon.process().pid()) + "/fd/" + fd;
            EXPECT_EQ(std::filesystem::read_symlink(link), "/dev/null") << fd;
        }
        EXPECT_EQ(daemon.stop(), 0);
        EXPECT_EQ(content_of(daemon.path("data/lock")), "");
        EXPECT_FALSE(contains(content_of(daemon.path("data/state.db")), "listening on"));
    }
}

TEST(ClosedDescriptors, ConfabctlSaysByItsStatusThatItsOutputWentNowhere) {
    Surrounded daemon({});
    daemon.wait_until_ready();
    for (const auto& [spawn, status] :
         {std::pair(Spawn{.in = Spawn::closed}, 0), std::pair(Spawn{.err = Spawn::closed}, 0),
          std::pair(Spawn{.out = Spawn::closed}, 1)}) {
        Spawn control = spawn;
        control.command = {CONFABCTL, "--socket", daemon.path("admin"), "status"};
        Process process(control);
        EXPECT_EQ(process.wait(), status);
    }
    EXPECT_EQ(daemon.stop(), 0);
}

bool ignores(const Process& process, int signal) {
    const std::string status = content_of("/proc/" + std::to_string(process.pid()) + "/status");
    const std::size_t at = status.find("SigIgn:");
    if (at == status.npos) return false;
    return (std::stoull(status.substr(at + 7), nullptr, 16) >> (signal - 1) & 1U) != 0;
}

TEST(EarlySignal, HangupIsIgnoredUntilItCanBeHandled) {
    Surrounded daemon({});
    eventually([&] { return ignores(daemon.process(), SIGHUP) || daemon.process().ended(); }, "a start");
    while (!accepts_connections(Address{daemon.path("sock")})) {
        daemon.process().signal(SIGHUP);
        ASSERT_FALSE(daemon.process().ended());
    }

    Client ann = daemon.client();
    ann.answer("hello");
    EXPECT_EQ(daemon.stop(), 0);
}

TEST(EarlySignal, TerminationBeforeAnythingBeganIsACleanStop) {
    for (const int signal : {SIGTERM, SIGINT}) {
        Surrounded daemon({});
        eventually([&] { return ignores(daemon.process(), SIGHUP) || daemon.process().ended(); }, "a start");

        daemon.process().signal(signal);

        EXPECT_EQ(daemon.process().wait(), 0);
    }
}

TEST(OtherSignals, DoNotEndTheChat) {
    Surrounded daemon({});
    daemon.wait_until_ready();
    Client ann = daemon.client();

    for (const int signal : {SIGPIPE, SIGUSR1, SIGUSR2, SIGXFSZ, SIGTTOU, SIGTTIN}) {
        daemon.process().signal(signal);
        ann.answer("still here");
    }

    EXPECT_EQ(daemon.stop(), 0);
}

TEST(LateSignals, HangupsWhileItStopsDoNotHurt) {
    Surrounded daemon({});
    daemon.wait_until_ready();
    {
        Client ann = daemon.client();
        ann.answer("hello");
    }

    daemon.process().signal(SIGTERM);
    const auto ended = [&] {
        daemon.process().signal(SIGHUP);
        return daemon.process().ended().has_value();
    };
    eventually(ended, "the end");

    EXPECT_EQ(daemon.process().wait(), 0);
}

mode_t permissions_of(const std::string& path) {
    struct stat status {};
    return stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

TEST(UnixListener, HasItsModeWhateverTheUmask) {
    for (const mode_t mask : {0022U, 0077U, 0111U}) {
        const mode_t before = umask(mask);
        Surrounded usual({});
        Surrounded narrow({}, {"--unix-mode", "0660"});
        umask(before);
        usual.wait_until_ready();
        narrow.wait_until_ready();

        EXPECT_EQ(permissions_of(usual.path("sock")), 0666U);
        EXPECT_EQ(permissions_of(narrow.path("sock")), 0660U);
        EXPECT_EQ(usual.stop(), 0);
        EXPECT_EQ(narrow.stop(), 0);
    }
}

}  // namespace
}  // namespace confab::e2e
