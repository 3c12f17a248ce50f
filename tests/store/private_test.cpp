// What was said in private is marked, and a room keeps its history under another key.
#include <gtest/gtest.h>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

using Texts = std::vector<std::string>;

void say_in(Kept& kept, const std::string& key, std::uint64_t id, const std::string& text, bool in_private) {
    const RoomKey room = room_key(key);
    const Event event{
        .type = EventType::message, .time = an_hour_ago(), .id = id, .from = "ann", .text = text};
    kept.store().log().add({room, room.base(), "ann", 1, event, in_private});
}

HistoryQuery asked(const std::string& key, std::vector<IdRange> shown = {},
                   std::vector<IdRange> hidden = {}) {
    HistoryQuery query;
    query.kind = HistoryQuery::Kind::last;
    query.rooms = {room_key(key)};
    query.limit = 50;
    query.in_private[room_key(key)] = {std::move(shown), std::move(hidden)};
    return query;
}

TEST(PrivateLines, AreShownOnlyWhereTheQuestionSaysSo) {
    Kept kept;
    for (std::uint64_t id = 1; id <= 6; ++id) say_in(kept, "dev", id, std::to_string(id), id == 3 || id == 4);

    EXPECT_EQ(kept.texts(asked("dev")), (Texts{"1", "2", "5", "6"}));
    EXPECT_EQ(kept.texts(asked("dev", {{3, 3}}, {{4, 4}})), (Texts{"1", "2", "3", "5", "6"}));
    EXPECT_EQ(kept.texts(asked("dev", {{3, 4}})), (Texts{"1", "2", "3", "4", "5", "6"}));
    EXPECT_EQ(kept.texts(asked("dev", {}, {{1, 6}})), Texts{});
    EXPECT_EQ(kept.texts(asked("dev", {}, {{1, 2}, {6, 9}})), (Texts{"5"}))
        << "and unmarked ones by their ids";
    HistoryQuery around = asked("dev");
    around.kind = HistoryQuery::Kind::around;
    around.id = 3;
    EXPECT_EQ(kept.texts(around), (Texts{"1", "2", "5", "6"}));
}

TEST(PrivateLines, AreNotFoundByASearchOldOrNew) {
    for (const Milliseconds index_after : {Milliseconds{0}, Milliseconds{3'600'000}}) {
        Kept kept([&](StoreSettings& s) { s.index_after = index_after; });
        say_in(kept, "dev", 1, "tea in public", false);
        say_in(kept, "dev", 2, "tea in private", true);
        if (index_after == Milliseconds{0}) {
            wait_until([&] { return look(kept.history(), "SELECT max(indexed) FROM room") == 2; });
        }
        HistoryQuery search = asked("dev");
        search.kind = HistoryQuery::Kind::search;
        search.words = "tea";

        EXPECT_EQ(kept.texts(search), Texts{"tea in public"});
        search.in_private[room_key("dev")].shown = {{2, 2}};
        EXPECT_EQ(kept.texts(search).size(), 2U);
    }
}

TEST(PrivateLines, AreMarkedAfterARestartToo) {
    const TemporaryDirectory directory;
    {
        Kept kept(directory.path());
        say_in(kept, "dev", 1, "in public", false);
        say_in(kept, "dev", 2, "in private", true);
    }
    Kept kept(directory.path());

    const StoredState state = kept.store().load();

    ASSERT_EQ(state.tails.at(0).lines.size(), 2U);
    EXPECT_FALSE(state.tails[0].lines[0].in_private);
    EXPECT_TRUE(state.tails[0].lines[1].in_private);
}

TEST(PrivateLines, OfAnOlderFileAreThoseUnderAKeyOfTheirOwn) {
    const TemporaryDirectory directory;
    {
        Kept kept(directory.path());
        say_in(kept, "dev", 1, "in public", false);
        say_in(kept, "17#dev", 2, "in private", true);
    }
    change(directory.path() + "/history.db", "ALTER TABLE message DROP COLUMN private");
    change(directory.path() + "/history.db", "ALTER TABLE message DROP COLUMN reply_to");
    change(directory.path() + "/history.db", "PRAGMA user_version=2");
    Kept kept(directory.path());

    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM message WHERE private=1"), 1);
    EXPECT_EQ(kept.texts(asked("dev")), Texts{"in public"});
    EXPECT_EQ(kept.texts(asked("17#dev")), Texts{});
    EXPECT_EQ(kept.texts(asked("17#dev", {{1, 9}})), Texts{"in private"});
}

TEST(RenamedRooms, KeepWhatWasSaidBeforeAndAfterInOrder) {
    Kept kept;
    say_in(kept, "dev", 1, "before", false);
    EXPECT_TRUE(kept.store().log().rename(room_key("dev"), room_key("17#dev"), 1));
    say_in(kept, "17#dev", 2, "after", false);
    say_in(kept, "dev", 2, "of a stranger", false);
    EXPECT_TRUE(kept.store().log().rename(room_key("17#dev"), room_key("dev"), 2));
    say_in(kept, "dev", 3, "at last", false);

    EXPECT_EQ(kept.texts(asked("dev")), (Texts{"before", "after", "at last"}));
    EXPECT_EQ(kept.texts(asked("17#dev")), Texts{});
}

