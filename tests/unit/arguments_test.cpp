// Reading what a command was called with.
#include "dialect/text/arguments.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>
#include <vector>

namespace confab::unit {
namespace {

constexpr std::array rules = {Choice{"own"}, Choice{"key", "WORD", ParameterType::room_key},
                              Choice{"moderated", "on", ParameterType::on_off, true}};

std::vector<std::string_view> values(const ParameterList& list, std::string_view text) {
    const auto arguments = Arguments::read(list, text);
    if (!arguments) return {"usage"};
    std::vector<std::string_view> found;
    for (std::size_t i = 0; i < list.size(); ++i) found.push_back((*arguments)[i]);
    return found;
}

using Values = std::vector<std::string_view>;

TEST(Arguments, TheLastOneIsTheRestOfTheLine) {
    const ParameterList msg = {required(ParameterType::user, "NAME"), required(ParameterType::text, "TEXT")};

    EXPECT_EQ(values(msg, "bob  how are  you"), (Values{"bob", "how are  you"}));
    EXPECT_EQ(values(msg, "bob"), Values{"usage"});
    EXPECT_EQ(values(msg, ""), Values{"usage"});
}

TEST(Arguments, AListOfNoneTakesNone) {
    EXPECT_EQ(values({}, ""), Values{});
    EXPECT_EQ(values({}, "x"), Values{"usage"});
}

TEST(Arguments, OneThatBelongsToThePreviousIsRequiredWithIt) {
    const ParameterList passwd = {optional(ParameterType::password, "OLD"),
                                  with_previous(ParameterType::password, "NEW")};

    EXPECT_EQ(values(passwd, ""), (Values{"", ""}));
    EXPECT_EQ(values(passwd, "a b c"), (Values{"a", "b c"}));
    EXPECT_EQ(values(passwd, "a"), Values{"usage"});
    EXPECT_EQ(usage_of(passwd), "[OLD NEW]");
}

TEST(Arguments, AScopeIsTakenOnlyWithItsMark) {
    const ParameterList unmute = {hidden(ParameterType::scope), required(ParameterType::target, "NAME")};

    EXPECT_EQ(values(unmute, "bob"), (Values{"", "bob"}));
    EXPECT_EQ(values(unmute, "#dev bob"), (Values{"#dev", "bob"}));
    EXPECT_EQ(values(unmute, "#dev"), Values{"usage"});
    EXPECT_EQ(values(unmute, "bob eve"), Values{"usage"});
    EXPECT_EQ(usage_of(unmute), "NAME");
}

TEST(Arguments, ACountIsANumberFromOne) {
    const ParameterList context = {required(ParameterType::count, "N"),
                                   optional(ParameterType::count, "LINES")};

    EXPECT_EQ(values(context, "3"), (Values{"3", ""}));
    EXPECT_EQ(values(context, "3 99999999999999999999"), (Values{"3", "99999999999999999999"}));
    for (const char* text : {"0", "-1", "x", "3 x", "3 4 5", "3 0"}) {
        EXPECT_EQ(values(context, text), Values{"usage"}) << text;
    }
}

TEST(Arguments, AChoiceIsOneOfItsWordsWithWhatFollowsIt) {
    const ParameterList room = {optional_one_of(rules)};

    for (const char* text : {"", "own", "OWN", "key tuna", "Moderated", "moderated OFF"}) {
        EXPECT_EQ(values(room, text), Values{text});
    }
    for (const char* text : {"ow", "own x", "key", "moderated x", "x"}) {
        EXPECT_EQ(values(room, text), Values{"usage"}) << text;
    }
    const auto key = Arguments::read(room, "KEY Two words");
    EXPECT_EQ(key->choice(0), "key");
    EXPECT_EQ(key->after_choice(0), "Two words");
    EXPECT_EQ(usage_of(room), "[own|key WORD|moderated on]");
}

TEST(Arguments, WhatIsBehindOneIsAsItWasTyped) {
    const ParameterList mute = {hidden(ParameterType::scope), required(ParameterType::target, "NAME"),
                                optional(ParameterType::duration, "TIME"),
                                optional(ParameterType::words, "REASON")};

    EXPECT_EQ(Arguments::read(mute, "#dev bob 2h  too loud")->behind(1), "2h  too loud");
    EXPECT_EQ(Arguments::read(mute, "bob")->behind(1), "");
}

TEST(Arguments, OnAndOffAreOfAnyCase) {
    const ParameterList echo = {required(ParameterType::on_off, "on|off")};

    EXPECT_TRUE(Arguments::read(echo, "ON")->is_on(0));
    EXPECT_FALSE(Arguments::read(echo, "off")->is_on(0));
    EXPECT_EQ(values(echo, "on off"), Values{"usage"});
}

}  // namespace
}  // namespace confab::unit
