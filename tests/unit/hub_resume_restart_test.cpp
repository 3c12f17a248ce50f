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

}  // namespace
}  // namespace confab::unit
