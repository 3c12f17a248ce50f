// confabctl check: one line and a status, as monitoring plugins have them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"
#include "e2e/support/tool.hpp"

namespace confab::e2e {
namespace {

class ConfabctlCheck : public testing::Test {
  protected:
    Outcome check(std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"--socket", socket_, "check"});
        return run_tool(more);
    }

    TemporaryDirectory folder_;
    std::string socket_ = folder_.path("admin.sock");
};

TEST_F(ConfabctlCheck, AllIsWell) {
    Confabd daemon{{"--admin-socket", socket_, "--max-clients", "100"}};
    Client ann = daemon.client("ann");

    const Outcome outcome = check();

    EXPECT_EQ(outcome.status, 0) << outcome.out;
    EXPECT_TRUE(outcome.out.starts_with("CONFAB OK - 1 person, 1 room | clients=1;90;98;0;100 "))
        << outcome.out;
    EXPECT_EQ(split_lines(outcome.out).size(), 1U);
    for (const char* figure :
         {" storage_waiting=0;1000;20000;0 ", " lag=0", "s;0.5;2;0 ", " log_missing=0c "}) {
        EXPECT_TRUE(contains(outcome.out, figure)) << outcome.out;
    }
}

TEST_F(ConfabctlCheck, NearTheLimitsItWarns) {
    Confabd daemon{{"--admin-socket", socket_, "--max-clients", "10"}};
    Client ann = daemon.client("ann");

    const Outcome warning = check({"--clients", "10,50"});
    const Outcome critical = check({"--clients", "5,10"});

    EXPECT_EQ(warning.status, 1);
    EXPECT_TRUE(warning.out.starts_with("CONFAB WARNING - 1 of 10 clients | clients=1;1;5;0;10 "))
        << warning.out;
    EXPECT_EQ(critical.status, 2);
    EXPECT_TRUE(critical.out.starts_with("CONFAB CRITICAL - 1 of 10 clients | ")) << critical.out;
}

TEST_F(ConfabctlCheck, LinesThatTheLogLeftOutAreAWarningForAWhile) {
    Confabd daemon{{"--admin-socket", socket_, "--log-rate", "1"}};
    for (int i = 0; i < 5; ++i) daemon.connect().greeting();

    const Outcome outcome = check();
    const Outcome forgiving = check({"--log-minutes", "0"});

    EXPECT_EQ(outcome.status, 1) << outcome.out;
    EXPECT_TRUE(contains(outcome.out, "lines of the log were left out")) << outcome.out;
    EXPECT_FALSE(contains(outcome.out, "log_missing=0c")) << outcome.out;
    EXPECT_EQ(forgiving.status, 0) << forgiving.out;
}

TEST_F(ConfabctlCheck, WhereNobodyAnswersItIsCritical) {
    const Outcome outcome = check();

    EXPECT_EQ(outcome.status, 2);
    EXPECT_TRUE(outcome.out.starts_with("CONFAB CRITICAL - no daemon at " + socket_)) << outcome.out;
    EXPECT_EQ(outcome.err, "");
}

TEST_F(ConfabctlCheck, BadUsageIsUnknown) {
    for (const std::vector<std::string>& bad :
         {std::vector<std::string>{"--clients", "many"}, {"--lag", "1"}, {"--lag", "1,-2"}, {"--what"}}) {
        const Outcome outcome = check(bad);

        EXPECT_EQ(outcome.status, 3) << bad.front();
        EXPECT_TRUE(outcome.out.starts_with("CONFAB UNKNOWN - ")) << outcome.out;
    }
}

}  // namespace
}  // namespace confab::e2e
