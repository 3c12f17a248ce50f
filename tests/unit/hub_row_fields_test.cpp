// What programs read beside the text: the code of each answer and row, and its fields.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "unit/support/room_rules.hpp"

namespace confab::unit {
namespace {

using Json = nlohmann::json;

class HubRowFields : public HubRoomRules {
  protected:
    void SetUp() override {
        HubRoomRules::SetUp();
        place.say(bob, "/format json");
        place.chat.forget_all();
    }

    // The objects that bob gets, without the fields that every one has and without the text.
    std::vector<Json> taken() {
        std::vector<Json> rows;
        for (const std::string& line : place.chat.take(bob)) {
            Json row = Json::parse(line);
            for (const char* known : {"type", "time", "text"}) row.erase(known);
            rows.push_back(std::move(row));
        }
        return rows;
    }
    std::vector<Json> rows(std::string_view line) {
        place.chat.line(bob, std::string(line));
        return taken();
    }
};

TEST_F(HubRowFields, RoomsHaveTheirMembersAndTopic) {
    place.say(ann, "/topic tea");
    taken();

    const auto row = rows("/rooms").back();

    EXPECT_EQ(row, (Json{{"code", "room_listed"},
                         {"room", "#dev"},
                         {"members", 3},
                         {"private", false},
                         {"topic", "tea"}}));
}

TEST_F(HubRowFields, PeopleHaveTheirIdleTimeRoleAndAwayText) {
    place.say(gus, "/away lunch");
    place.chat.pass(std::chrono::seconds(90));
    taken();

    const auto all = rows("/who");

    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0], (Json{{"code", "room_members"}, {"room", "#dev"}, {"members", 3}}));
    EXPECT_EQ(all[1],
              (Json{{"code", "member"}, {"room", "#dev"}, {"name", "ann"}, {"idle", 90}, {"role", "owner"}}));
    EXPECT_EQ(all[3], (Json{{"code", "member"},
                            {"room", "#dev"},
                            {"name", "gus"},
                            {"idle", 90},
                            {"away", true},
                            {"reason", "lunch"}}));
}

TEST_F(HubRowFields, TheRulesOfARoomAreTyped) {
    place.say(ann, "/room slow 10s");
    place.say(ann, "/room key tuna");
    place.say(ann, "/voice gus");
    taken();

    const auto all = rows("/room");

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0], (Json{{"code", "room_rules"},
                            {"room", "#dev"},
                            {"owner", "ann"},
                            {"private", false},
                            {"key", true},
                            {"history", true},
                            {"slow", 10},
                            {"moderated", false}}));
    EXPECT_EQ(all[1], (Json{{"code", "room_voices"}, {"room", "#dev"}, {"names", {"gus"}}}));
}

TEST_F(HubRowFields, ARefusalHasItsCode) {
    place.say(ann, "/room moderated");
    taken();

    EXPECT_EQ(rows("hello").front(), (Json{{"code", "room_moderated"}, {"room", "#dev"}}));
    EXPECT_EQ(rows("/room own").front(),
              (Json{{"code", "room_owned_by"}, {"room", "#dev"}, {"owner", "ann"}}));
}

TEST_F(HubRowFields, AChangeOfTheRulesHasItsCodeAndTheActor) {
    place.say(ann, "/room slow 10s");

    EXPECT_EQ(taken().front(),
              (Json{{"code", "room_now_slow"}, {"by", "ann"}, {"room", "#dev"}, {"slow", 10}}));
}

TEST_F(HubRowFields, ARoomIsInAnObjectOnlyOnce) {
    place.say(ann, "/room slow 10s");

    const std::string line = place.chat.take(bob).front();

    EXPECT_EQ(line.find(R"("room":)"), line.rfind(R"("room":)")) << line;
}

TEST_F(HubRowFields, AWhoisHasMomentsAndDurations) {
    const auto all = rows("/whois ann");

    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all.front()["code"], "person_registered");
    EXPECT_TRUE(all.front()["since"].is_string());
    EXPECT_TRUE(all.front()["online"].is_number());
    EXPECT_EQ(all[1]["rooms"], (Json{"#lobby", "#dev"}));
}

}  // namespace
}  // namespace confab::unit
