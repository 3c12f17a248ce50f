// Coming back to another run of the server.
#include "unit/support/resuming.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

class HubResumeRestart : public HubResume {
  protected:
    // What the next run finds on its disk.
    void load(Chat& next) {
        StoredState stored;
        stored.tails = log.tails(5, next.hub.names());
        for (const auto& [name, seat] : log.seats) stored.guest_seats.push_back(seat);
        next.hub.load(std::move(stored));
    }
};

TEST_F(HubResumeRestart, WhoWasThereIsRemembered) {
    const auto [ann, code] = arrive("ann");
    chat.line(ann, "hello");
    chat.pass(3s);
    chat.hub.stop(chat.now);
    Chat next(settings(), outside());
    load(next);
    const ClientId back = next.connect_unread();

    next.line(back, "/resume " + code);

    EXPECT_EQ(next.client(back).name.text, "ann");
}

TEST_F(HubResumeRestart, TheFirstToComeBackToARoomOfNobodyIsItsOperator) {
    const auto [dan, code] = arrive("dan");
    chat.line(dan, "/join den");
    chat.line(dan, "hello");
    chat.pass(3s);
    chat.hub.stop(chat.now);
    Chat next(settings(), outside());
    load(next);
    const ClientId back = next.connect_unread();
    const ClientId eve = next.connect_unread();

    next.line(back, "/resume " + code);
    next.line(eve, "/join den");

    EXPECT_EQ(count_prefix(next.answer(back, "/room slow 5s"), "! "), 0U);
    EXPECT_EQ(count_prefix(next.answer(eve, "/room slow 9s"), "! "), 1U);
}

TEST_F(HubResumeRestart, WhoSpokeBeforeACrashComesBackToo) {
    const auto [ann, code] = arrive("ann");
    chat.line(ann, "hello");
    Chat next(settings(), outside());
    load(next);
    const ClientId back = next.connect_unread();
    next.take(back);

    next.line(back, "/resume " + code);

    EXPECT_EQ(next.client(back).name.text, "ann");
    EXPECT_EQ(count_prefix(next.take(back), "* 1 line of"), 0U) << "nothing was missed";
}

TEST_F(HubResumeRestart, WhoCameBackAndSaidNothingComesBackAfterACrash) {
    const auto [ann, code] = arrive("ann");
    chat.line(ann, "/join dev");
    chat.pass(3s);
    chat.disconnect(ann);
    const auto [cut, second] = arrive();
    resume(cut, code);
    Chat next(settings(), outside());
    load(next);
    const ClientId back = next.connect();

    next.line(back, "/resume " + second);

    EXPECT_EQ(next.take(back).back(), "* you are back as ann in #dev");
}

TEST_F(HubResumeRestart, WhoTookOverAConnectionComesBackAfterACrashByTheNewCodeAlone) {
    const auto [ann, code] = arrive("ann");
    for (const char* line : {"/join dev", "hello"}) chat.line(ann, line);
    const auto [live, second] = arrive();
    resume(live, code);
    Chat next(settings(), outside());
    load(next);
    const ClientId back = next.connect();

    EXPECT_TRUE(next.answer(back, "/resume " + code).back().starts_with("! nothing is known of that code"));
    EXPECT_EQ(next.answer(back, "/resume " + second).back(), "* you are back as ann in #dev");
}

TEST_F(HubResumeRestart, ACrashWhileWhatWasMissedIsAskedForLosesNothing) {
    ChatSettings small = settings();
    small.history_bytes = 8;
    chat.hub.configure(small);
    const auto [ann, code] = arrive("ann");
    for (const char* line : {"/join dev", "/join ops"}) chat.line(ann, line);
    chat.line(bob, "/join dev");
    chat.pass(3s);
    chat.disconnect(ann);
    for (const char* line : {"a long line", "another one"}) chat.line(bob, line);
    const auto [cut, second] = arrive();
    chat.line(cut, "/resume " + code);
    ASSERT_EQ(log.asked.size(), 1U);
    Chat next(settings(), outside());
    load(next);
    const ClientId back = next.connect();

    const Lines lines = next.answer(back, "/resume " + second);

    EXPECT_EQ(count_prefix(lines, "* 2 lines of #dev since "), 1U) << joined(lines);
    EXPECT_EQ(lines.back(), "* you are back as ann in #ops");
}

TEST_F(HubResume, WhoComesBackAndIsCutAtOnceComesBackAgain) {
    const auto [ann, code] = arrive("ann");
    chat.pass(3s);
    chat.disconnect(ann);
    std::string last = code;
    for (int i = 0; i < 3; ++i) {
        const auto [back, fresh] = arrive();
        resume(back, std::exchange(last, fresh));
        chat.disconnect(back);
    }
    const auto [back, fresh] = arrive();

    EXPECT_EQ(resume(back, last).back(), "* you are back as ann in #lobby");
}

}  // namespace
}  // namespace confab::unit
