// All that terminals listen for, in one look at a line.
#include "confab/dialect/terminal/listening.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "confab/base/word_borders.hpp"

namespace confab {
namespace {

TEST(Listening, FindsAllWordsOfALine) {
    Listening listening;
    const auto ann = listening.add("ann");
    const auto annie = listening.add("annie");
    const auto meeting = listening.add("会議");
    const auto bob = listening.add("bob");

    listening.look_at("ANN, annie: 会議は3時, said bobby");

    EXPECT_TRUE(listening.holds(ann));
    EXPECT_TRUE(listening.holds(annie));
    EXPECT_TRUE(listening.holds(meeting));
    EXPECT_FALSE(listening.holds(bob));
}

TEST(Listening, AnotherLineIsLookedAtAnew) {
    Listening listening;
    const auto ann = listening.add("ann");
    listening.look_at("ann");

    listening.look_at("bob");

    EXPECT_FALSE(listening.holds(ann));
}

TEST(Listening, AWordThatIsAddedLaterIsFoundInTheSameLine) {
    Listening listening;
    listening.look_at("ann and bob");
    const auto bob = listening.add("bob");

    listening.look_at("ann and bob");

    EXPECT_TRUE(listening.holds(bob));
}

TEST(Listening, AWordStaysUntilEverybodyHasRemovedIt) {
    Listening listening;
    const auto one = listening.add("ann");
    const auto two = listening.add("Ann");
    listening.remove(one);
    listening.look_at("hi ann");
    EXPECT_TRUE(listening.holds(two));

    listening.remove(two);

    EXPECT_EQ(listening.nodes(), 0U);
}

TEST(Listening, WhatHasGoneLeavesNothing) {
    Listening listening;
    for (int round = 0; round < 100; ++round) {
        Ear ear(listening);
        ear.listen({.name = "guest" + std::to_string(round),
                    .notify = Notify::word,
                    .words = {"deploy", "会議" + std::to_string(round)}});
    }

    EXPECT_EQ(listening.nodes(), 0U);
}

TEST(Listening, AWordThatUnfoldsToMoreThanALineOfItIsInNothing) {
    Listening listening;
    std::string long_word;
    for (int i = 0; i < 10; ++i) long_word += "\ufdfa";

    EXPECT_EQ(listening.add(long_word), 0U);
    EXPECT_FALSE(listening.holds(0));
}

TEST(Listening, WordsCountOnlyForWhoLetsThemRing) {
    Listening listening;
    Ear ear(listening);
    ear.listen({.name = "ann", .notify = Notify::mention, .words = {"deploy"}});

    const Meant meant = ear.meant_by("deploy, ann");

    EXPECT_TRUE(meant.by_name);
    EXPECT_FALSE(meant.by_word);
}

// However many words there are, each is found as the rule says of each place where it stands.
bool stands_in(const std::string& line, const std::string& word) {
    const icu::UnicodeString text = folded(line);
    const icu::UnicodeString what = folded(word);
    for (int32_t at = 0; !what.isEmpty() && at + what.length() <= text.length(); ++at) {
        const Occurrence here{at, what.length()};
        if (text.compare(at, what.length(), what) != 0) continue;
        if (ends(text, here, -1) && ends(text, here, 1)) return true;
    }
    return false;
}

TEST(Listening, ManyWordsAreFoundAsEachAlone) {
    const std::vector<std::string> parts{"a", "b", "ab", "-",  ".", " ",     "_",
                                         "@", "1", "会", "さ", "я", "\u0301"};
    std::mt19937 random(1);
    const auto any = [&](std::size_t most) {
        std::string text;
        for (std::size_t i = 1 + random() % most; i > 0; --i) text += parts[random() % parts.size()];
        return text;
    };
    for (int round = 0; round < 2000; ++round) {
        Listening listening;
        std::vector<std::string> words;
        std::vector<Listening::Word> ids;
        for (int i = 0; i < 8; ++i) words.push_back(any(4));
        for (const std::string& word : words) ids.push_back(listening.add(word));
        const std::string line = any(12);

        listening.look_at(line);

        for (std::size_t i = 0; i < words.size(); ++i) {
            ASSERT_EQ(listening.holds(ids[i]), stands_in(line, words[i])) << line << " / " << words[i];
        }
    }
}

}  // namespace
}  // namespace confab
