// Coming back with a code is no way out of a mute or a ban, and no way to lose a name by one.
#include <gtest/gtest.h>

#include "unit/support/fake_log.hpp"
#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubResumeSanction : public testing::Test {
  protected:
    static constexpr const char* here = "127.0.0.1";  // nobody is told from others by the address

    Ports outside() {
        Ports outside;
        outside.random = [this] { return chance += 1'000'003; };
        return outside;
    }
    std::string code(ClientId who) { return resume_code_of(place.chat.client(who)); }
    void run(ClientId who, std::initializer_list<const char*> lines) {
        for (const char* line : lines) place.chat.line(who, line);
    }
    void cut(ClientId who) {
        place.chat.pass(std::chrono::seconds(5));
        place.chat.disconnect(who);
    }
    // The next run of the server, after whatever ended the last one.
    std::unique_ptr<Place> restart() {
        state.guest_seats.clear();
        for (const auto& [stored, seat] : log.seats) state.guest_seats.push_back(seat);
        return std::make_unique<Place>(state, ChatSettings{}, &log, outside());
    }
    static ClientId resume(Place& run, const std::string& code) {
        const ClientId back = run.guest("again", here);
        run.chat.line(back, "/resume " + code);
        run.chat.measure();
        return back;
    }
    static bool muted(Place& run, ClientId who) {
        return run.say(who, "hello").starts_with("! nothing was sent, you are muted");
    }

    KeptState state;
    FakeLog log;
    std::uint64_t chance = 0;
    Place place{state, {}, &log, outside()};
    ClientId sue = place.server_operator("sue");
    ClientId gus = place.guest("gus", here);
};

TEST_F(HubResumeSanction, AMuteHoldsAfterARestartUnderAnotherName) {
    const std::string ticket = code(gus);
    run(sue, {"/mute gus"});
    run(gus, {"/nick fresh"});
    cut(gus);
    const auto next = restart();

    const ClientId back = resume(*next, ticket);

    EXPECT_EQ(next->chat.client(back).name.text, "fresh");
    EXPECT_TRUE(muted(*next, back));
}

TEST_F(HubResumeSanction, AMuteHoldsAfterACrash) {
    const std::string ticket = code(gus);
    run(gus, {"/nick fresh", "hello"});
    run(sue, {"/mute fresh"});
    const auto next = restart();

    const ClientId back = resume(*next, ticket);
    next->chat.line(back, "/nick other");

    EXPECT_TRUE(muted(*next, back));
}

TEST_F(HubResumeSanction, AMuteHoldsAfterTwoOfThem) {
    const std::string first = code(gus);
    run(sue, {"/mute gus"});
    run(gus, {"/nick fresh"});
    cut(gus);
    const auto next = restart();
    const std::string second = resume_code_of(next->chat.client(resume(*next, first)));
    const auto last = restart();

    EXPECT_TRUE(muted(*last, resume(*last, second)));
}

TEST_F(HubResumeSanction, ABanFromARoomHoldsAfterARestart) {
    const std::string ticket = code(gus);
    const ClientId ann = place.registered("ann");
    for (const ClientId who : {ann, gus}) place.enter(who, "dev");
    run(gus, {"/nick fresh"});
    run(ann, {"/ban fresh"});
    run(gus, {"/nick other"});
    cut(gus);
    const auto next = restart();

    const ClientId back = resume(*next, ticket);

    EXPECT_EQ(next->chat.client(back).name.text, "other");
    EXPECT_TRUE(next->say(back, "/join dev").starts_with("! you are banned from #dev"));
}

TEST_F(HubResumeSanction, ABanOfAConnectionHoldsAfterARestart) {
    const std::string ticket = code(gus);
    place.chat.pass(std::chrono::seconds(5));
    run(sue, {"/ban gus 1h"});
    for (auto& [stored, seat] : log.seats) seat.name = {"fresh", "fresh"};
    const auto next = restart();

    const ClientId back = resume(*next, ticket);

    EXPECT_TRUE(next->chat.take(back).back().starts_with("! you are banned until "));
    EXPECT_EQ(next->chat.client(back).name.text, "again");
    next->chat.pass(std::chrono::hours(1) + std::chrono::seconds(10));
    EXPECT_EQ(next->say(back, "/resume " + ticket), "* you are back as fresh in #lobby")
        << "it was not used up";
}

TEST_F(HubResumeSanction, ANameThatWasBannedMeanwhileDoesNotComeBack) {
    const std::string ticket = code(gus);
    cut(gus);
    run(sue, {"/ban gus"});

    const ClientId back = resume(place, ticket);

    EXPECT_EQ(place.chat.take(back).back(), "! you are banned");
}

TEST_F(HubResumeSanction, WhatWasLiftedMeanwhileHoldsNobody) {
    const std::string ticket = code(gus);
    run(sue, {"/mute gus"});
    cut(gus);
    run(sue, {"/unmute gus"});
    const auto next = restart();

    EXPECT_FALSE(muted(*next, resume(*next, ticket)));
}

TEST_F(HubResumeSanction, AMutedNameIsKeptByWhoeverProvesToOwnIt) {
    const std::string first = code(gus);
    run(sue, {"/mute gus"});

    const ClientId live = resume(place, first);
    EXPECT_EQ(place.chat.client(live).name.text, "gus") << "of a connection that was open";
    const std::string second = code(live);
    cut(live);
    const ClientId back = resume(place, second);

    EXPECT_EQ(place.chat.client(back).name.text, "gus") << "of one that was cut";
    EXPECT_TRUE(muted(place, back));
}

TEST_F(HubResumeSanction, ABannedNameIsSaidToBeBanned) {
    const std::string ticket = code(gus);
    cut(gus);
    place.chat.hub.sanctions().add({.name_key = "gus"});

    const ClientId back = resume(place, ticket);

    EXPECT_EQ(count_prefix(place.chat.take(back), "! you are banned"), 1U);
}

}  // namespace
}  // namespace confab::unit
