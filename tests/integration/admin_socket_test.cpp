// The operators' socket: which users may connect, what is refused, and what holds nobody up.
#include <grp.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "admin/peer_credentials.hpp"
#include "support/admin.hpp"
#include "support/fake_operator_store.hpp"

namespace confab::integration {
namespace {

constexpr unsigned stranger = 54321;

// What the server says to somebody of that user and those groups. The raw calls change this one thread only.
Reply asked_as(const std::string& socket, unsigned uid, unsigned gid, const std::vector<gid_t>& groups) {
    Reply reply;
    std::thread([&] {
        syscall(SYS_setgroups, groups.size(), groups.data());
        syscall(SYS_setresgid, gid, gid, gid);
        syscall(SYS_setresuid, uid, uid, uid);
        Operator op(socket);
        reply = op.reply();
    }).join();
    return reply;
}

class AdminPeer : public testing::Test {
  protected:
    void SetUp() override {
        if (geteuid() != 0) GTEST_SKIP() << "only root can be somebody else";
        // So that it is the server that decides, and not the file's mode.
        const std::filesystem::path socket = server_.socket();
        std::filesystem::permissions(socket.parent_path(), std::filesystem::perms::all);
        std::filesystem::permissions(socket, std::filesystem::perms::all);
    }

    Operated server_{nullptr, {.idle = std::chrono::milliseconds(1)}};
};

TEST_F(AdminPeer, AStrangerIsTurnedAway) {
    const Reply reply = asked_as(server_.socket(), stranger, stranger, {stranger});

    EXPECT_EQ(reply.code(), "denied");
    EXPECT_EQ(reply.error(),
              "uid 54321 is not allowed: only root, who runs confabd, and the socket's group are");
}

TEST(AdminPeerRule, AUserWhoRunsConfabdIsAlwaysLetIn) {
    constexpr uid_t nobody = 65534;

    EXPECT_TRUE(admin::may_operate({1000, {1000}}, 1000, 7, true));
    EXPECT_TRUE(admin::may_operate({nobody, {nobody}}, nobody, 7, false));
    // Of a file that everyone may use nobody could be anyone whom a user namespace does not know.
    EXPECT_FALSE(admin::may_operate({nobody, {nobody}}, nobody, 7, true));
    EXPECT_FALSE(admin::may_operate({1001, {1001}}, 1000, 7, false));
}

TEST(AdminPeerRule, UsersAreCalledByTheirNames) {
    EXPECT_EQ(admin::describe({0, {}}), "root");
    EXPECT_EQ(admin::describe({1, {}}), "daemon");
    EXPECT_EQ(admin::describe({54321, {}}), "uid 54321");
}

TEST_F(AdminPeer, AMemberOfTheGroupOfTheSocketMayComeIn) {
    const Reply by_first_group = asked_as(server_.socket(), stranger, getegid(), {});
    const Reply by_another_group = asked_as(server_.socket(), stranger, stranger, {stranger, getegid()});

    EXPECT_EQ(by_first_group.error(), "no request came for too long");
    EXPECT_EQ(by_another_group.error(), "no request came for too long");
}

TEST_F(AdminPeer, NobodyOfManyGroupsIsTakenForAMember) {
    std::vector<gid_t> many(1000);
    for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<gid_t>(stranger + i);

    EXPECT_EQ(asked_as(server_.socket(), stranger, stranger, many).code(), "denied");
}

TEST(AdminSocket, LetsInNobodyButItsOwnerAndItsGroup) {
    const Operated server;

    struct stat status {};
    ASSERT_EQ(stat(server.socket().c_str(), &status), 0);

    EXPECT_TRUE(S_ISSOCK(status.st_mode));
    EXPECT_EQ(status.st_mode & 07777U, 0660U);
}

TEST(AdminSocket, IsGoneAfterwardsAndReplacedIfItIsLeftOver) {
    const TemporaryFolder folder;
    const admin::Settings settings{.socket = folder.file("admin.sock"), .required = true};
    {
        const RunningServer first(quiet_settings(), {}, {}, &settings);
        std::filesystem::rename(settings.socket, folder.file("kept"));
    }
    EXPECT_FALSE(std::filesystem::exists(settings.socket));
    std::filesystem::rename(folder.file("kept"), settings.socket);

    {
        const RunningServer second(quiet_settings(), {}, {}, &settings);
        EXPECT_TRUE(Operator(settings.socket).run("status").ok());
    }

    EXPECT_FALSE(std::filesystem::exists(settings.socket));
}

TEST(AdminSocket, OfAnotherDaemonIsNotTaken) {
    const Operated first;
    admin::Settings settings{.socket = first.socket(), .required = true};

    EXPECT_THROW(RunningServer(quiet_settings(), {}, {}, &settings), std::runtime_error);
    settings.required = false;
    { const RunningServer goes_on_without(quiet_settings(), {}, {}, &settings); }

    EXPECT_TRUE(first.run("status").ok());
}

TEST(AdminSocket, IsNoReasonToRemoveAFile) {
    const TemporaryFolder folder;
    const admin::Settings settings{.socket = folder.file("precious"), .required = true};
    std::ofstream(settings.socket) << "data";

    EXPECT_THROW(RunningServer(quiet_settings(), {}, {}, &settings), std::runtime_error);

    EXPECT_EQ(std::filesystem::file_size(settings.socket), 4U);
}

TEST(AdminSocket, TakesSoManyAndTellsOneMore) {
    const Operated server(nullptr, {.connections = 2});
    Operator first = server.operator_();
    Operator second = server.operator_();
    first.run("status");
    second.run("status");

    Operator third = server.operator_();
    const Reply refused = third.reply();

    EXPECT_EQ(refused.code(), "busy");
    EXPECT_TRUE(third.client().until_closed().empty());
    EXPECT_TRUE(first.run("status").ok());
}

TEST(AdminSocket, ClosesWhoAsksForNothing) {
    const Operated server(nullptr, {.idle = std::chrono::milliseconds(1)});
    Operator op = server.operator_();

    EXPECT_EQ(op.reply().error(), "no request came for too long");
    EXPECT_TRUE(op.client().until_closed().empty());
}

TEST(AdminSocket, AnswersSeveralRequestsInTheirOrder) {
    const Operated server;
    Operator op = server.operator_();

    op.ask("rooms");
    op.ask("nonsense");
    op.ask("status");
    op.client().finish_sending();

    EXPECT_EQ(op.reply().rows.at(0)["room"], "#lobby");
    EXPECT_FALSE(op.reply().ok());
    EXPECT_TRUE(op.reply().rows.at(0).contains("pid"));
    EXPECT_TRUE(op.client().until_closed().empty());
}

TEST(AdminSocket, RefusesARequestThatIsTooLongAndCloses) {
    const Operated server(nullptr, {.request = 100});
    Operator op = server.operator_();

    op.client().send(std::string(101, 'x'));

    EXPECT_EQ(op.reply().error(), "a request has at most 100 bytes");
    EXPECT_TRUE(op.client().until_closed().empty());
}

TEST(AdminSocket, TakesEightUnlessItIsTold) {
    constexpr std::size_t most = 8;
    const Operated server;
    std::vector<Operator> all;
    for (std::size_t i = 0; i < most; ++i) {
        all.push_back(server.operator_());
        ASSERT_TRUE(all.back().run("status").ok());
    }

    Operator one_more = server.operator_();

    EXPECT_EQ(one_more.reply().error(), "8 are connected already, try again in a minute");
    EXPECT_TRUE(all.front().run("status").ok());
}

TEST(AdminSocket, WrongArgumentsAreBadUsage) {
    FakeOperatorStore store;
    const Operated server(&store);

    EXPECT_EQ(server.run("explode").code(), "usage");
    EXPECT_EQ(server.run("status", {{"x", 1}}).code(), "usage");
    EXPECT_EQ(server.run("say", {{"room", "lobby"}}).code(), "usage");
    EXPECT_EQ(server.run("say", {{"text", "soup"}}).code(), "usage");
    EXPECT_EQ(server.run("drain", {{"seconds", -1}}).code(), "usage");
    EXPECT_EQ(server.run("backup", {{"directory", "/a\u001bb"}}).code(), "usage");
}

struct BadRequest {
    std::string line;
    std::string error;
};

class AdminRequest : public testing::TestWithParam<BadRequest> {};

TEST_P(AdminRequest, ThatIsWrongIsRefusedAndTheNextOneIsNot) {
    const Operated server;
    Operator op = server.operator_();

    op.send(GetParam().line);

    EXPECT_EQ(op.reply().error(), GetParam().error);
    EXPECT_TRUE(op.run("status").ok());
}

const std::string no_request = "a request is a JSON object with version, command and arguments";

INSTANTIATE_TEST_SUITE_P(
    Each, AdminRequest,
    testing::Values(
        BadRequest{"", no_request}, BadRequest{"hello", no_request}, BadRequest{"[1,2]", no_request},
        BadRequest{"{\"version\":1}", no_request}, BadRequest{"{\"version\":1,\"command\":7}", no_request},
        BadRequest{"{\"version\":1,\"command\":\"\xff\"}", no_request},
        BadRequest{std::string(60000, '['), no_request},
        BadRequest{R"({"version":2,"command":"status"})",
                   "this confabd speaks version 1 of the protocol; is confabctl another version?"},
        BadRequest{R"({"version":1,"command":"status","arguments":[]})", "arguments is no JSON object"},
        BadRequest{R"({"version":1,"command":"explode"})",
                   "there is no command explode; is confabctl newer than confabd?"},
        BadRequest{R"({"version":1,"command":"status","arguments":{"x":1}})", "status has no argument x"},
        BadRequest{R"({"version":1,"command":"say","arguments":{"room":"lobby"}})",
                   "say needs the argument text"},
        BadRequest{R"({"version":1,"command":"say","arguments":{"room":"lobby","text":"\u0007 "}})",
                   "say needs the argument text"},
        BadRequest{R"({"version":1,"command":"drain","arguments":{"seconds":-1}})",
                   "the argument seconds has the wrong type"},
        BadRequest{R"({"version":1,"command":"who","arguments":{"room":["lobby"]}})",
                   "the argument room has the wrong type"},
        BadRequest{R"({"version":1,"command":"backup","arguments":{"directory":"/a\u001bb"}})",
                   "the directory has control characters, or is not UTF-8"},
        BadRequest{R"({"version":1,"command":"backup","arguments":{"directory":"/a"}})",
                   "nothing is durable here: this confabd runs without a store"}));

}  // namespace
}  // namespace confab::integration
