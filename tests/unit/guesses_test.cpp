// What is remembered of wrong guesses, and of names that logged in lately.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

TEST(Guesses, KeepNoMoreOfANameThanANameHas) {
    const ChatSettings settings;
    Guesses guesses(settings);
    const MonoTime now{Milliseconds{1'000}};
    const Address from = parse_network("192.0.2.1")->address;
    const std::string huge(4096, 'x');

    for (int i = 0; i < 11; ++i) guesses.failed(huge, from, now);

    EXPECT_GT(guesses.wait(huge, parse_network("192.0.2.2")->address, now), Milliseconds{0});
    EXPECT_GT(guesses.wait(huge.substr(0, Backoff::max_kept), parse_network("192.0.2.2")->address, now),
              Milliseconds{0})
        << "only the beginning is kept";
}

TEST(LatelyKnown, IsBoundedAndNoNameMakesOthersBeForgotten) {
    LatelyKnown known;
    known.add("ann", "home");
    for (int i = 0; i < 10'000; ++i) known.add("eve", std::to_string(i));
    EXPECT_TRUE(known.holds("ann", "home"));
    EXPECT_FALSE(known.holds("eve", "0"));
    EXPECT_TRUE(known.holds("eve", "9999"));

    for (std::size_t i = 0; i < LatelyKnown::most; ++i) known.add(std::to_string(i), "here");
    EXPECT_EQ(known.size(), LatelyKnown::most);
    EXPECT_FALSE(known.holds("ann", "home"));
}

}  // namespace
}  // namespace confab::unit
