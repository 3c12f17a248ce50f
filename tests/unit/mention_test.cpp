// Who is meant by a line.
#include "confab/core/mention.hpp"

#include <gtest/gtest.h>

namespace confab {
namespace {

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
    EXPECT_FALSE(mentions("花子さん", "花子"));
    EXPECT_FALSE(mentions("hi rene", "Ren\u00e9"));
    EXPECT_TRUE(mentions("\U0001F600ann\U0001F600", "ann"));
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
    TerminalSettings ann{.name = "ann"};
    const auto which = [&ann](Notify notify) {
        ann.notify = notify;
        return std::vector<bool>{rings(ann, hello), rings(ann, meant), rings(ann, secret)};
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
    const TerminalSettings ann{.name = "ann", .notify = Notify::all};
    Event old = meant;
    old.replay = true;
    Event own = meant;
    own.from = "ann";

    EXPECT_FALSE(rings(ann, old));
    EXPECT_FALSE(rings(ann, own));
    EXPECT_FALSE(rings(ann, {.type = EventType::notice, .text = "ann"}));
    EXPECT_FALSE(rings(ann, {.type = EventType::joined, .from = "ann2"}));
}

}  // namespace
}  // namespace confab
