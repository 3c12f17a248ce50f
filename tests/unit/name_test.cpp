// Names of people and rooms.
#include "confab/base/name.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "confab/core/users/name_refusal.hpp"

namespace confab {
namespace {

class NameTest : public testing::Test {
  protected:
    std::string accepted(std::string_view text) const {
        const auto checked = rules.check_person(text);
        const Name* name = std::get_if<Name>(&checked);
        return name == nullptr ? "refused" : name->text;
    }
    NameFault fault(std::string_view text) const {
        const auto checked = rules.check_person(text);
        const NameFault* found = std::get_if<NameFault>(&checked);
        if (found == nullptr) ADD_FAILURE() << text << " was accepted";
        return found == nullptr ? NameFault::empty : *found;
    }
    bool same(std::string_view a, std::string_view b) const { return rules.key_of(a) == rules.key_of(b); }

    NameRules rules;
};

std::string times(std::size_t count, std::string_view unit) {
    std::string text;
    for (; count > 0; --count) text += unit;
    return text;
}

TEST_F(NameTest, OneLetterIsAName) { EXPECT_EQ(accepted("a"), "a"); }

TEST_F(NameTest, LettersDigitsUnderscoreHyphenAndDotMayFollowTheFirstLetter) {
    EXPECT_EQ(accepted("al_ice-2.x"), "al_ice-2.x");
}

TEST_F(NameTest, ThirtyTwoLettersAreTheMost) {
    EXPECT_EQ(accepted(times(32, "a")), times(32, "a"));
    EXPECT_EQ(fault(times(33, "a")), NameFault::too_long);
}

TEST_F(NameTest, LengthCountsLettersAndNotBytes) {
    EXPECT_EQ(accepted(times(32, "é")), times(32, "é"));
    EXPECT_EQ(fault(times(33, "é")), NameFault::too_long);
    EXPECT_EQ(fault(times(5000, "é")), NameFault::too_long);
}

TEST_F(NameTest, LengthIsCountedAfterNfc) { EXPECT_EQ(accepted(times(32, "e\u0301")), times(32, "é")); }

TEST_F(NameTest, NothingIsNoName) { EXPECT_EQ(fault(""), NameFault::empty); }

TEST_F(NameTest, ANameBeginsWithALetter) {
    for (const char* text : {"1a", "_a", "-a", ".a", "#a", "*", "!a", " a", "\u0301a", "٣ا"}) {
        EXPECT_EQ(fault(text), NameFault::bad_start) << text;
    }
}

TEST_F(NameTest, OtherCharactersAreRefused) {
    for (const char* text : {"a b", "a:b", "a>b", "a/b", "a#", "a\u00a0b", "a\u200db", "a\u200bb", "a😀",
                             "a\u202e", "a\ufffd", "a\u2028b", "a\u00adb"}) {
        EXPECT_EQ(fault(text), NameFault::bad_letter) << text;
    }
}

TEST_F(NameTest, AMarkThatNfcCannotJoinIsRefused) { EXPECT_EQ(fault("x\u0301"), NameFault::bad_letter); }

TEST_F(NameTest, ManyScriptsAreWelcome) {
    for (const char* text :
         {"Ольга", "Ελένη", "अनिल", "שלום", "山田", "ゆきこ", "민수", "علي", "ภาษา", "தமிழ்"}) {
        EXPECT_EQ(accepted(text), text);
    }
}

TEST_F(NameTest, DevanagariKeepsItsVowelSignsAndVirama) { EXPECT_EQ(accepted("हिन्दी"), "हिन्दी"); }

TEST_F(NameTest, MixedLatinAndCyrillicIsRefused) {
    EXPECT_EQ(fault("bоb"), NameFault::mixed_scripts);  // the o is Cyrillic
    EXPECT_EQ(fault("аlice"), NameFault::mixed_scripts);
    EXPECT_EQ(fault("Ωmega"), NameFault::mixed_scripts);
}

TEST_F(NameTest, LatinWithJapaneseIsHighlyRestrictiveAndFine) { EXPECT_EQ(accepted("kenさん"), "kenさん"); }

TEST_F(NameTest, DigitsOfTwoScriptsAreRefused) { EXPECT_EQ(fault("अ१2"), NameFault::mixed_scripts); }

TEST_F(NameTest, CaseMakesNoOtherName) { EXPECT_TRUE(same("Alice", "aLICE")); }

TEST_F(NameTest, UnicodeFormMakesNoOtherName) { EXPECT_TRUE(same("é", "e\u0301")); }

TEST_F(NameTest, LettersThatLookAlikeMakeNoOtherName) {
    EXPECT_TRUE(same("b0b", "bob"));
    EXPECT_TRUE(same("B0B", "bOb"));
    EXPECT_TRUE(same("pau1", "paul"));
    EXPECT_TRUE(same("раур", "paYp"));  // Cyrillic against Latin
}

TEST_F(NameTest, NamesThatDifferAreDifferent) {
    EXPECT_FALSE(same("alice", "bob"));
    EXPECT_FALSE(same("guest1", "guest2"));
    EXPECT_FALSE(same("ann", "anna"));
}

TEST_F(NameTest, ReservedNamesAreNobodys) {
    for (const char* text : {"server", "system", "admin", "root", "operator", "everyone", "here", "Server",
                             "ROOT", "r00t", "0perator", "Everyone", "һеге"}) {
        const auto checked = rules.check_person(text);
        EXPECT_TRUE(std::holds_alternative<NameFault>(checked)) << text;
    }
    EXPECT_EQ(fault("r00t"), NameFault::reserved);
    EXPECT_EQ(fault("һеге"), NameFault::reserved);
    EXPECT_EQ(fault("SYSTEM"), NameFault::reserved);
}

TEST_F(NameTest, ANameThatOnlyContainsAReservedOneIsFine) { EXPECT_EQ(accepted("rooty"), "rooty"); }

TEST_F(NameTest, ARoomMayHaveAReservedNameAndAHash) {
    const auto checked = rules.check_room("#server");

    ASSERT_TRUE(std::holds_alternative<RoomName>(checked));
    EXPECT_EQ(std::get<RoomName>(checked).text, "server");
    EXPECT_FALSE(std::get<RoomName>(checked).key.is_private());
}

TEST_F(NameTest, OnlyOneHashIsOptional) {
    EXPECT_TRUE(std::holds_alternative<NameFault>(rules.check_room("##server")));
    EXPECT_TRUE(std::holds_alternative<NameFault>(rules.check_room("#")));
}

TEST_F(NameTest, TheKeyOfAnAcceptedNameIsTheKeyOfItsText) {
    for (const char* text : {"Alice", "b0b", "Ольга", "हिन्दी", "İstanbul", "Straße", "ﬁne"}) {
        const auto checked = rules.check_person(text);
        const Name* name = std::get_if<Name>(&checked);
        if (name == nullptr) continue;
        EXPECT_EQ(name->key, rules.key_of(name->text)) << text;
        EXPECT_EQ(name->key, rules.key_of(text)) << text;
    }
}

// U+3164, say, is a letter that nobody sees: "bob" with one would be a second bob.
// Of ASCII alone the key is put together from those of single characters; with an umlaut behind it ICU
// makes the whole.
TEST_F(NameTest, TheKeyOfAsciiIsTheOneThatIcuMakesOfTheWhole) {
    const std::string umlaut = rules.key_of("ü");
    for (int first = 1; first < 128; ++first) {
        for (int second = 1; second < 128; ++second) {
            const std::string pair{static_cast<char>(first), static_cast<char>(second)};
            ASSERT_EQ(rules.key_of(pair) + umlaut, rules.key_of(pair + "ü")) << first << ' ' << second;
        }
    }
}

TEST_F(NameTest, NoLetterThatIsNotSeenIsAccepted) {
    for (const char* unseen : {"\u3164", "\u115f", "\u1160", "\uffa0", "\u17b4", "\u17b5", "\u034f", "\u180b",
                               "\ufe0f", "\u2060", "\u00ad", "\u061c"}) {
        const std::string with = std::string("bob") + unseen;
        const auto checked = rules.check_person(with);
        EXPECT_TRUE(std::holds_alternative<NameFault>(checked) || same(with, "bob")) << with;
        EXPECT_TRUE(std::holds_alternative<NameFault>(rules.check_person(unseen))) << unseen;
    }
}

TEST_F(NameTest, EveryFaultIsARefusalWithACodeOfItsOwn) {
    std::set<Code> codes;
    for (const NameFault each : {NameFault::empty, NameFault::too_long, NameFault::bad_start,
                                 NameFault::bad_letter, NameFault::mixed_scripts, NameFault::reserved}) {
        EXPECT_TRUE(refusal_of(each));
        EXPECT_TRUE(codes.insert(refusal_of(each).code).second);
    }
}

}  // namespace
}  // namespace confab
