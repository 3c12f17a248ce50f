// What clients of IRC may not do, and what is not kept from them.
#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>

#include "confab/core/ports/state_store.hpp"
#include "integration/support/client.hpp"
#include "integration/support/server.hpp"
#include "unit/support/outside.hpp"

namespace confab::integration {
namespace {

class OperAudit final : public StateStore {
  public:
    void add(const AuditEntry& entry) override {
        const std::scoped_lock held(lock_);
        entries_.push_back(entry.action + " " + entry.by + " " + entry.target + " " + entry.detail);
    }
    std::vector<std::string> entries() const {
        const std::scoped_lock held(lock_);
        return entries_;
    }

  private:
    mutable std::mutex lock_;
    std::vector<std::string> entries_;
};

class IrcDoorKeeps : public testing::TestWithParam<unsigned> {
  protected:
    IrcDoorKeeps() {
        passwords_.deliver = [this](PasswordAnswer answer) {
            server_.post([answer](Hub& hub, Now now) { hub.password_done(answer, now); });
        };
    }

    static net::ServerSettings settings() {
        net::ServerSettings settings = quiet_settings(GetParam());
        settings.chat.operators = {"opal"};
        settings.chat.history = 5;
        settings.listen.push_back(ops::parse_listen_url("irc://127.0.0.1:0?join=none"));
        return settings;
    }
    Client registered(std::string_view name, std::string_view caps = {}) {
        Client client(server_.port(1));
        if (!caps.empty()) client.say("CAP REQ :" + std::string(caps));
        client.say("NICK " + std::string(name) + "\r\nUSER u 0 * :Real Name");
        if (!caps.empty()) client.say("CAP END");
        client.until(":confab 221 ");
        return client;
    }
    static void join(Client& client, std::string_view room) {
        client.say("JOIN " + std::string(room));
        client.until(":confab 366 ");
    }
    static void own(Client& client) {
        client.say("PRIVMSG NickServ :REGISTER greenteapots");
        client.until(":confab 900 ");
    }
    // All lines until the answer to a PING of now.
    static std::vector<std::string> told(Client& client) {
        client.say("PING now");
        return client.until(":confab PONG");
    }
    static bool has(const std::vector<std::string>& lines, std::string_view what) {
        return std::any_of(lines.begin(), lines.end(),
                           [&](const std::string& line) { return line.find(what) != std::string::npos; });
    }