TEST(RenamedRooms, AreMadeUpForAfterACrashBetweenTheDatabases) {
    const TemporaryDirectory directory;
    {
        Kept kept(directory.path());
        say_in(kept, "dev", 1, "before", false);
        RoomRecord room{{"dev", room_key("17#dev")}, "", {}};
        room.rules.owner = 17;
        room.rules.unlisted = true;
        room.rules.moved_from = room_key("dev");
        room.rules.moved_up_to = 1;
        kept.store().state().save(room);
    }
    for (int start = 0; start < 2; ++start) {
        Kept kept(directory.path());
        const StoredState state = kept.store().load();
        EXPECT_EQ(state.tails.back().room.key.stored(), "17#dev") << "used before the stranger's";
        EXPECT_EQ(state.rooms.at(0).rules.moved_up_to, 1U);
        if (start == 0) say_in(kept, "dev", 2, "of a stranger", false);
    }
    Kept kept(directory.path());
    EXPECT_EQ(kept.texts(asked("dev")), Texts{"of a stranger"});
    EXPECT_EQ(kept.texts(asked("17#dev")), Texts{"before"});
}

TEST(RenamedRooms, WaitWhileSomethingIsBeingRemoved) {
    Kept kept;
    for (std::uint64_t id = 1; id <= 3; ++id) say_in(kept, "dev", id, "x", false);
    EXPECT_TRUE(kept.store().log().forget(room_key("dev"), 3));
    wait_until([&] { return kept.store().log().rename(room_key("dev"), room_key("17#dev"), 3); });

    EXPECT_EQ(kept.texts(asked("17#dev")), Texts{});
}

TEST(RenamedRooms, KeepTheirMembersListsAndPeriods) {
    const TemporaryDirectory directory;
    RoomRecord room{{"dev", room_key("17#dev")}, "", {}};
    room.rules.owner = 17;
    room.rules.pending = {{3, "ann"}};
    room.rules.periods = {{4, 9, {{17, 9}, {3, 5}}}, {12, still_private, {}}};
    {
        Kept kept(directory.path());
        kept.store().state().save(room);
    }
    Kept kept(directory.path());

    EXPECT_EQ(kept.store().load().rooms.at(0).rules, room.rules);
}

TEST(StoredRooms, HaveTheTextOfTheirKeyInEveryFile) {
    Kept kept;
    RoomRecord room{{"dev", RoomKey::of_private(17, "dev")}, "", {}};
    room.rules.moved_from = RoomKey::of_public("dev");
    kept.store().state().save(room);
    kept.store().state().save(Sanction{.id = 1, .room_key = room.name.key});
    kept.store().log().save({"code", {"guest", "guest"}, {}, {{room.name, 1}}});
    say_in(kept, "17#dev", 1, "in private", true);
    ASSERT_TRUE(kept.store().flush());

    EXPECT_EQ(look_text(kept.state(), "SELECT key FROM room"), "17#dev");
    EXPECT_EQ(look_text(kept.state(), "SELECT rules ->> 'moved_from' FROM room"), "dev");
    EXPECT_EQ(look_text(kept.state(), "SELECT room_key FROM sanction"), "17#dev");
    EXPECT_EQ(look_text(kept.history(), "SELECT key FROM room"), "17#dev");
    EXPECT_EQ(look_text(kept.history(), "SELECT seats ->> '$.seats[0].key' FROM seat"), "17#dev");
}

TEST(StoredRooms, WithoutAKeyThatCanBeReadAreNotTheWholeServer) {
    const TemporaryDirectory directory;
    {
        Kept kept(directory.path());
        kept.store().state().save(RoomRecord{{"dev", room_key("dev")}, "", {}});
        kept.store().state().save(Sanction{.id = 1, .room_key = room_key("dev")});
    }
    change(directory.path() + "/state.db", "UPDATE sanction SET room_key='x#dev'");
    change(directory.path() + "/state.db", "UPDATE room SET key='x#dev'");
    Kept kept(directory.path());

    const StoredState state = kept.store().load();

    EXPECT_TRUE(state.sanctions.empty());
    EXPECT_TRUE(state.rooms.empty());
    EXPECT_EQ(state.last_sanction, 1U);
}

TEST(RenamedRooms, StayPrivateWhenKeysAreMadeAnew) {
    const TemporaryDirectory directory;
    const auto keys = [](const char* version, const char* suffix) {
        return [=](StoreSettings& s) {
            s.key_version = version;
            s.key_of = [=](std::string_view name) { return std::string(name).append(suffix); };
        };
    };
    {
        Kept kept(directory.path(), keys("1", "-key"));
        kept.store().load();
        say_in(kept, "17#dev-key", 1, "in private", true);
        kept.store().state().save(
            RoomRecord{{"dev", room_key("17#dev-key")}, "", {.owner = 17, .unlisted = true}});
    }
    change(directory.path() + "/history.db", "UPDATE room SET name='dev'");
    Kept kept(directory.path(), keys("2", "-new"));

    const StoredState state = kept.store().load();

    EXPECT_EQ(state.rooms.at(0).name.key.stored(), "17#dev-new");
    EXPECT_EQ(state.tails.at(0).room.key.stored(), "17#dev-new");
}

}  // namespace
}  // namespace confab::store
