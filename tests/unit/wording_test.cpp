// Every code has one phrase, and every phrase uses what it is given.
#include "confab/dialect/text/wording.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace confab::dialect {
namespace {

std::vector<Phrase> all_phrases() {
    std::vector<Phrase> all;
    for (const auto& table : phrase_tables()) all.insert(all.end(), table.begin(), table.end());
    return all;
}

std::size_t arguments_of(const Phrase& phrase) {
    if (phrase.arguments.empty()) return 0;
    return static_cast<std::size_t>(std::count(phrase.arguments.begin(), phrase.arguments.end(), ' ')) + 1;
}

// A reply with that many arguments, "a0", "a1" and so on, and what comes of it.
Worded sample(const Phrase& phrase) {
    Reply reply(phrase.code);
    for (std::size_t i = 0; i < arguments_of(phrase); ++i) {
        reply.arguments.push_back("a" + std::to_string(i));
    }
    return EnglishWording().word(reply);
}

TEST(Wording, HasOnePhraseForEveryCode) {
    std::set<Code> seen;
    for (const Phrase& phrase : all_phrases()) EXPECT_TRUE(seen.insert(phrase.code).second) << phrase.name;

    EXPECT_EQ(seen.size(), static_cast<std::size_t>(Code::last_) - 1);
    EXPECT_FALSE(seen.contains(Code::none));
}

TEST(Wording, NamesEveryCodeOnceInLowerCase) {
    std::set<std::string_view> names;
    for (const Phrase& phrase : all_phrases()) {
        EXPECT_TRUE(names.insert(phrase.name).second) << phrase.name;
        EXPECT_EQ(phrase.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"),
                  std::string_view::npos)
            << phrase.name;
    }
}

TEST(Wording, EveryPhraseReadsWithItsArgumentsAndWithoutThem) {
    for (const Phrase& phrase : all_phrases()) {
        SCOPED_TRACE(phrase.name);
        const std::string text = sample(phrase).text;
        EXPECT_FALSE(text.empty());
        EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
        const std::size_t emote = text.find("** ");  // of a result of a search
        EXPECT_EQ(text.find('*', emote == std::string::npos ? 0 : emote + 2), std::string::npos) << text;
        Reply bare(phrase.code);
        for (std::size_t i = 0; i < arguments_of(phrase); ++i) bare.arguments.push_back({});
        EXPECT_NO_THROW(EnglishWording().word(bare));
    }
}

TEST(Wording, TellsProgramsTheCodeAndEachArgumentByItsName) {
    for (const Phrase& phrase : all_phrases()) {
        SCOPED_TRACE(phrase.name);
        const auto object = nlohmann::json::parse(R"({"type":"error")" + sample(phrase).fields + "}");
        EXPECT_EQ(object["code"], phrase.name);
        EXPECT_EQ(object.size(), arguments_of(phrase) + 2);
        for (const char* taken : {"time", "id", "from", "to", "text", "replay"}) {
            EXPECT_FALSE(object.contains(taken)) << taken;
        }
    }
}

TEST(Wording, CountsInTheSingularAndThePlural) {
    EXPECT_EQ(EnglishWording().word({Code::name_too_long, 32}).text,
              "a name has 32 letters at most, choose a shorter one");
}

TEST(Wording, SaysSomethingElseOfAnArgumentThatIsNotThere) {
    EXPECT_EQ(EnglishWording().word({Code::kicked, "bob", "dev"}).text, "bob was put out of #dev");
    EXPECT_EQ(EnglishWording().word({Code::kicked, "bob"}).text, "bob was put off the server");
}

TEST(Wording, EndsAListOfAlternativesWithOr) {
    const auto text = [](const NameList& like) {
        return EnglishWording().word({Code::help_unknown, "t", like}).text;
    };

    EXPECT_EQ(text({}), "there is no command /t, /help all lists them");
    EXPECT_EQ(text({"/tz"}), "there is no command /t, did you mean /tz? /help all lists them");
    EXPECT_EQ(text({"/topic", "/timestamps", "/tz"}),
              "there is no command /t, did you mean /topic, /timestamps or /tz? /help all lists them");
}

TEST(Wording, LeavesOutTheDateOfToday) {
    const WallTime now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(14);
    const auto text = [now](WallTime since) {
        return EnglishWording()
            .word({Code::history_since, 1, "dev", LocalTime{since, ZoneClock("UTC"), now}})
            .text;
    };

    EXPECT_EQ(text(now - std::chrono::hours(1)), "1 line of #dev since 13:00:");
    EXPECT_EQ(text(now - std::chrono::hours(24)), "1 line of #dev since 2026-11-21 14:00:");
}

TEST(Wording, ARowOfAListHasFields) {
    const Reply row(Code::ban_listed, 3, "bob", "192.0.2.1/32", std::monostate(), "dev", std::monostate(),
                    "ann", "spamming");

    const Worded worded = EnglishWording().word(row);

    EXPECT_EQ(worded.text, "3: bob (192.0.2.1/32) is banned from #dev, by ann: spamming");
    EXPECT_EQ(worded.fields,
              R"(,"code":"ban_listed","number":3,"name":"bob","address":"192.0.2.1/32","room":"#dev",)"
              R"("by":"ann","reason":"spamming")");
}

TEST(Wording, GivesProgramsNumbersAsNumbersAndRoomsWithTheirSign) {
    EXPECT_EQ(EnglishWording().word({Code::name_too_long, 32}).fields, R"(,"code":"name_too_long","max":32)");
}

}  // namespace
}  // namespace confab::dialect
