// Coming back to another run of the server.
#include "unit/support/resuming.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

TEST_F(HubResume, ARestartRemembersWhoWasThere) {
    const auto [ann, code] = arrive("ann");
    chat.line(ann, "hello");
    chat.pass(3s);
    chat.hub.stop(chat.now);
    Chat next(settings(), outside());
    StoredState stored;
    stored.tails = log.tails(5, next.hub.names());
    for (const auto& [name, seat] : log.seats) stored.guest_seats.push_back(seat);
    next.hub.load(std::move(stored));
    const ClientId back = next.connect_unread();

    next.line(back, "/resume " + code);

    EXPECT_EQ(next.client(back).name.text, "ann");
}

TEST_F(HubResume, WhoSpokeBeforeACrashComesBackToo) {
    const auto [ann, code] = arrive("ann");
    chat.line(ann, "hello");
    Chat next(settings(), outside());
    StoredState stored;
    stored.tails = log.tails(5, next.hub.names());
    for (const auto& [name, seat] : log.seats) stored.guest_seats.push_back(seat);
    next.hub.load(std::move(stored));
    const ClientId back = next.connect_unread();
    next.take(back);

    next.line(back, "/resume " + code);

    EXPECT_EQ(next.client(back).name.text, "ann");
    EXPECT_EQ(count_prefix(next.take(back), "* 1 line of"), 0U) << "nothing was missed";
}

}  // namespace
}  // namespace confab::unit
