// What was said is there again, in order and once.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <set>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

using Kind = HistoryQuery::Kind;
using Ids = std::vector<std::uint64_t>;

HistoryQuery query_of(Kind kind, std::uint64_t id, std::size_t limit) {
    HistoryQuery query = last(limit);
    query.kind = kind;
    query.id = id;
    return query;
}

TEST(MessageRing, SaysTheLastLinesOldestFirst) {
    Kept kept;
    kept.say_many(1, 10);

    const HistoryAnswer answer = kept.ask(last(3));

    EXPECT_FALSE(answer.failed);
    EXPECT_TRUE(answer.more);
    EXPECT_EQ(ids(answer), (Ids{8, 9, 10}));
    EXPECT_EQ(answer.lines.back().room, "lobby");
    EXPECT_EQ(answer.lines.back().said.from, "alice");
    EXPECT_EQ(answer.lines.back().said.text, "line 10");
    EXPECT_EQ(answer.lines.back().said.time, an_hour_ago() + std::chrono::seconds(10));
}

TEST(MessageRing, KnowsThatThereIsNoMore) {
    Kept kept;
    kept.say_many(1, 3);

    EXPECT_FALSE(kept.ask(last(3)).more);
    EXPECT_FALSE(kept.ask(last(50)).more);
    EXPECT_TRUE(kept.ask(last(2)).more);
}

TEST(MessageRing, AnswersWhatIsAskedOfARoomNobodyKnows) {
    Kept kept;

    const HistoryAnswer answer = kept.ask(last(3, "nowhere"));

    EXPECT_FALSE(answer.failed);
    EXPECT_TRUE(answer.lines.empty());
}

TEST(MessageRing, GoesBackFromALine) {
    Kept kept;
    kept.say_many(1, 10);

    EXPECT_EQ(ids(kept.ask(query_of(Kind::before, 5, 2))), (Ids{3, 4}));
    EXPECT_EQ(ids(kept.ask(query_of(Kind::before, 3, 9))), (Ids{1, 2}));
    EXPECT_EQ(ids(kept.ask(query_of(Kind::before, 1, 9))), (Ids{}));
}

TEST(MessageRing, GivesTheNewestOfWhatCameAfter) {
    Kept kept;
    kept.say_many(1, 10);

    EXPECT_EQ(ids(kept.ask(query_of(Kind::after, 7, 9))), (Ids{8, 9, 10}));
    const HistoryAnswer some = kept.ask(query_of(Kind::after, 2, 3));
    EXPECT_EQ(ids(some), (Ids{8, 9, 10}));
    EXPECT_TRUE(some.more);
}

TEST(MessageRing, StopsWhereItIsToldTo) {
    Kept kept;
    kept.say_many(1, 10);

    HistoryQuery until = last(3);
    until.up_to = 6;
    HistoryQuery between = query_of(Kind::after, 2, 9);
    between.up_to = 4;

    EXPECT_EQ(ids(kept.ask(until)), (Ids{4, 5, 6}));
    EXPECT_EQ(ids(kept.ask(between)), (Ids{3, 4}));
}

TEST(MessageRing, ShowsWhatWasAroundALine) {
    Kept kept;
    kept.say_many(1, 10);

    EXPECT_EQ(ids(kept.ask(query_of(Kind::around, 5, 4))), (Ids{3, 4, 5, 6, 7}));
    EXPECT_EQ(ids(kept.ask(query_of(Kind::around, 1, 4))), (Ids{1, 2, 3}));
    EXPECT_EQ(ids(kept.ask(query_of(Kind::around, 10, 4))), (Ids{8, 9, 10}));
}

TEST(MessageRing, GivesWhatWasSaidSinceATime) {
    Kept kept;
    kept.say_many(1, 10);
    HistoryQuery query = query_of(Kind::since, 0, 50);
    query.since = an_hour_ago() + std::chrono::seconds(8);

    const HistoryAnswer answer = kept.ask(query);

    EXPECT_EQ(ids(answer), (Ids{8, 9, 10}));
    EXPECT_FALSE(answer.more);
}

TEST(MessageRing, FindsWhatWasSaidSinceThoughTheClockWasSetBack) {
    Kept kept;
    kept.say({.id = 1, .time = an_hour_ago() + std::chrono::seconds(100)});
    kept.say({.id = 2, .time = an_hour_ago() + std::chrono::seconds(40)});
    HistoryQuery query = query_of(Kind::since, 0, 50);
    query.since = an_hour_ago() + std::chrono::seconds(90);

    EXPECT_EQ(ids(kept.ask(query)), (Ids{1}));
}

