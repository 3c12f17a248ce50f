#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using Json = nlohmann::json;

const std::set<std::string> types{"message", "emote", "private", "joined", "left",
                                  "renamed", "topic", "notice",  "error"};

// What holds for every line, whatever it tells.
Json parse(const std::string& line) {
    const Json object = Json::parse(line);
    EXPECT_TRUE(object.is_object()) << line;
    EXPECT_TRUE(types.contains(object.value("type", ""))) << line;
    EXPECT_TRUE(
        matches(object.value("time", ""), R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d))"))
        << line;
    for (const auto& [key, value] : object.items()) EXPECT_FALSE(value.is_null()) << key << " in " << line;
    return object;
}

Json next(Client& client) { return parse(client.line()); }

// Exactly these fields, beside the time.
void expect_fields(const Json& object, const std::set<std::string>& wanted, Where where = Where::current()) {
    const testing::ScopedTrace trace(where.file_name(), static_cast<int>(where.line()), object.dump());
    std::set<std::string> found;
    for (const auto& [key, value] : object.items()) found.insert(key);
    std::set<std::string> all = wanted;
    all.insert({"type", "time"});
    EXPECT_EQ(found, all);
}

class JsonFormat : public testing::Test {
  protected:
    JsonFormat() {
        for (const std::string& line : bot.answer("/format json")) parse(line);
    }
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
    Client bot = daemon.client("bot");
};

TEST_F(JsonFormat, TheAnswerToTheCommandItselfIsJsonAlready) {
    const std::vector<std::string> answer = alice.answer("/format json");

    ASSERT_EQ(answer.size(), 1U) << join_lines(answer);
    const Json object = parse(answer[0]);
    EXPECT_EQ(object["type"], "notice");
    expect_fields(object, {"text"});
}

TEST_F(JsonFormat, TextIsTextAgain) {
    bot.answer("/format text");
    bot.say("hello");

    bot.expect("bot: hello");
}

TEST_F(JsonFormat, AMessageHasIdRoomSenderAndText) {
    alice.say("hello \"quoted\" \\ \xc3\xa9 \xf0\x9f\x99\x82");

    const Json object = next(bot);
    expect_fields(object, {"id", "room", "from", "text"});
    EXPECT_EQ(object["type"], "message");
    EXPECT_EQ(object["room"], "#lobby");
    EXPECT_EQ(object["from"], "alice");
    EXPECT_EQ(object["text"], "hello \"quoted\" \\ \xc3\xa9 \xf0\x9f\x99\x82");
    EXPECT_TRUE(object["id"].is_number_integer());
}

TEST_F(JsonFormat, AnEmoteTheSame) {
    alice.say("/me waves");

    const Json object = next(bot);
    expect_fields(object, {"id", "room", "from", "text"});
    EXPECT_EQ(object["type"], "emote");
    EXPECT_EQ(object["text"], "waves");
}

TEST_F(JsonFormat, OnesOwnLinesToo) {
    bot.say("beep");

    const Json object = next(bot);
    EXPECT_EQ(object["type"], "message");
    EXPECT_EQ(object["from"], "bot");
    EXPECT_EQ(object["text"], "beep");
}

TEST_F(JsonFormat, APrivateMessageHasSenderReceiverAndTextAndNoRoom) {
    alice.say("/msg bot psst");

    const Json object = next(bot);
    EXPECT_EQ(object["type"], "private");
    EXPECT_EQ(object["from"], "alice");
    EXPECT_EQ(object["to"], "bot");
    EXPECT_EQ(object["text"], "psst");
    EXPECT_FALSE(object.contains("room"));
    EXPECT_FALSE(object.contains("replay"));
    bot.say("/msg alice beep");
    const Json own = next(bot);
    EXPECT_EQ(own["type"], "private");
    EXPECT_EQ(own["from"], "bot");
    EXPECT_EQ(own["to"], "alice");
}

TEST_F(JsonFormat, JoinedAndLeftHaveSenderAndRoomAndAReasonIsTheText) {
    bot.answer("/join dev");
    alice.answer("/join dev");
    alice.answer("/leave dev");
    alice.answer("/join dev");
    alice.say("/quit gone home");

    Json object = next(bot);
    EXPECT_EQ(object["type"], "joined");
    EXPECT_EQ(object["from"], "alice");
    EXPECT_EQ(object["room"], "#dev");
    EXPECT_FALSE(object.contains("text") || object.contains("to") || object.contains("replay")) << object;
    object = next(bot);
    EXPECT_EQ(object["type"], "left");
    EXPECT_EQ(object["from"], "alice");
    EXPECT_EQ(object["room"], "#dev");
    EXPECT_FALSE(object.contains("to") || object.contains("replay")) << object;
    next(bot);
    object = next(bot);
    EXPECT_EQ(object["type"], "left");
    EXPECT_EQ(object["text"], "gone home");
}

TEST_F(JsonFormat, RenamedHasTheOldAndTheNewName) {
    alice.answer("hello");
    next(bot);
    alice.answer("/nick al");

    const Json object = next(bot);
    EXPECT_EQ(object["type"], "renamed");
    EXPECT_EQ(object["from"], "alice");
    EXPECT_EQ(object["to"], "al");
    EXPECT_FALSE(object.contains("text")) << object;
}

TEST_F(JsonFormat, ATopicHasRoomSenderAndText) {
    alice.answer("/topic ship it");

    const Json object = next(bot);
    EXPECT_EQ(object["type"], "topic");
    EXPECT_EQ(object["room"], "#lobby");
    EXPECT_EQ(object["from"], "alice");
    EXPECT_EQ(object["text"], "ship it");
}

