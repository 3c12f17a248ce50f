// A person with several connections: one for everybody else, each of its own for themselves.
#include <gtest/gtest.h>

#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

class HubConnections : public Registered {
  protected:
    HubConnections() { chat.forget_all(); }

    bool hung_up(ClientId who) { return chat.audience.heard[who].hung_up; }

    ClientId bob = chat.connect("bob");
    ClientId desk = registered("ann");
    ClientId phone = log_in("ann");
};

TEST_F(HubConnections, APersonIsOneMemberAndEachConnectionGetsEveryLine) {
    chat.forget_all();

    chat.line(bob, "hello");
    chat.line(phone, "hi");

    const Lines both{"bob: hello", "ann: hi"};
    EXPECT_EQ(chat.take(desk), both);
    EXPECT_EQ(chat.take(phone), both);
    EXPECT_EQ(chat.take(bob), both);
    EXPECT_EQ(chat.hub.rooms().lobby().members().size(), 2U);
    EXPECT_EQ(chat.hub.clients(), 3U);
}

TEST_F(HubConnections, TheOthersAreToldWithTheAddress) {
    chat.from = parse_network("192.0.2.7")->address;
    chat.forget_all();

    log_in("ann");

    EXPECT_EQ(chat.take(desk), Lines{"* you have connected from 192.0.2.7 as well"});
    EXPECT_EQ(chat.take(phone), Lines{"* you have connected from 192.0.2.7 as well"});
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(HubConnections, AnAnswerGoesToTheOneThatAsked) {
    chat.forget_all();

    EXPECT_EQ(chat.answer(phone, "/nosuch").size(), 1U);
    EXPECT_EQ(chat.answer(phone, "/away at lunch"), Lines{"* you are away: at lunch"});

    EXPECT_EQ(chat.take(desk), Lines{});
}

TEST_F(HubConnections, APrivateMessageIsSeenOnAll) {
    chat.forget_all();

    chat.line(bob, "/msg ann psst");
    chat.line(phone, "/msg bob yes");

    const Lines both{"[bob -> ann] psst", "[ann -> bob] yes"};
    EXPECT_EQ(chat.take(desk).size(), 2U);
    EXPECT_EQ(chat.take(phone).size(), 2U);
    EXPECT_EQ(chat.take(bob).size(), 2U);
}

TEST_F(HubConnections, EachHasItsOwnCurrentRoomAndFormat) {
    chat.line(desk, "/join dev");
    chat.line(phone, "/join lobby");
    chat.line(phone, "/format json");
    chat.forget_all();

    chat.line(desk, "in dev");
    chat.line(phone, "in the lobby");

    EXPECT_EQ(chat.take(bob), Lines{"ann: in the lobby"});
    EXPECT_EQ(chat.take(desk), (Lines{"#dev ann: in dev", "#lobby ann: in the lobby"}));
    EXPECT_EQ(count_prefix(chat.take(phone), "{"), 2U);
}

TEST_F(HubConnections, ARoomThatOneTalksInIsLeftByAll) {
    chat.line(desk, "/join dev");
    chat.line(phone, "/join dev");
    chat.forget_all();

    chat.line(phone, "/leave dev");

    EXPECT_EQ(chat.take(desk), (Lines{"* ann left #dev", "* now talking in #lobby"}));
    EXPECT_EQ(chat.client(desk).rooms.size(), 1U);
    chat.line(desk, "hello");
    EXPECT_EQ(chat.take(bob), Lines{"ann: hello"});
}

TEST_F(HubConnections, EachCountsWhatItHasNotRead) {
    for (const ClientId each : {desk, phone, bob}) chat.line(each, "/join dev");
    chat.line(bob, "read on both");
    chat.line(phone, "/join lobby");
    chat.line(bob, "one");
    chat.line(bob, "two");

    EXPECT_EQ(chat.hub.status(phone)->unread, 2U);
    EXPECT_EQ(chat.hub.status(desk)->unread, 0U);
    chat.line(desk, "three");
    EXPECT_EQ(chat.hub.status(phone)->unread, 3U);
}

TEST_F(HubConnections, EchoOffIsForTheConnectionThatWasToldSo) {
    chat.line(phone, "/echo off");
    chat.forget_all();

    chat.line(phone, "from the phone");
    chat.line(desk, "from the desk");

    EXPECT_EQ(chat.take(phone), Lines{"ann: from the desk"});
    EXPECT_EQ(chat.take(desk), (Lines{"ann: from the phone", "ann: from the desk"}));
}

TEST_F(HubConnections, APersonLeavesWithTheLastOfThem) {
    chat.pass(3s);
    chat.forget_all();

    chat.disconnect(phone, "connection lost");
    EXPECT_TRUE(hung_up(phone));
    EXPECT_EQ(chat.take(bob), Lines{});
    chat.line(desk, "/quit bye");

    EXPECT_EQ(chat.take(bob), Lines{"* ann left #lobby (bye)"});
}

TEST_F(HubConnections, QuitEndsTheOneItIsTypedOn) {
    chat.forget_all();

    EXPECT_EQ(chat.answer(phone, "/quit bye"), Lines{"* goodbye"});

    EXPECT_TRUE(hung_up(phone));
    EXPECT_FALSE(hung_up(desk));
    EXPECT_EQ(chat.take(desk), Lines{});
    EXPECT_EQ(chat.take(bob), Lines{});
}

TEST_F(HubConnections, WhoisOfOneselfListsThemAndDisconnectEndsOne) {
    const Lines lines = chat.answer(desk, "/whois ann");

    EXPECT_NE(lines.at(0).find("on 2 connections"), std::string::npos) << lines[0];
    EXPECT_TRUE(lines.at(1).starts_with("* connection 1: lines from ")) << lines[1];
    EXPECT_TRUE(lines.at(1).ends_with(", this one")) << lines[1];
    EXPECT_TRUE(lines.at(2).starts_with("* connection 2: lines from ")) << lines[2];
    EXPECT_EQ(count_prefix(chat.answer(bob, "/whois ann"), "* connection"), 0U);
    EXPECT_EQ(joined(chat.answer(bob, "/who")).find("connections"), std::string::npos);

    EXPECT_EQ(chat.answer(desk, "/disconnect 3"),
              Lines{"! there is no connection 3: you have 2, /whois of your own name lists them"});
    EXPECT_EQ(chat.answer(desk, "/disconnect 2"), Lines{"* 1 connection ended"});
    EXPECT_EQ(chat.take(phone).back(), "* you have ended this connection on another one");
    EXPECT_TRUE(hung_up(phone));
    EXPECT_EQ(chat.answer(desk, "/disconnect all"), Lines{"! this is your only connection"});
}

TEST_F(HubConnections, DisconnectAllEndsTheOthers) {
    const ClientId third = log_in("ann");

    EXPECT_EQ(chat.answer(phone, "/disconnect all"), Lines{"* 2 connections ended"});

    EXPECT_TRUE(hung_up(desk));
    EXPECT_TRUE(hung_up(third));
    EXPECT_FALSE(hung_up(phone));
}

TEST_F(HubConnections, ANewPasswordEndsTheOthers) {
    answer(phone, "/passwd");
    answer(phone, "secret of ann");
    answer(phone, "correct horse");
    answer(phone, "correct horse");

    EXPECT_TRUE(hung_up(desk));
    EXPECT_FALSE(hung_up(phone));
    EXPECT_EQ(chat.take(desk).back(),
              "* your password has been changed on another connection, this one ends");
}

TEST_F(HubConnections, TheOthersAreToldThatTheNameIsGivenUp) {
    answer(phone, "/unregister");
    chat.forget_all();

    const Lines answered = answer(phone, "secret of ann");

    const Lines told{"* ann is not registered any more, and what was kept with it is gone"};
    EXPECT_EQ(answered, told);
    EXPECT_EQ(chat.take(desk), told);
}

TEST_F(HubConnections, OnlySoManyAreLetIn) {
    ChatSettings two = settings();
    two.max_connections = 2;
    chat.hub.configure(two);
    const ClientId third = chat.connect();

    const Lines lines = answer(third, "/login ann secret of ann");

    EXPECT_EQ(lines.back(),
              "! you have 2 connections already, which is the limit: /disconnect ends one of them");
    EXPECT_NE(chat.hub.users().find(third), chat.hub.users().find(desk));
    EXPECT_FALSE(hung_up(third));
}

TEST_F(HubConnections, ABanByAddressEndsOnlyThoseFromThere) {
    chat.from = parse_network("192.0.2.7")->address;
    const ClientId far = log_in("ann");

    chat.hub.propose(
        {chat.now, operation::Impose{.author = {{}, "confabctl"}, .scope = {}, .target = "192.0.2.0/24"}});

    EXPECT_TRUE(hung_up(far));
    EXPECT_EQ(chat.take(far).back(), "! you are banned");
    EXPECT_FALSE(hung_up(desk));
    EXPECT_FALSE(hung_up(phone));
}

TEST_F(HubConnections, AKickOffTheServerEndsThemAll) {
    chat.hub.propose({chat.now, operation::Kick{.author = {{}, "confabctl"}, .scope = {}, .whom = "ann"}});

    EXPECT_TRUE(hung_up(desk));
    EXPECT_TRUE(hung_up(phone));
    EXPECT_EQ(chat.hub.users().find_by_key("ann"), nullptr);
}

TEST_F(HubConnections, WhomOneIgnoresIsIgnoredOnAll) {
    chat.line(desk, "/ignore bob");
    const ClientId third = log_in("ann");
    chat.forget_all();

    chat.line(bob, "hello");

    for (const ClientId each : {desk, phone, third}) EXPECT_EQ(chat.take(each), Lines{});
    chat.line(third, "/unignore bob");
    chat.line(bob, "again");
    EXPECT_EQ(chat.take(desk), Lines{"bob: again"});
}

TEST_F(HubConnections, ThoseInUseShareWhatThePersonMaySend) {
    const auto sharing = [&](ClientId who) { return chat.audience.heard[who].sharing; };
    chat.pass(1min);
    chat.line(phone, "one");
    EXPECT_EQ(sharing(phone), 1U);

    chat.line(desk, "two");
    EXPECT_EQ(sharing(phone), 2U);
    EXPECT_EQ(sharing(desk), 2U);
    chat.pass(11s);
    chat.line(desk, "three");
    EXPECT_EQ(sharing(desk), 1U) << "the phone was not used lately";
    chat.line(phone, "four");
    EXPECT_EQ(sharing(desk), 2U);
    chat.line(phone, "/quit");

    EXPECT_EQ(sharing(desk), 1U);
}

TEST_F(HubConnections, OneThatComesLooksAsTheLastOneUsed) {
    chat.line(phone, "/timestamps on");
    chat.line(phone, "/quiet on");

    const ClientId third = log_in("ann");

    EXPECT_TRUE(chat.audience.heard[third].view.timestamps);
    EXPECT_EQ(chat.audience.heard[third].view.quiet, Quiet::on);
    EXPECT_FALSE(chat.audience.heard[desk].view.timestamps);
    EXPECT_EQ(chat.hub.rooms().lobby().quiet_members, 2U);
    chat.line(third, "/quit");
    EXPECT_EQ(chat.hub.rooms().lobby().quiet_members, 1U);
}

TEST_F(HubConnections, OneOfAGuestWithSeveralMayLogInElsewhere) {
    const ClientId other = registered("zoe");
    answer(phone, "/login zoe secret of zoe");

    EXPECT_EQ(name_of(phone), "zoe");
    EXPECT_EQ(name_of(desk), "ann");
    EXPECT_EQ(chat.hub.users().find(phone), chat.hub.users().find(other));
    chat.forget_all();
    chat.line(bob, "hello");
    EXPECT_EQ(chat.take(phone), Lines{"bob: hello"}) << "once";
}

}  // namespace
}  // namespace confab::unit
