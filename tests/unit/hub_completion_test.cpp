// What a half-typed word may become.
#include <gtest/gtest.h>

#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

class HubCompletion : public testing::Test {
  protected:
    void SetUp() override {
        chat.hub.set_interactive(ann, true);
        chat.connect("bob");
        chat.connect("Bernd");
        chat.connect("eve");
    }
    Lines complete(std::string_view line, std::size_t cursor = std::string_view::npos) {
        chat.audience.heard[ann].candidates = {"nothing was answered"};
        chat.hub.complete(ann, line, cursor);
        return chat.audience.heard[ann].candidates;
    }
    ClientId who(const char* name) {
        return chat.hub.users().find_by_key(chat.hub.names().key_of(name))->connection.id;
    }
    void say(const char* name) {
        chat.pass(Milliseconds{16});  // what is closer together counts as the same moment
        chat.line(who(name), "hi");
    }

    Chat chat;
    ClientId ann = chat.connect("ann");
};

TEST_F(HubCompletion, NamesAtTheLineStartAreAddressed) {
    EXPECT_EQ(complete("e"), (Lines{"eve: "}));
    EXPECT_EQ(complete("E"), (Lines{"eve: "}));
    EXPECT_EQ(complete("hello b"), (Lines{"Bernd ", "bob "}));
    EXPECT_EQ(complete("@b"), (Lines{"@Bernd: ", "@bob: "}));
    EXPECT_EQ(complete("x"), Lines{});
}

TEST_F(HubCompletion, TheLatestSpeakerComesFirst) {
    EXPECT_EQ(complete(""), (Lines{"Bernd: ", "bob: ", "eve: "}));
    say("eve");
    say("bob");
    EXPECT_EQ(complete(""), (Lines{"bob: ", "eve: ", "Bernd: "}));
    say("eve");
    EXPECT_EQ(complete(""), (Lines{"eve: ", "bob: ", "Bernd: "}));
}

TEST_F(HubCompletion, OneselfAndThoseElsewhereAreNotOffered) {
    chat.line(who("eve"), "/join dev");
    chat.line(who("eve"), "/leave lobby");

    EXPECT_EQ(complete("a"), Lines{});
    EXPECT_EQ(complete("e"), Lines{});
    EXPECT_EQ(complete("/msg e"), (Lines{"eve "})) << "but a message reaches them";
}

TEST_F(HubCompletion, TheWordIsTheOneBeforeTheCursor) {
    EXPECT_EQ(complete("hello b and all", 7), (Lines{"Bernd ", "bob "}));
    EXPECT_EQ(chat.audience.heard[ann].completed, "b");
    EXPECT_EQ(complete("eve", 0), (Lines{"Bernd: ", "bob: ", "eve: "}));
    EXPECT_EQ(complete("eve", 9999), (Lines{"eve: "}));
}

TEST_F(HubCompletion, CommandsAndTheirWords) {
    EXPECT_EQ(complete("/ni"), (Lines{"/nick "}));
    EXPECT_EQ(complete("/BAC"), (Lines{"/back"}));
    EXPECT_EQ(complete("/me"), (Lines{"/me "}));
    EXPECT_EQ(complete("/help /ni"), (Lines{"/nick"}));
    EXPECT_EQ(complete("/h ni"), (Lines{"nick"}));
    EXPECT_EQ(complete("/echo "), (Lines{"on", "off"}));
    EXPECT_EQ(complete("/ui o"), (Lines{"on", "off"}));
    EXPECT_EQ(complete("/notify "), (Lines{"off", "mention", "pm", "all", "word"}));
    EXPECT_EQ(complete("/color 2"), (Lines{"256"}));
    EXPECT_EQ(complete("/tz europe/berl"), (Lines{"Europe/Berlin"}));
    EXPECT_EQ(complete("/tz ser"), (Lines{"server"}));
}

TEST_F(HubCompletion, PeopleAndRoomsWhereACommandWantsThem) {
    chat.line(who("bob"), "/join dev");

    EXPECT_EQ(complete("/msg b"), (Lines{"Bernd ", "bob "}));
    EXPECT_EQ(complete("/msg bob hi e"), (Lines{"eve "}));
    EXPECT_EQ(complete("/me hugs e"), (Lines{"eve "}));
    EXPECT_EQ(complete("/j d"), (Lines{"dev"}));
    EXPECT_EQ(complete("/join #D"), (Lines{"#dev"}));
    EXPECT_EQ(complete("/who "), (Lines{"lobby", "dev"}));
    EXPECT_EQ(complete("/leave "), (Lines{"lobby"}));
    EXPECT_EQ(complete("see #d"), (Lines{"#dev"}));
    chat.line(ann, "/ignore eve");
    EXPECT_EQ(complete("/unignore "), (Lines{"eve"}));
}

TEST_F(HubCompletion, NothingWhereNothingFits) {
    for (const char* line : {"/nick a", "/history 1", "/foo b", "/m b", "/back b", "//b", "/echo on o"}) {
        EXPECT_EQ(complete(line), Lines{}) << line;
    }
}

TEST_F(HubCompletion, NamesOfAnyScript) {
    chat.connect("Ольга");
    chat.connect("Ren\u00e9");

    EXPECT_EQ(complete("оль"), (Lines{"Ольга: "}));
    EXPECT_EQ(complete("RENE\u0301"), (Lines{"Ren\u00e9: "}));
    EXPECT_EQ(complete("Ольга", 1), Lines{}) << "the cursor inside of a character";
}

TEST_F(HubCompletion, At64CandidatesItStops) {
    chat.connect_many(100);
    chat.line(who("guest70"), "hi");

    const Lines people = complete("guest");
    EXPECT_EQ(people.size(), 64U);
    EXPECT_EQ(people.front(), "guest70: ");
    EXPECT_EQ(complete("/msg ").size(), 64U);
    EXPECT_EQ(complete(std::string(300, 'g')), Lines{});
}

TEST_F(HubCompletion, OnlyATerminalIsAnswered) {
    chat.hub.set_interactive(ann, false);

    EXPECT_EQ(complete("e"), (Lines{"nothing was answered"}));
    chat.hub.complete({99, 99}, "e", 1);
}

}  // namespace
}  // namespace confab::unit
