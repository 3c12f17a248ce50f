// Correcting what was said, and taking it back, without a hub.
#include "confab/core/messages/editing.hpp"

#include <gtest/gtest.h>

#include "confab/core/messages/posting.hpp"
#include "unit/support/proposed.hpp"
#include "unit/support/room_parts.hpp"
#include "unit/support/words.hpp"

namespace confab::unit {
namespace {

struct EditingParts : RoomParts {
    std::uint64_t say(User& user, std::string_view text) {
        EXPECT_FALSE(posting.say(user, *user.connection.current, EventType::message, text, now));
        return user.connection.current->last_id();
    }
    const MessageRing& said() { return rooms.lobby().history; }

    Proposed proposed;
    Posting posting{events, settings, ignores, log, guest_seats, access, views, proposed, replies};
    Editing editing{events, settings, users, accounts, ignores, log, access, roles, audit, replies};
};

TEST(Editing, ReplacesWhatIsKeptAndTellsTheRoom) {
    EditingParts given;
    User& ann = given.client("ann");
    const std::uint64_t id = given.say(ann, "helo");

    EXPECT_FALSE(given.editing.edit(ann, given.rooms.lobby(), id, "hello there", given.now));

    EXPECT_EQ(given.said().find(id)->text, "hello there");
    EXPECT_EQ(given.said().bytes(), std::string("annhello there").size());
    EXPECT_EQ(given.events.in_rooms.back(), "hello there");
    EXPECT_EQ(given.rooms.lobby().last_id(), id);
}

TEST(Editing, OfEachMessageTheLastCorrectionIsEnough) {
    EditingParts given;
    User& ann = given.client("ann");
    const std::uint64_t first = given.say(ann, "one");
    const std::uint64_t second = given.say(ann, "two");
    Room& lobby = given.rooms.lobby();

    for (const char* text : {"a", "b", "c"}) given.editing.edit(ann, lobby, first, text, given.now);
    given.editing.edit(ann, lobby, second, "d", given.now);

    ASSERT_EQ(lobby.corrections.size(), 2U);
    EXPECT_EQ(lobby.corrections[0].id, first);
    EXPECT_EQ(lobby.corrections[1].id, second);
}

TEST(Editing, KeepsNoMoreTextThanARoomMayHave) {
    EditingParts given;
    User& ann = given.client("ann");
    given.settings.history_bytes = 100;
    const std::uint64_t first = given.say(ann, std::string(40, 'a'));
    const std::uint64_t second = given.say(ann, std::string(40, 'b'));

    given.editing.edit(ann, given.rooms.lobby(), second, std::string(90, 'c'), given.now);

    EXPECT_EQ(given.said().find(first), nullptr);
    EXPECT_LE(given.said().bytes(), 100U);
}

TEST(Editing, WhatSomebodyElseSaidUnderOnesNameIsNotOnesOwn) {
    EditingParts given;
    User& before = given.client("bob");
    const std::uint64_t id = given.say(before, "mine");
    given.users.rename(before, {"robert", "robert"});
    User& after = given.client("bob");

    EXPECT_EQ(given.editing.edit(after, given.rooms.lobby(), id, "ours", given.now).code,
              Code::message_not_yours);
    EXPECT_EQ(given.editing.remove(after, given.rooms.lobby(), id, given.now).code, Code::message_not_yours);
    EXPECT_FALSE(given.editing.edit(before, given.rooms.lobby(), id, "still mine", given.now));
}

TEST(Editing, AnAccountKeepsItsLinesThroughALogin) {
    EditingParts given;
    User& ann = given.client("ann");
    given.account(ann);
    const std::uint64_t id = given.say(ann, "one");
    User& again = given.client("ann2");
    again.account = ann.account;

    EXPECT_FALSE(given.editing.remove(again, given.rooms.lobby(), id, given.now));

    EXPECT_EQ(given.said().size(), 0U);
}

TEST(Editing, EndsAfterItsTimeAndIsOffWithNone) {
    EditingParts given;
    User& ann = given.client("ann");
    const std::uint64_t id = given.say(ann, "one");
    Now later = given.now;
    later.wall += given.settings.edit_time;

    EXPECT_EQ(given.editing.edit(ann, given.rooms.lobby(), id, "two", later).code, Code::message_too_old);
    given.settings.edit_time = Milliseconds{0};
    EXPECT_EQ(given.editing.remove(ann, given.rooms.lobby(), id, given.now).code, Code::editing_off);
}

TEST(Editing, OperatorsTakeBackWhatThoseBelowThemSaidAtAnyTime) {
    EditingParts given;
    Room& dev = given.room("dev");
    User& ann = given.member("ann", dev);
    User& bob = given.member("bob", dev);
    User& eve = given.member("eve", dev);
    given.owned(dev, ann);
    given.account(bob);
    dev.rules->operators.push_back(bob.account->id);
    const std::uint64_t by_ann = given.say(ann, "one");
    const std::uint64_t by_bob = given.say(bob, "two");
    const std::uint64_t by_eve = given.say(eve, "three");
    given.now.wall += std::chrono::hours(9);

    EXPECT_EQ(given.editing.remove(eve, dev, by_bob, given.now).code, Code::message_not_yours);
    EXPECT_EQ(given.editing.remove(bob, dev, by_ann, given.now).code, Code::target_is_owner);
    EXPECT_FALSE(given.editing.remove(bob, dev, by_eve, given.now));
    EXPECT_FALSE(given.editing.remove(ann, dev, by_bob, given.now));

    EXPECT_EQ(dev.history.size(), 1U);
    EXPECT_EQ(given.events.audit, (std::vector<std::string>{"delete", "delete"}));
}

TEST(Editing, OnesOwnIsNotAudited) {
    EditingParts given;
    User& ann = given.client("ann");

    EXPECT_FALSE(given.editing.remove(ann, given.rooms.lobby(), given.say(ann, "one"), given.now));

    EXPECT_TRUE(given.events.audit.empty());
}

TEST(Editing, WhoeverMaySayNothingCorrectsNothing) {
    EditingParts given;
    User& ann = given.client("ann");
    const std::uint64_t id = given.say(ann, "one");
    given.mute(ann);

    EXPECT_TRUE(given.editing.edit(ann, given.rooms.lobby(), id, "two", given.now));
    EXPECT_EQ(given.said().find(id)->text, "one");
    EXPECT_FALSE(given.editing.remove(ann, given.rooms.lobby(), id, given.now));
}

TEST(Editing, TellsWhoWasAwayOnlyWhatTheyHadSeen) {
    EditingParts given;
    User& ann = given.client("ann");
    User& bob = given.client("bob");
    const std::uint64_t seen = given.say(ann, "one");
    const std::uint64_t unseen = given.say(ann, "two");
    const WallTime left = given.now.wall;
    EXPECT_FALSE(given.editing.edit(ann, given.rooms.lobby(), seen, "won", given.now));
    EXPECT_FALSE(given.editing.edit(ann, given.rooms.lobby(), unseen, "too", given.now));

    given.editing.tell_missed(bob, given.rooms.lobby(), seen, left);

    EXPECT_EQ(given.events.told[bob.connection.id], std::vector<std::string>{"won"});
    given.editing.tell_missed(bob, given.rooms.lobby(), unseen, left + Milliseconds{1});
    EXPECT_EQ(given.events.told[bob.connection.id].size(), 1U);
}

TEST(Editing, KeepsSoManyCorrectionsOfARoom) {
    EditingParts given;
    User& ann = given.client("ann");

    for (int i = 0; i < 250; ++i) {
        const std::uint64_t id = given.say(ann, "one");
        EXPECT_FALSE(given.editing.edit(ann, given.rooms.lobby(), id, "again", given.now));
    }

    EXPECT_EQ(given.rooms.lobby().corrections.size(), Correction::max_per_room);
}

TEST(Posting, AnAnswerQuotesTheBeginningOfALine) {
    EditingParts given;
    User& ann = given.client("ann");
    const std::uint64_t id = given.say(ann, std::string(500, 'x') + "\nsecond");

    EXPECT_FALSE(given.posting.answer(ann, given.rooms.lobby(), id, "yes", given.now));

    const Message& answer = *given.said().find(id + 1);
    EXPECT_EQ(answer.reply_to, id);
    EXPECT_EQ(given.posting.answer(ann, given.rooms.lobby(), 77, "yes", given.now).code,
              Code::message_unknown);
}

}  // namespace
}  // namespace confab::unit
