// What came of a command that takes a while is in the audit, also if it failed.
#include <gtest/gtest.h>

#include <mutex>
#include <string>
#include <vector>

#include "support/admin.hpp"
#include "support/fake_operator_store.hpp"

namespace confab::integration {
namespace {

using Acts = std::vector<std::string>;

// "purge bob: failed: the disk is full"
class RecordedAudit final : public StateStore {
  public:
    void add(const AuditEntry& entry) override {
        const std::lock_guard lock(mutex_);
        acts_.push_back(entry.action + " " + entry.target + ": " + entry.detail);
    }
    Acts acts() {
        const std::lock_guard lock(mutex_);
        return acts_;
    }

  private:
    std::mutex mutex_;
    Acts acts_;
};

struct AdminOutcome : testing::Test {
    FakeOperatorStore store;
    RecordedAudit audit;
    Operated server{&store, {}, settings(), {}, {.log = nullptr, .state = &audit}};

    static net::ServerSettings settings() {
        net::ServerSettings settings = quiet_settings();
        settings.chat.history = 20;
        return settings;
    }
};

TEST_F(AdminOutcome, IsNothingMoreIfAllWentWell) {
    server.run("backup", {{"directory", "/srv/copy"}});
    server.run("export", {{"room", "lobby"}});
    server.run("purge", {{"user", "bob"}});

    EXPECT_EQ(audit.acts(), (Acts{"backup /srv/copy: ", "export #lobby: ", "purge bob: "}));
}

TEST_F(AdminOutcome, IsTheReasonIfItFailed) {
    store.error = "the disk is full";

    server.run("backup", {{"directory", "/srv/copy"}});
    server.run("export", {{"room", "lobby"}});
    server.run("purge", {{"user", "bob"}});

    EXPECT_EQ(audit.acts(),
              (Acts{"backup /srv/copy: failed: the disk is full", "export #lobby: failed: the disk is full",
                    "purge bob: failed: the disk is full"}));
}

TEST_F(AdminOutcome, OfPurgingNobodyIsTheRefusal) {
    store.purged = 0;

    const std::string error = server.run("purge", {{"user", "nobody"}}).error();

    EXPECT_EQ(error, "nobody is called nobody, and nothing is kept of anybody who was");
    EXPECT_EQ(audit.acts(), (Acts{"purge nobody: failed: " + error}));
}

TEST_F(AdminOutcome, OfAPurgeCountsWhatWasInMemoryAlone) {
    store.purged = 0;
    Client bob = server.person("bob");
    bob.say("not on disk");
    bob.until("bob: not on disk");

    const Reply purge = server.run("purge", {{"user", "bob"}});

    ASSERT_TRUE(purge.ok()) << purge.error();
    EXPECT_EQ(purge.rows.at(0)["messages"], 1);
    EXPECT_EQ(audit.acts(), (Acts{"purge bob: "}));
}

TEST_F(AdminOutcome, WhatWasRefusedIsWrittenDownWithTheReason) {
    server.run("kick", {{"target", "nosuch"}});
    server.run("op-add", {{"name", "nosuch"}});
    server.run("account-remove", {{"name", "nosuch"}});
    server.run("invite-remove", {{"code", "XXXX"}});
    server.run("reload");

    Acts begins;
    for (const std::string& act : audit.acts()) begins.push_back(act.substr(0, act.find("failed: ") + 8));
    EXPECT_EQ(begins, (Acts{"kick nosuch: failed: ", "op nosuch: failed: ", "account remove nosuch: failed: ",
                            "invite-code : failed: ", "reload : failed: "}));
}

TEST_F(AdminOutcome, WhatIsNoActOrWasWronglyAskedForIsNotWrittenDown) {
    server.run("trace", {{"name", "nosuch"}});
    server.run("kick");
    server.run("log-level", {{"level", "loud"}});
    EXPECT_EQ(server.run("invite-remove", {{"code", "XXXX"}}).error(), "there is no such invitation code");

    EXPECT_EQ(audit.acts(), (Acts{"invite-code : failed: there is no such invitation code"}));
}

}  // namespace
}  // namespace confab::integration
