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

class JsonFormat : public testing::Test {
  protected:
    JsonFormat() {
        for (const std::string& line : bot.answer("/format json")) parse(line);
    }
    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bot = daemon.client("bot");
};

TEST_F(JsonFormat, TooLongALineIsAnErrorToo) {
    bot.say(times(5000, "x"));

    const Json object = next(bot);
    EXPECT_EQ(object["type"], "error");
    EXPECT_EQ(object["text"], "line too long (limit 4096 bytes), nothing was sent");
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

}  // namespace
}  // namespace confab::e2e
