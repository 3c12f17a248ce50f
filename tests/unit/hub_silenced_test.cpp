// A person that may not speak in a room is not read there either: last words, new names, away texts.
#include <gtest/gtest.h>

#include "unit/support/evading.hpp"

namespace confab::unit {
namespace {

class HubSilenced : public Evaders {
  protected:
    void SetUp() override {
        bob = place.guest("bob", "192.0.2.50");
        for (const ClientId who : {ann, bob}) place.enter(who, "dev");
        for (const ClientId who : {ann, bob}) say(who, "/leave lobby");
        place.chat.forget_all();
    }
    // What ann is told of it; nothing of it may hold the word.
    std::string seen_of(std::string_view line) {
        place.chat.take(ann);
        say(bob, line);
        const std::string seen = joined(place.chat.take(ann));
        EXPECT_EQ(seen.find("buy"), std::string::npos) << seen;
        return seen;
    }
    ClientId bob{};
};

TEST_F(HubSilenced, LastWordsOfWhoIsMutedInTheRoom) {
    say(ann, "/mute bob");

    EXPECT_EQ(seen_of("/quit buy here"), "* bob left #dev\n");
}

TEST_F(HubSilenced, LastWordsInAModeratedOrASlowRoom) {
    say(bob, "once");
    say(ann, "/room slow 1h");
    EXPECT_EQ(seen_of("/quit buy here"), "* bob left #dev\n");
    bob = place.guest("bob", "192.0.2.51");
    place.enter(bob, "dev");
    say(ann, "/room moderated");
    EXPECT_EQ(seen_of("/quit buy here"), "* bob left #dev\n");
}

TEST_F(HubSilenced, LastWordsAreHeardWhereTheyMaySpeak) {
    place.enter(bob, "lobby");
    say(ann, "/mute bob");
    place.enter(ann, "lobby");
    place.chat.take(ann);

    say(bob, "/quit and thanks");

    const std::string seen = joined(place.chat.take(ann));
    EXPECT_NE(seen.find("#dev * bob left #dev\n"), std::string::npos) << seen;
    EXPECT_NE(seen.find("#lobby * bob left #lobby (and thanks)\n"), std::string::npos) << seen;
}

TEST_F(HubSilenced, ANewNameOfWhoIsMutedHereOrEverywhereOrHasNoVoice) {
    for (const char* act : {"/mute bob", "/mute #dev bob", "/room moderated"}) {
        const bool everywhere = std::string_view(act) == "/mute bob";
        say(everywhere ? sue : ann, act);
        EXPECT_EQ(seen_of("/nick buy-here"), "* bob has taken another name\n") << act;
        EXPECT_EQ(seen_of("/nick buy-this"), "") << act;
        EXPECT_EQ(seen_of("/leave"), "") << act;
        EXPECT_EQ(seen_of("/away buy here"), "") << act;
        place.chat.disconnect(bob);
        say(sue, "/unmute bob");
        say(ann, "/unmute bob");
        bob = place.guest("bob", "192.0.2.50");
        place.enter(bob, "dev");
        say(bob, "/leave lobby");
    }
}

TEST_F(HubSilenced, ANameTakenElsewhereIsNotBroughtIn) {
    say(ann, "/mute bob");
    say(bob, "/leave");
    say(bob, "/nick buy-here");

    EXPECT_EQ(seen_of("/join dev"), "");
    EXPECT_EQ(seen_of("/quit buy here"), "");
}

TEST_F(HubSilenced, ALogInIsANewNameToo) {
    place.chat.disconnect(register_as("buy-here", "192.0.2.60"));
    say(ann, "/mute bob");

    seen_of("/login buy-here password");

    EXPECT_EQ(place.chat.client(bob).name.text, "buy-here");
}

TEST_F(HubSilenced, AnAwayTextIsNotShownWhereItsWriterIsMuted) {
    say(bob, "/away buy here");
    say(ann, "/mute bob");

    EXPECT_EQ(joined(place.chat.answer(ann, "/who")).find("buy"), std::string::npos);
    say(sue, "/mute bob");
    EXPECT_EQ(joined(place.chat.answer(ann, "/whois bob")).find("buy"), std::string::npos);
    EXPECT_EQ(joined(place.chat.answer(ann, "/msg bob hi")).find("buy"), std::string::npos);
    EXPECT_EQ(place.say(bob, "/away buy"), "! nothing was sent, you are muted");
}

TEST_F(HubSilenced, WhoSpeaksAgainIsSeenAgain) {
    say(ann, "/mute bob");
    say(bob, "/nick rob");
    say(ann, "/unmute bob");
    say(bob, "hello");
    place.chat.take(ann);
    say(bob, "/nick bob");
    say(bob, "/leave");

    EXPECT_EQ(joined(place.chat.take(ann)), "* rob is now called bob\n* bob left #dev\n");
}

}  // namespace
}  // namespace confab::unit