TEST(MessageRing, KeepsRoomsApart) {
    Kept kept;
    kept.say_many(1, 3);
    kept.say_many(1, 2, "dev");

    EXPECT_EQ(ids(kept.ask(last(9, "dev"))), (Ids{1, 2}));
    EXPECT_EQ(ids(kept.ask(last(9))), (Ids{1, 2, 3}));
}

TEST(MessageRing, BoundsAnAnswerInBytes) {
    Kept kept;
    for (std::uint64_t id = 1; id <= 40; ++id) kept.say({.id = id, .text = std::string(100'000, 'x')});

    const HistoryAnswer answer = kept.ask(last(40));

    EXPECT_EQ(ids(answer), (Ids{36, 37, 38, 39, 40}));
    EXPECT_TRUE(answer.more);
}

TEST(MessageRing, KeepsEverythingOfALine) {
    Kept kept;
    kept.say({.id = 7, .from = "Zoë", .text = "two\nlines \xF0\x9F\x98\x80 '\"; DROP TABLE", .emote = true});

    const Message said = kept.ask(last(1)).lines.at(0).said;

    EXPECT_EQ(said.type, EventType::emote);
    EXPECT_EQ(said.id, 7U);
    EXPECT_EQ(said.from, "Zoë");
    EXPECT_EQ(said.text, "two\nlines \xF0\x9F\x98\x80 '\"; DROP TABLE");
}

TEST(MessageRing, DoesNotWriteAnIdTwice) {
    Kept kept;
    kept.say({.id = 1, .text = "first"});
    kept.store().flush();
    kept.say({.id = 1, .text = "second"});
    kept.say({.id = 2, .text = "third"});

    EXPECT_EQ(kept.texts(last(9)), (std::vector<std::string>{"first", "third"}));
    EXPECT_TRUE(kept.search("second").empty());
}

TEST(MessageRing, IsThereAgainAfterARestart) {
    Kept kept;
    kept.say_many(1, 100);
    kept.close();
    kept.open();

    kept.say_many(101, 102);

    EXPECT_EQ(ids(kept.ask(last(3))), (Ids{100, 101, 102}));
}

TEST(MessageRing, SeesWhatWasAddedBeforeTheQuestion) {
    Kept kept([](StoreSettings& s) { s.group = std::chrono::hours(1); });

    for (std::uint64_t id = 1; id <= 50; ++id) {
        kept.say({.id = id});
        ASSERT_EQ(ids(kept.ask(last(1))), Ids{id});
    }
}

TEST(MessageRing, WritesWhatIsSaidAloneAtOnceAndTheNextWithWhatElseComes) {
    Kept kept([](StoreSettings& s) { s.group = std::chrono::hours(1); });

    kept.say({.id = 1});
    wait_until([&] { return kept.store().stats().written == 1; });
    kept.say_many(2, 10);

    EXPECT_EQ(kept.store().stats().waiting, 9U);
    kept.store().flush(std::chrono::seconds(30));
    EXPECT_EQ(kept.store().stats().written, 10U);
}

TEST(MessageRing, WritesWithoutBeingAskedWithinTheGroup) {
    Kept kept;
    kept.say_many(1, 10);

    wait_until([&] { return kept.store().stats().written == 10; });

    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM message"), 10);
}

TEST(MessageRing, RefusesMoreQuestionsThanMayWait) {
    Kept kept([](StoreSettings& s) { s.max_questions = 0; });

    EXPECT_FALSE(kept.store().log().ask(last(1)));
}

TEST(MessageRing, AnswersWithTheTicketOfTheQuestion) {
    Kept kept;
    HistoryQuery query = last(1);
    query.ticket = 4711;

    EXPECT_EQ(kept.ask(query).ticket, 4711U);
}

TEST(MessageRing, IsForItsOwnerOnly) {
    Kept kept;
    kept.say_many(1, 1);
    kept.store().flush();

    for (const char* name : {"/history.db", "/history.db-wal", "/state.db", "/lock"}) {
        struct stat file {};
        ASSERT_EQ(stat((kept.directory() + name).c_str(), &file), 0) << name;
        EXPECT_EQ(file.st_mode & 0777U, 0600U) << name;
    }
}

TEST(MessageRing, WritesManyRoomsAtOnce) {
    Kept kept;
    for (std::uint64_t id = 1; id <= 20; ++id) {
        for (int room = 0; room < 300; ++room) kept.say_many(id, id, "room" + std::to_string(room));
    }

    EXPECT_EQ(kept.ask(last(50, "room0")).lines.size(), 20U);
    EXPECT_EQ(kept.ask(last(50, "room299")).lines.size(), 20U);
    EXPECT_EQ(look_text(kept.history(), "PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace confab::store