    OperAudit audit_;
    unit::FakePasswords passwords_;
    RunningServer server_{settings(), {.log = nullptr, .state = &audit_, .passwords = &passwords_}};
};
INSTANTIATE_TEST_SUITE_P(Threads, IrcDoorKeeps, testing::Values(1U, 3U));

TEST_P(IrcDoorKeeps, ACommandAboutTheRoomIsRefusedInNoRoomAlsoAsAnAnswer) {
    Client ann = registered("ann");

    for (const char* command : {" /history", " /topic", " /room", " /more", " /edit x", " /token list",
                                " /token add x", "/history", " /who"}) {
        ann.say("CONFAB login opal");
        ann.until(":confab NOTICE ann :");
        ann.say("PRIVMSG Confab :" + std::string(command));
        ann.until(":confab 442 ann");
        ann.say("PRIVMSG Confab :/cancel");
        ann.until(":confab NOTICE ann :");
    }
}

TEST_P(IrcDoorKeeps, ALineToThisServerMayEndTheConnectionBeforeItsOtherTargets) {
    Client ann = registered("ann");

    ann.say("PRIVMSG Confab,Confab :quit");
    ann.until("ERROR :");

    registered("bob");
}

TEST_P(IrcDoorKeeps, WhatMayHoldASecretIsNotSaid) {
    Client ann = registered("ann");
    join(ann, "#dev");
    Client bob = registered("bob");
    join(bob, "#dev");

    for (const char* secret : {"/login ann hunter2", " /login ann hunter2", "identify hunter2",
                               "NickServ IDENTIFY ann hunter2", "/ns register hunter2",
                               "\x01"
                               "ACTION /login ann hunter2\x01"}) {
        ann.say("PRIVMSG #dev :" + std::string(secret));
        ann.until(":confab 404 ann #dev");
        ann.say("PRIVMSG bob :" + std::string(secret));
        ann.until(":confab 404 ann bob");
        ann.say("NOTICE #dev :" + std::string(secret));
    }
    ann.say("PRIVMSG #dev :identify the bug that we saw");
    const auto all = bob.until(":ann!~u@confab PRIVMSG #dev :identify the bug");
    EXPECT_FALSE(has(all, "hunter2"));
}

TEST_P(IrcDoorKeeps, WhatWasWrittenToSomebodyAwayIsToldToThem) {
    Client bob = registered("bob");
    own(bob);
    bob.say("QUIT");
    bob.until("ERROR :");
    Client ann = registered("ann");
    own(ann);

    ann.say("PRIVMSG bob :call me");
    ann.until(":confab NOTICE ann :");
    ann.say(
        "PRIVMSG bob :\x01"
        "ACTION waves\x01");
    ann.until(":confab NOTICE ann :");
    ann.say("PRIVMSG nobody :call me");
    ann.until(":confab 401 ann nobody");

    Client again(server_.port(1));
    again.say(
        "CAP REQ :draft/chathistory\r\nPASS bob:greenteapots\r\nNICK bob\r\nUSER u 0 * :Bob\r\nCAP END");
    again.until(":ann!~u@confab PRIVMSG bob :call me");
    again.until(":ann!~u@confab PRIVMSG bob :* waves");
}

TEST_P(IrcDoorKeeps, HistoryIsToldToAClientThatAsksForIt) {
    Client ann = registered("ann", "draft/chathistory");
    join(ann, "#dev");
    ann.say("PRIVMSG #dev :the needle");
    Client bob = registered("bob", "draft/chathistory");
    join(bob, "#dev");

    EXPECT_FALSE(has(told(bob), "needle")) << "it asks for that itself";
    bob.say("CONFAB history");
    bob.until(":ann!~u@confab PRIVMSG #dev :the needle");
    bob.until(":confab NOTICE bob :now live");
}

TEST_P(IrcDoorKeeps, APasswordOfAnOperatorIsForTheConnectionOnly) {
    Client opal = registered("opal");
    own(opal);
    opal.say("PRIVMSG Confab :quit");
    opal.until("ERROR :");
    Client gus = registered("gus");
    Client ann = registered("ann");
    own(ann);
    Client bob = registered("bob");
    own(bob);

    bob.say("OPER bob greenteapots");
    bob.until(":confab 491 bob");
    ann.say("OPER opal greenteapots");
    ann.until(":confab 381 ann");
    Client other(server_.port(1));
    other.say("PASS ann:greenteapots\r\nNICK ann\r\nUSER u 0 * :Ann");
    other.until(":confab 900 ");
    other.say("KILL gus :enough");
    other.until(":confab 481 ann");
    ann.say("KILL gus :enough");
    gus.until("ERROR :");
    ann.say("QUIT");
    ann.until("ERROR :");
    other.say("KILL bob :enough");
    other.until(":confab 481 ann");

    const auto entries = audit_.entries();
    EXPECT_TRUE(has(entries, "oper ann opal "));
    EXPECT_TRUE(has(entries, "oper bob bob failed: no server operator"));
}

TEST_P(IrcDoorKeeps, ARealNameOfSomebodyMutedIsNotShown) {
    Client opal = registered("opal");
    own(opal);
    Client ann = registered("ann", "setname");
    join(ann, "#dev");
    Client bob = registered("bob", "setname");
    join(bob, "#dev");

    ann.say("SETNAME :First Name");
    bob.until(":ann!~u@confab SETNAME :First Name");
    opal.say("CONFAB join lobby");
    opal.until(":confab 366 ");
    opal.say("CONFAB mute ann");
    told(opal);
    ann.say("SETNAME :Second Name");
    told(ann);
    EXPECT_FALSE(has(told(bob), "SETNAME"));
}

TEST_P(IrcDoorKeeps, ALineHasFourTargetsAtMost) {
    Client ann = registered("ann", "message-tags echo-message");
    join(ann, "#dev");

    ann.say("@+typing=active TAGMSG #dev,#dev,#dev,#dev,#dev,#dev");
    const auto tags = told(ann);
    EXPECT_EQ(std::count_if(tags.begin(), tags.end(),
                            [](const auto& line) { return line.find(" TAGMSG ") != std::string::npos; }),
              4);
    EXPECT_TRUE(has(tags, ":confab 407 ann #dev"));
    ann.say("NAMES #dev,#dev,#dev,#dev,#dev,#dev");
    const auto names = told(ann);
    EXPECT_EQ(std::count_if(names.begin(), names.end(),
                            [](const auto& line) { return line.find(" 353 ") != std::string::npos; }),
              4);
    EXPECT_TRUE(has(names, ":confab 407 ann #dev"));
}

TEST_P(IrcDoorKeeps, AbsenceToldBeforeComingInIsKeptWithAPassword) {
    Client ann = registered("ann");
    own(ann);
    ann.say("QUIT");
    ann.until("ERROR :");
    Client again(server_.port(1));
    again.say(
        "CAP REQ :draft/pre-away\r\nAWAY :lunch\r\nPASS ann:greenteapots\r\nNICK ann\r\nUSER u 0 * "
        ":Ann\r\nCAP END");
    again.until(":confab 221 ");
    again.say("WHOIS ann");
    again.until(":confab 301 ann ann :lunch");
}

TEST_P(IrcDoorKeeps, AGuestWhoBecomesSomebodyConnectedIsToldNameAndRooms) {
    Client opal = registered("opal");
    own(opal);
    join(opal, "#dev");
    Client guest = registered("guest");
    join(guest, "#old");

    guest.say("PRIVMSG NickServ :IDENTIFY opal greenteapots");
    guest.until(":guest!~u@confab NICK opal");
    guest.until(":opal!~u@confab PART #old");
    guest.until(":opal!~u@confab JOIN #dev");
    guest.say("NICK pearl");
    guest.until(":opal!~u@confab NICK pearl");
    EXPECT_FALSE(has(told(guest), " NICK "));
}

TEST_P(IrcDoorKeeps, AReadMarkerOfNoPlaceIsNone) {
    Client ann = registered("ann");
    ann.say("MARKREAD #nowhere");
    ann.until(":confab MARKREAD #nowhere *");
    ann.say("MARKREAD #nowhere timestamp=2026-01-01T00:00:00.000Z");
    ann.until(":confab FAIL MARKREAD INVALID_PARAMS");
    join(ann, "#dev");
    ann.say("MARKREAD #dev timestamp=2026-01-01T00:00:00.000Z");
    ann.until(":confab MARKREAD #dev timestamp=2026");
    ann.say("NICK anna\r\nMARKREAD #dev");
    ann.until(":ann!~u@confab NICK anna");
    ann.until(":confab MARKREAD #dev timestamp=2026");
}

}  // namespace
}  // namespace confab::integration
