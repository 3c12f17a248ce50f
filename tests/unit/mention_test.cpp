// The people that a line means.
#include "confab/dialect/terminal/mention.hpp"

#include <gtest/gtest.h>

#include "confab/dialect/terminal/listening.hpp"

namespace confab {
namespace {

bool asks_to_ring(const DisplayPreferences& settings, const Event& event) {
    Listening listening;
    Ear ear(listening);
    ear.listen(settings);
    return rings(settings, event, ear.meant_by(event.text));
}

TEST(Mention, ANameIsFoundAsAWordInAnyCase) {
    for (const char* text : {"ann", "hi ann", "ANN!", "@ann", "ann: look", "(Ann)", "ann's", "so,ann,so",
                             "ask ann.", "ann-", "ann...", "joann ann", "é ann", "ann…"}) {
        EXPECT_TRUE(mentions(text, "ann")) << text;
        EXPECT_TRUE(mentions(text, "ANN")) << text;
    }
}

TEST(Mention, NeverInsideALongerWord) {
    for (const char* text : {"", "an", "joann", "anna", "ann_b", "ann2", "2ann", "jo-ann", "ann-marie",
                             "jo.ann", "ann.example", "éann", "ann\u0301", "annä", "annann"}) {
        EXPECT_FALSE(mentions(text, "ann")) << text;
    }
}

TEST(Mention, AnyScriptAndAnyForm) {
    EXPECT_TRUE(mentions("привет, ОЛЬГА", "Ольга"));
    EXPECT_TRUE(mentions("hi rene\u0301!", "Ren\u00e9"));
    EXPECT_TRUE(mentions("hi ＡＮＮ", "ann"));
    EXPECT_TRUE(mentions("STRASSE", "straße"));
    EXPECT_TRUE(mentions("@花子 は", "花子"));
    EXPECT_FALSE(mentions("hi rene", "Ren\u00e9"));
    EXPECT_TRUE(mentions("\U0001F600ann\U0001F600", "ann"));
}

TEST(Mention, AChangeOfScriptEndsAWord) {
    for (const char* text :
         {"bobさん", "Bobさん、", "你好bob", "@bob你好", "你好@bob你好", "ありがとうbobさん", "bob은 여기",
          "bobครับ", "ครับbob", "бобbob", "bobですか", "ＢＯＢさん", "bob-さん", "が\u3099bob"}) {
        EXPECT_TRUE(mentions(text, "bob")) << text;
    }
    EXPECT_TRUE(mentions("会議は3時", "会議"));
    EXPECT_TRUE(mentions("3時の会議です", "会議"));
    EXPECT_TRUE(mentions("会議3時", "会議"));
    EXPECT_TRUE(mentions("サーバーが落ちた", "サーバー"));
    EXPECT_TRUE(mentions("花子さん", "花子"));
    EXPECT_TRUE(mentions("bob2さん", "bob2"));
    EXPECT_TRUE(mentions("bob_さん", "bob_"));
    EXPECT_TRUE(mentions("42です", "42"));
    EXPECT_TRUE(mentions("寿司\U0001F363食べる", "\U0001F363"));
    EXPECT_TRUE(mentions("𠮷野家は", "𠮷野家")) << "outside the first plane";
}

TEST(Mention, WithoutAChangeOfScriptAWordGoesOn) {
    for (const char* text : {"bob2さん", "bob_さん", "bobéさん", "bob\u0301さん", "さんjobさん", "bob2",
                             "@bobby你好", "@jobob", "bob.dev", "\u05d0_bob"}) {
        EXPECT_FALSE(mentions(text, "bob")) << text;
    }
    EXPECT_FALSE(mentions("会議室で", "会議"));
    EXPECT_FALSE(mentions("サーバーが", "サーバ")) << "the long sound belongs to the word";
    EXPECT_FALSE(mentions("Ольгами", "Ольга"));
    EXPECT_FALSE(mentions("423です", "42"));
    EXPECT_FALSE(mentions("bob12さん", "bob1"));
}

TEST(Mention, AnAtSignCallsANameWhereNothingShowsItsEnd) {
    EXPECT_TRUE(mentions("@花子様", "花子"));
    EXPECT_TRUE(mentions("你好@花子你好", "花子"));
    EXPECT_TRUE(mentions("@철수야", "철수"));
    EXPECT_TRUE(mentions("@สมชายครับ", "สมชาย"));
    EXPECT_TRUE(mentions("＠はなちゃん", "はな"));
    EXPECT_FALSE(mentions("花子様", "花子"));
    EXPECT_FALSE(mentions("@花子_2", "花子"));
    EXPECT_FALSE(mentions("@สมชายี", "สมชาย")) << "a mark belongs to the letter before it";
}

TEST(Mention, NobodyIsInNothing) {
    EXPECT_FALSE(mentions("hello", ""));
    EXPECT_FALSE(mentions("", ""));
    EXPECT_FALSE(mentions("\u00ad", "\u00ad")) << "a soft hyphen folds to nothing";
}

TEST(Mention, ANameMayEndAsOnlyNamesDo) {
    EXPECT_TRUE(mentions("hi bob-.", "bob-"));
    EXPECT_FALSE(mentions("bob-by", "bob-"));
}

const Event hello{.type = EventType::message, .from = "bob", .text = "hello all, tea?"};
const Event meant{.type = EventType::message, .from = "bob", .text = "hello ann"};
const Event secret{.type = EventType::private_message, .from = "bob", .to = "ann", .text = "psst"};

TEST(Rings, AsIsSet) {
    DisplayPreferences ann{.name = "ann"};
    const auto which = [&ann](Notify notify) {
        ann.notify = notify;
        return std::vector<bool>{asks_to_ring(ann, hello), asks_to_ring(ann, meant),
                                 asks_to_ring(ann, secret)};
    };

    EXPECT_EQ(which(Notify::off), (std::vector<bool>{false, false, false}));
    EXPECT_EQ(which(Notify::pm), (std::vector<bool>{false, false, true}));
    EXPECT_EQ(which(Notify::mention), (std::vector<bool>{false, true, true}));
    EXPECT_EQ(which(Notify::all), (std::vector<bool>{true, true, true}));
    EXPECT_EQ(which(Notify::word), (std::vector<bool>{false, true, true}));
    ann.words = {"coffee", "TEA"};
    EXPECT_EQ(which(Notify::word), (std::vector<bool>{true, true, true}));
}

TEST(Rings, NeverForOneselfNorForWhatIsOldNorForNotices) {
    const DisplayPreferences ann{.name = "ann", .notify = Notify::all};
    Event old = meant;
    old.replay = true;
    Event own = meant;
    own.from = "ann";

    EXPECT_FALSE(asks_to_ring(ann, old));
    EXPECT_FALSE(asks_to_ring(ann, own));
    EXPECT_FALSE(asks_to_ring(ann, {.type = EventType::notice, .text = "ann"}));
    EXPECT_FALSE(asks_to_ring(ann, {.type = EventType::joined, .from = "ann2"}));
}

}  // namespace
}  // namespace confab
