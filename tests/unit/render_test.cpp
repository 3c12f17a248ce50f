// Events as lines of text and as JSON.
#include "confab/dialect/text/render.hpp"
#include "confab/base/time_text.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>
#include <random>

namespace confab::dialect {
namespace {

// 2026-11-22 14:02:03.004 UTC
constexpr WallTime moment{Milliseconds{1'795'356'123'004}};

class Render : public testing::Test {
  protected:
    void SetUp() override { zone("UTC0"); }
    static void zone(const char* name) {
        setenv("TZ", name, 1);
        tzset();
    }
    std::string line(const Event& event, const View& view = {}, bool crlf = false) {
        std::string out;
        renderer.render(out, event, {view, crlf});
        return out;
    }
    static std::string json(Event event) {
        std::string out;
        event.time = moment;
        render_json(out, event);
        return out;
    }

    Renderer renderer;
    View plain;
    View timed{.timestamps = true};
    View several{.several_rooms = true};
    View both{.timestamps = true, .several_rooms = true};
};

const Event message{
    .type = EventType::message, .time = moment, .id = 7, .room = "lobby", .from = "ann", .text = "hi"};
const Event error{.type = EventType::error, .time = moment, .text = "no"};

TEST_F(Render, EveryKindOfEventHasItsLine) {
    EXPECT_EQ(line(message), "ann: hi\n");
    EXPECT_EQ(line({.type = EventType::emote, .room = "lobby", .from = "ann", .text = "waves"}),
              "** ann waves\n");
    EXPECT_EQ(line({.type = EventType::private_message, .from = "ann", .to = "bob", .text = "psst"}),
              "ann -> bob: psst\n");
    EXPECT_EQ(line({.type = EventType::joined, .room = "lobby", .from = "ann"}), "* ann joined #lobby\n");
    EXPECT_EQ(line({.type = EventType::left, .room = "lobby", .from = "ann"}), "* ann left #lobby\n");
    EXPECT_EQ(line({.type = EventType::left, .room = "lobby", .from = "ann", .text = "gone home"}),
              "* ann left #lobby (gone home)\n");
    EXPECT_EQ(line({.type = EventType::renamed, .from = "ann", .to = "al"}), "* ann is now called al\n");
    EXPECT_EQ(line({.type = EventType::topic, .room = "lobby", .text = "tea"}), "* topic of #lobby: tea\n");
    EXPECT_EQ(line({.type = EventType::topic, .room = "lobby", .from = "ann", .text = "tea"}),
              "* ann set the topic of #lobby: tea\n");
    EXPECT_EQ(line({.type = EventType::notice, .text = "hello"}), "* hello\n");
    EXPECT_EQ(line(error), "! no\n");
}

TEST_F(Render, ATelnetGetsCrLf) { EXPECT_EQ(line(message, plain, true), "ann: hi\r\n"); }

TEST_F(Render, EachLineOfATextHasAllThatStandsBeforeIt) {
    Event block = message;
    block.text = "one\n\n* bob joined";

    EXPECT_EQ(line(block), "ann: one\nann: \nann: * bob joined\n");
    EXPECT_EQ(line(block, both, true),
              "14:02 #lobby ann: one\r\n14:02 #lobby ann: \r\n14:02 #lobby ann: * bob joined\r\n");
    block.text = "\n";
    EXPECT_EQ(line(block), "ann: \nann: \n");
}

TEST_F(Render, AJsonObjectOfSeveralLinesIsOneLine) {
    Event block = message;
    block.text = "one\ntwo";

    const std::string object = json(block);
    EXPECT_NE(object.find(R"("text":"one\ntwo")"), std::string::npos) << object;
    EXPECT_EQ(object.find('\n'), std::string::npos);
}

TEST_F(Render, ALineIsAppended) {
    std::string out = "before\n";
    renderer.render(out, message, {});
    EXPECT_EQ(out, "before\nann: hi\n");
}

TEST_F(Render, TimeComesBeforeTheRoom) {
    EXPECT_EQ(line(message, timed), "14:02 ann: hi\n");
    EXPECT_EQ(line(message, several), "#lobby ann: hi\n");
    EXPECT_EQ(line(message, both), "14:02 #lobby ann: hi\n");
}

TEST_F(Render, WhatBelongsToNoRoomShowsNone) {
    EXPECT_EQ(line({.type = EventType::notice, .time = moment, .text = "hello"}, both), "14:02 * hello\n");
    EXPECT_EQ(
        line({.type = EventType::private_message, .time = moment, .from = "a", .to = "b", .text = "x"}, both),
        "14:02 a -> b: x\n");
}

TEST_F(Render, ErrorsAreAlwaysBare) { EXPECT_EQ(line(error, both), "! no\n"); }

TEST_F(Render, FramesAreAlwaysBare) {
    EXPECT_EQ(
        line({.type = EventType::notice, .frame = true, .time = moment, .room = "lobby", .text = "now live"},
             both),
        "* now live\n");
}

TEST_F(Render, AReplayedLineAlwaysHasItsTime) {
    Event replayed = message;
    replayed.replay = true;
    EXPECT_EQ(line(replayed), "14:02 ann: hi\n");
    EXPECT_EQ(line(replayed, several), "14:02 #lobby ann: hi\n");
}

TEST_F(Render, TimeIsThatOfTheServersZone) {
    zone("IST-5:30");
    Renderer indian;
    std::string out;
    indian.render(out, message, {timed, false});
    EXPECT_EQ(out, "19:32 ann: hi\n");
}

TEST_F(Render, SummerTimeBeginsAtItsMinute) {
    zone("CET-1CEST,M3.5.0,M10.5.0/3");
    ClockText clock;
    const WallTime change{Milliseconds{1'774'746'000'000}};  // 2026-03-29 01:00 UTC
    EXPECT_EQ(clock.at(change - Milliseconds{1}), "01:59 ");
    EXPECT_EQ(clock.at(change), "03:00 ");
}

TEST_F(Render, TheClockMayJumpBack) {
    ClockText clock;
    EXPECT_EQ(clock.at(moment), "14:02 ");
    EXPECT_EQ(clock.at(moment + std::chrono::minutes{1}), "14:03 ");
    EXPECT_EQ(clock.at(moment), "14:02 ");
    EXPECT_EQ(clock.at(WallTime{}), "00:00 ");
}

TEST_F(Render, JsonHasWhatMakesSenseAndNothingElse) {
    const std::string time = "\"time\":\"2026-11-22T14:02:03.004Z\"";
    EXPECT_EQ(json(message), "{\"type\":\"message\"," + time +
                                 ",\"id\":7,\"room\":\"#lobby\",\"from\":\"ann\",\"text\":\"hi\"}");
    EXPECT_EQ(json({.type = EventType::joined, .room = "lobby", .from = "ann"}),
              "{\"type\":\"joined\"," + time + ",\"room\":\"#lobby\",\"from\":\"ann\"}");
    EXPECT_EQ(json({.type = EventType::renamed, .from = "ann", .to = "al"}),
              "{\"type\":\"renamed\"," + time + ",\"from\":\"ann\",\"to\":\"al\"}");
    EXPECT_EQ(json(error), "{\"type\":\"error\"," + time + ",\"text\":\"no\"}");
    Event replayed = message;
    replayed.replay = true;
    EXPECT_TRUE(json(replayed).ends_with(",\"replay\":true}"));
}

TEST_F(Render, JsonNamesEveryType) {
    const std::pair<EventType, const char*> types[] = {{EventType::message, "message"},
                                                       {EventType::emote, "emote"},
                                                       {EventType::private_message, "private"},
                                                       {EventType::joined, "joined"},
                                                       {EventType::left, "left"},
                                                       {EventType::renamed, "renamed"},
                                                       {EventType::topic, "topic"},
                                                       {EventType::notice, "notice"},
                                                       {EventType::error, "error"}};
    for (const auto& [type, name] : types) {
        EXPECT_TRUE(json({.type = type}).starts_with(std::string("{\"type\":\"") + name + "\"")) << name;
    }
}

TEST_F(Render, JsonEscapesWhatItMust) {
    EXPECT_NE(json({.text = "say \"hi\" \\ é 😀"}).find(R"("text":"say \"hi\" \\ é 😀")"), std::string::npos);
}

TEST_F(Render, JsonIsReadBackAsItWasWritten) {
    std::mt19937 random(7);
    const std::string_view pieces[] = {"\"",   "\\", "/", "\n", "\x01", "\x1f",
                                       "\x7f", "a",  " ", "é",  "😀",    "\\u0041"};
    for (int i = 0; i < 2000; ++i) {
        std::string text;
        for (std::size_t n = random() % 12 + 1; n > 0; --n) text += pieces[random() % std::size(pieces)];
        const Event event{.type = EventType::message,
                          .replay = true,
                          .id = random(),
                          .room = "dev",
                          .from = "ann",
                          .text = text};

        const auto object = nlohmann::json::parse(json(event));

        EXPECT_EQ(object.at("text"), text);
        EXPECT_EQ(object.at("id"), event.id);
        EXPECT_EQ(object.at("room"), "#dev");
        EXPECT_EQ(object.at("time"), "2026-11-22T14:02:03.004Z");
        EXPECT_EQ(object.at("replay"), true);
        EXPECT_EQ(object.size(), 7);
        EXPECT_EQ(json(event).find('\n'), std::string::npos);
    }
}

TEST_F(Render, JsonIsOneLineWhateverTheView) {
    const std::string out =
        line(message, {.structured = true, .timestamps = true, .several_rooms = true}, true);
    EXPECT_TRUE(out.starts_with("{\"type\":\"message\""));
    EXPECT_TRUE(out.ends_with("\"}\r\n"));
}

TEST_F(Render, TimesAreRfc3339) {
    EXPECT_EQ(rfc3339(WallTime{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(rfc3339(WallTime{Milliseconds{-1}}), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(rfc3339(moment), "2026-11-22T14:02:03.004Z");
}

}  // namespace
}  // namespace confab::dialect
