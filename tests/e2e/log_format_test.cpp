// The log as JSON, and its level while running. tests/shell/journal_test.sh looks at the journal.
#include <gtest/gtest.h>

#include <string>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tool.hpp"

namespace confab::e2e {
namespace {

TEST(LogFormat, JsonHasAnObjectALineWithTheFieldsOfTheEvent) {
    Confabd daemon{{"--log-format", "json"}};
    Client ann = daemon.client("ann");
    ann.say("/quit \"}\",\"level\":\"error");

    const std::string came = daemon.log().wait_for("connected from");
    const std::string went = daemon.log().wait_for("disconnected");

    EXPECT_TRUE(came.starts_with("{\"time\":\"") && came.ends_with("\"}")) << came;
    EXPECT_TRUE(contains(came, "\"level\":\"info\"")) << came;
    EXPECT_TRUE(contains(came, "\"client\":\"1\",\"name\":\"guest1\",\"peer\":\"127.0.0.1:")) << came;
    EXPECT_TRUE(contains(went, "\"reason\":\"\\\"}\\\",\\\"level\\\":\\\"error\"}")) << went;
}

TEST(LogLevel, IsChangedWhileRunningAndTheAuditSaysSo) {
    const TemporaryDirectory folder;
    const std::string socket = folder.path("admin.sock");
    Confabd daemon{{"--admin-socket", socket}};

    const Outcome quiet = run_tool({"--socket", socket, "log-level", "warn"});
    daemon.client("bob");
    const Outcome changed = run_tool({"--socket", socket, "log-level", "debug"});
    const Outcome wrong = run_tool({"--socket", socket, "log-level", "loud"});

    EXPECT_EQ(changed.status, 0) << changed.err;
    EXPECT_EQ(changed.out, "the log level is debug until the next reload\n");
    EXPECT_EQ(wrong.status, 2);
    EXPECT_EQ(quiet.status, 0) << quiet.err;
    daemon.log().wait_for("action=log-level target=\"debug\"");
    daemon.client("ann");
    const std::string came = daemon.log().wait_for("connected from");
    EXPECT_TRUE(contains(came, "client 2 ")) << came;
    EXPECT_TRUE(contains(daemon.log().text(), "action=log-level target=\"warn\""));
}

}  // namespace
}  // namespace confab::e2e