TEST_F(JsonFormat, AnAnswerIsNoticesAndAMistakeOneError) {
    for (const std::string& line : bot.answer("/who")) {
        const Json object = parse(line);
        EXPECT_EQ(object["type"], "notice");
        EXPECT_TRUE(object["text"].is_string());
        EXPECT_FALSE(object.value("text", "").starts_with("* ")) << line;
    }
    for (const char* wrong : {"/nosuch", "/nick", "/nick 1x", "/msg nobody hi"}) {
        const std::vector<std::string> answer = bot.answer(wrong);
        ASSERT_EQ(answer.size(), 1U) << join_lines(answer);
        const Json object = parse(answer[0]);
        EXPECT_EQ(object["type"], "error");
        expect_fields(object, {"text"});
        EXPECT_FALSE(object.value("text", "").starts_with("!")) << object;
    }
}

TEST_F(JsonFormat, TooLongALineIsAnErrorToo) {
    bot.say(times(5000, "x"));

    const Json object = next(bot);
    EXPECT_EQ(object["type"], "error");
    EXPECT_EQ(object["text"], "line too long (limit 4096 bytes), nothing was sent");
}

TEST_F(JsonFormat, IdsRiseWithinARoomAndAreTheSameForAll) {
    bob.answer("/format json");
    std::int64_t last = -1;
    for (int i = 0; i < 50; ++i) {
        alice.say(i % 7 == 0 ? "/me waves" : "number " + std::to_string(i));
        const Json seen = next(bot);
        const Json other = next(bob);

        EXPECT_EQ(seen["id"], other["id"]);
        EXPECT_GT(seen["id"].get<std::int64_t>(), last);
        EXPECT_EQ(seen, other) << "and so is everything else";
        last = seen["id"].get<std::int64_t>();
    }
}

TEST_F(JsonFormat, ReplayedHistorySaysSoAndHasTheSameIdsAndTimes) {
    alice.say("first");
    const Json first = next(bot);
    alice.say("/me second");
    const Json second = next(bot);

    const std::vector<std::string> replay = bot.answer("/history");

    ASSERT_EQ(replay.size(), 4U) << join_lines(replay);
    EXPECT_EQ(parse(replay[0])["type"], "notice");
    EXPECT_EQ(parse(replay[0])["text"], "last 2 lines of #lobby:");
    EXPECT_EQ(parse(replay[3])["text"], "now live");
    Json again = parse(replay[1]);
    EXPECT_EQ(again.value("replay", false), true);
    again.erase("replay");
    EXPECT_EQ(again, first);
    again = parse(replay[2]);
    EXPECT_EQ(again.value("replay", false), true);
    again.erase("replay");
    EXPECT_EQ(again, second);
}

TEST_F(JsonFormat, TheTimeIsNowWhateverTheTimeZone) {
    const std::time_t before = std::time(nullptr);
    alice.say("hello");
    const std::string time = next(bot)["time"];

    std::tm parts{};
    std::istringstream(time.substr(0, 19)) >> std::get_time(&parts, "%Y-%m-%dT%H:%M:%S");
    std::time_t told = timegm(&parts);
    if (!time.ends_with("Z")) {
        const int offset = std::stoi(time.substr(24, 2)) * 3600 + std::stoi(time.substr(27, 2)) * 60;
        told += time[23] == '+' ? -offset : offset;
    }
    EXPECT_GE(told, before - 1) << time;
    EXPECT_LE(told, std::time(nullptr) + 1) << time;
}

TEST_F(JsonFormat, NeedsNoTimestampsAndNoRoomMarks) {
    bot.answer("/timestamps on");
    bot.answer("/join dev");
    alice.say("hello");

    EXPECT_EQ(next(bot)["room"], "#lobby");
}

TEST(Json, ASummedUpJoinNoticeIsANotice) {
    Confabd daemon({"--announce-after", "0"});
    Client bot = daemon.client("bot");
    bot.answer("/format json");
    const std::vector<Client> crowd = daemon.guests(55);

    const std::string sum =
        bot.until([](const std::string& line) { return contains(line, "(56 here)"); }).back();

    const Json object = parse(sum);
    EXPECT_EQ(object["type"], "notice");
    EXPECT_TRUE(matches(object.value("text", ""), R"(\d+ joined(, 0 left)? #lobby \(56 here\))")) << sum;
}

TEST(Json, EveryLineOfASessionIsOneObject) {
    Confabd daemon({"--announce-after", "0"});
    Client bot = daemon.client("bot");
    bot.answer("/format json");
    Client alice = daemon.client("alice");
    bot.send(
        "hello\n/me nods\n/help\n/who\n/rooms\n/join dev\n/topic x\n/topic\n/history\n/ignore\n/away\n/back\n"
        "/msg alice hi\n/nosuch\n/leave dev\n/quit bye\n");

    for (const std::string& line : bot.until_closed()) parse(line);
}

TEST(Json, HostileTextStaysInsideItsString) {
    Confabd daemon;
    Client bot = daemon.client("bot");
    Client alice = daemon.client("alice");
    bot.answer("/format json");

    alice.say("\",\"from\":\"root\"}\xe2\x80\xa8{\"type\":\"error\"\x1b[2J \xff\xff \\u0000 </script>");

    const Json object = next(bot);
    EXPECT_EQ(object["from"], "alice");
    EXPECT_EQ(object["text"], "\",\"from\":\"root\"} {\"type\":\"error\" \xef\xbf\xbd \\u0000 </script>");
}

}  // namespace
}  // namespace confab::e2e
