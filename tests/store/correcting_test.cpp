// Messages that were corrected or taken back, in the files and in what is found.
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

using Texts = std::vector<std::string>;

Texts texts_of_lobby(Kept& kept) { return kept.texts(last(9)); }

TEST(Correcting, IsFoundInsteadOfWhatWasSaid) {
    Kept kept;
    kept.say({.id = 1, .text = "the zebra"});
    kept.say({.id = 2, .text = "the horse"});
    ASSERT_EQ(kept.search("zebra").size(), 1U);

    kept.store().log().replace(room_key("lobby-key"), 1, "the donkey");

    EXPECT_EQ(texts_of_lobby(kept), (Texts{"the donkey", "the horse"}));
    EXPECT_TRUE(kept.search("zebra").empty());
    EXPECT_EQ(kept.search("donkey"), Texts{"the donkey"});
}

TEST(Correcting, OfWhatIsInTheWordIndexChangesThatToo) {
    Kept kept;
    kept.say_many(1, 1200);
    wait_until([&] { return look(kept.history(), "SELECT indexed FROM room") >= 1000; });

    kept.store().log().replace(room_key("lobby-key"), 7, "a zebra");
    kept.store().log().remove(room_key("lobby-key"), 8);

    EXPECT_EQ(kept.search("zebra"), Texts{"a zebra"});
    EXPECT_TRUE(kept.search("\"line 7\"").empty() || kept.search("7").empty());
    wait_until([&] { return look(kept.history(), "SELECT count(*) FROM message") == 1199; });
    EXPECT_EQ(look_text(kept.history(), "PRAGMA integrity_check"), "ok");
}

TEST(Correcting, WhatWasTakenBackIsNotInTheFile) {
    Kept kept;
    kept.say({.id = 1, .text = "zebrasecret"});
    kept.say({.id = 2, .text = "public"});
    kept.store().log().remove(room_key("lobby-key"), 1);

    EXPECT_EQ(texts_of_lobby(kept), Texts{"public"});
    EXPECT_TRUE(kept.search("zebrasecret").empty());
    EXPECT_EQ(look(kept.history(), "SELECT count(*) FROM message"), 1);
}

TEST(Correcting, KeepsItsPlaceAmongWhatIsSaidAndRenamed) {
    Kept kept;
    MessageLog& log = kept.store().log();
    kept.say({.id = 1, .text = "one"});
    log.replace(room_key("lobby-key"), 1, "won");
    EXPECT_TRUE(log.rename(room_key("lobby-key"), room_key("other-key"), 1));
    log.replace(room_key("lobby-key"), 1, "nobody's");
    log.replace(room_key("other-key"), 1, "one again");
    kept.say({.id = 2, .text = "two"});

    EXPECT_EQ(texts_of_lobby(kept), Texts{"two"});
    EXPECT_EQ(look_text(kept.history(), "SELECT text FROM message ORDER BY number LIMIT 1"), "one again");
}

TEST(Correcting, AnAnswerKnowsWhatItAnswersAfterARestart) {
    Kept kept;
    const Reference about{.id = 1};
    kept.say({.id = 1});
    const RoomKey key = room_key("lobby-key");
    const Event answer{.type = EventType::message,
                       .time = WallTime{Milliseconds{1'790'000'000'000}},
                       .id = 2,
                       .from = "bob",
                       .text = "yes",
                       .about = &about};
    kept.store().log().add({key, "lobby", "bob-key", 7, answer});

    EXPECT_EQ(kept.ask(last(9)).lines.back().said.reply_to, 1U);
    kept.close();
    kept.open();
    const StoredState stored = kept.store().load();
    ASSERT_EQ(stored.tails.size(), 1U);
    EXPECT_EQ(stored.tails.front().lines.back().reply_to, 1U);
    EXPECT_EQ(stored.tails.front().lines.back().author.account, 7U);
}

}  // namespace
}  // namespace confab::store
