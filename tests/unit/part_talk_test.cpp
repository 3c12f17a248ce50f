// Parts below core/messages and core/moderation, each with what it is given and without a hub.
#include <gtest/gtest.h>

#include "confab/core/messages/history.hpp"
#include "confab/core/messages/posting.hpp"
#include "confab/core/moderation/moderation.hpp"
#include "unit/support/proposed.hpp"
#include "unit/support/room_parts.hpp"
#include "unit/support/words.hpp"

namespace confab::unit {
namespace {

struct TalkParts : RoomParts {
    PendingRequests pending{events};
    Proposed proposed;
    Posting posting{events, settings, ignores, log, guest_seats, access, views, proposed, replies};
    History history{settings, rooms, log, access, replay, pending, replies};
};

TEST(Posting, AMessageGetsTheNextNumberOfItsRoomAndIsKept) {
    TalkParts given;
    User& ann = given.client("ann");

    EXPECT_FALSE(given.posting.say(ann, given.rooms.lobby(), EventType::message, "hi", given.now));
    EXPECT_FALSE(given.posting.say(ann, given.rooms.lobby(), EventType::message, "there", given.now));

    EXPECT_EQ(given.events.ids, (std::vector<std::uint64_t>{1, 2}));
    EXPECT_EQ(given.log.added, (std::vector<std::string>{"hi", "there"}));
    EXPECT_EQ(given.rooms.lobby().history.size(), 2U);
}

TEST(Posting, WhatIsRefusedGetsNoNumber) {
    TalkParts given;
    User& ann = given.client("ann");
    given.mute(ann);

    const Refusal why = given.posting.say(ann, given.rooms.lobby(), EventType::emote, "waves", given.now);

    EXPECT_EQ(given.rooms.lobby().last_id(), 0U);
    EXPECT_EQ(words(why), "nothing was sent, you are muted");
    EXPECT_TRUE(given.events.told[ann.connection.id].empty());
}

TEST(Posting, TheFirstWordsOfAGuestSaveItsPlace) {
    TalkParts given;
    User& ann = given.client("ann");
    ann.code = 7;

    EXPECT_FALSE(given.posting.say(ann, given.rooms.lobby(), EventType::message, "hi", given.now));
    ASSERT_EQ(given.log.seats.size(), 1U);
    given.log.seats.clear();
    EXPECT_FALSE(given.posting.say(ann, given.rooms.lobby(), EventType::message, "again", given.now));

    EXPECT_TRUE(given.log.seats.empty());
}

TEST(Posting, ThatOneIsIgnoredIsNotShown) {
    TalkParts given;
    User& ann = given.client("ann");
    User& bob = given.client("bob");
    given.ignores.add(bob, ann.name);

    EXPECT_FALSE(given.posting.say_privately(ann, bob, "psst", given.now));

    EXPECT_EQ(given.last_told(ann), "psst");
    EXPECT_TRUE(given.events.told[bob.connection.id].empty());
    EXPECT_TRUE(given.proposed.all.empty());
}

TEST(Posting, ThatAPrivateMessageWasSentIsProposedAndNotItsText) {
    TalkParts given;
    User& ann = given.client("ann");
    User& bob = given.client("bob");

    EXPECT_FALSE(given.posting.say_privately(ann, bob, "psst", given.now));

    ASSERT_EQ(given.proposed.all.size(), 1U);
    const auto& wrote = std::get<operation::Wrote>(given.proposed.all.front().what);
    EXPECT_EQ(wrote.connection, ann.connection.id);
    EXPECT_EQ(wrote.to, bob.id);
}

HistoryAnswer found(const HistoryQuery& query, std::string text) {
    HistoryAnswer answer{.ticket = query.ticket};
    answer.lines.push_back(
        {RoomKey::of_public("lobby"), "lobby", {.id = 1, .from = "bob", .text = std::move(text)}});
    return answer;
}

TEST(History, WhatMemoryDoesNotHoldIsAskedOfTheLogAndShownLater) {
    TalkParts given;
    User& ann = given.client("ann");
    given.rooms.lobby().next_id();

    given.history.last(ann, given.rooms.lobby(), 5, given.now);

    ASSERT_EQ(given.log.asked.size(), 1U);
    EXPECT_TRUE(given.events.held[ann.connection.id]);
    const auto ended = given.pending.end(given.log.asked[0].ticket);
    given.history.answered(ann, std::get<ShowPage>(ended->request), found(given.log.asked[0], "hi"),
                           given.now);
    EXPECT_EQ(given.events.told[ann.connection.id],
              (std::vector<std::string>{"last 1 line of #lobby:", "hi", "now live"}));
}

TEST(History, IfTheLogIsBusyNobodyWaits) {
    TalkParts given;
    User& ann = given.client("ann");
    given.rooms.lobby().next_id();
    given.log.full = true;

    given.history.last(ann, given.rooms.lobby(), 5, given.now);

    EXPECT_FALSE(given.events.held[ann.connection.id]);
    EXPECT_FALSE(given.pending.waits(ann.connection.id));
    EXPECT_EQ(given.last_told(ann), "too many people are reading the history at the moment, try again");
}

class Bouncer final : public Expulsion {
  public:
    void expel(User& client, const Refusal& why, std::string_view reason, Now) override {
        expelled.push_back(client.name.text + ": " + std::string(reason));
        told.push_back(why.code);
    }
    void close(User&, ClientId, const Refusal&, std::string_view, Now) override {}
    std::vector<std::string> expelled;
    std::vector<Code> told;
};

struct ModerationParts : RoomParts {
    Bouncer bouncer;
    SanctionFollowers followers{settings, sanctions, server_roles};
    Moderation moderation{events, settings,    names,       users,     accounts, state, server_roles,
                          audit,  sanctions,   check,       followers, clock,    rooms, roles,
                          grants, guest_seats, memberships, bouncer,   replies};
};

TEST(Moderation, AKickIsForThoseAboveOthers) {
    ModerationParts given;
    Room& dev = given.room("dev");
    User& owner = given.member("ann", dev);
    User& bob = given.member("bob", dev);
    given.owned(dev, owner);
    const Actor by_bob = given.roles.actor(bob, &dev);
    EXPECT_EQ(words(given.moderation.kick(by_bob, &dev, "ann", "", given.now).reply),
              "only operators of #dev may do that, /room says who they are");

    EXPECT_TRUE(given.moderation.kick(given.roles.actor(owner, &dev), &dev, "bob", "spam", given.now).done);

    EXPECT_EQ(bob.membership(dev), nullptr);
    EXPECT_EQ(given.events.audit, std::vector<std::string>{"kick"});
}

TEST(Moderation, RefusalsAreCodes) {
    ModerationParts given;
    Room& dev = given.room("dev");
    User& owner = given.member("ann", dev);
    User& bob = given.member("bob", dev);
    given.owned(dev, owner);
    const Actor by_bob = given.roles.actor(bob, &dev);
    const Actor by_ann = given.roles.actor(owner, &dev);
    const std::string long_reason(Moderation::max_reason + 1, 'x');
    const auto kick = [&](const Actor& actor, Room* room, const char* whom, const std::string& reason) {
        return given.moderation.kick(actor, room, whom, reason, given.now).reply.code;
    };

    EXPECT_EQ(kick(by_bob, &dev, "ann", ""), Code::room_operator_needed);
    EXPECT_EQ(kick(by_bob, nullptr, "ann", ""), Code::server_operator_needed);
    EXPECT_EQ(kick(by_ann, &dev, "ann", ""), Code::target_is_you);
    EXPECT_EQ(kick(by_ann, &dev, "eve", ""), Code::person_not_here);
    EXPECT_EQ(kick(by_ann, &dev, "bob", long_reason), Code::reason_too_long);
    const Order far{.room = &dev, .target = "192.0.2.1"};
    EXPECT_EQ(given.moderation.impose(by_ann, far, given.now).reply.code,
              Code::addresses_need_server_operator);
}

TEST(Moderation, WhatWasDoneIsACodeWithTheRoomAndTheReason) {
    ModerationParts given;
    Room& dev = given.room("dev");
    User& owner = given.member("ann", dev);
    given.member("bob", dev);
    given.owned(dev, owner);

    const Order order{.kind = Sanction::Kind::mute, .room = &dev, .target = "bob", .reason = "shouting"};
    const Reply reply = given.moderation.impose(given.roles.actor(owner, &dev), order, given.now).reply;

    EXPECT_EQ(reply.code, Code::muted);
    EXPECT_EQ(std::get<std::string>(reply.arguments[1]), "dev");
    EXPECT_EQ(std::get<std::string>(reply.arguments[3]), "shouting");
    EXPECT_EQ(
        given.moderation.lift(given.roles.actor(owner, &dev), order.kind, &dev, "eve", given.now).reply.code,
        Code::not_muted);
}

TEST(Moderation, ABanFromTheServerIsSavedAndPutsTheClientOff) {
    ModerationParts given;
    given.client("bob");

    const Order order{.kind = Sanction::Kind::ban, .target = "bob", .reason = "spam"};
    EXPECT_TRUE(given.moderation.impose(from_outside("confabctl"), order, given.now).done);

    EXPECT_EQ(given.state.sanctions.size(), 1U);
    EXPECT_EQ(given.bouncer.expelled, std::vector<std::string>{"bob: banned by confabctl: spam"});
    EXPECT_EQ(given.bouncer.told, std::vector<Code>{Code::you_are_banned});
}

TEST(Moderation, NobodyConnectsFromABannedAddress) {
    ModerationParts given;
    const Address address = parse_network("203.0.113.9")->address;
    EXPECT_FALSE(given.moderation.can_connect(address, given.now).told);

    given.sanctions.add({.target = Sanction::Target::network, .network = *parse_network("203.0.113.0/24")});

    EXPECT_EQ(words(given.moderation.can_connect(address, given.now).told), "you are banned");
}

}  // namespace
}  // namespace confab::unit
