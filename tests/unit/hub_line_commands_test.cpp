// Commands about single lines, in several rooms.
#include <gtest/gtest.h>

#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

class HubLineCommands : public Registered {
  protected:
    HubLineCommands() {
        chat.line(ann, "/join dev");
        chat.line(bob, "/join dev");
        chat.line(bob, "one of bob");
        chat.line(bob, "two of bob");
        chat.line(ann, "/join lobby");
        chat.line(ann, "one of ann");
        chat.line(ann, "two of ann");
        chat.forget_all();
    }
    ClientId ann = registered("ann");
    ClientId bob = chat.connect("bob");
};

TEST_F(HubLineCommands, OnesLastLineIsThatOfTheRoomThatIsNamed) {
    EXPECT_EQ(answer(ann, "/delete #dev"), (Lines{"! you have said nothing in #dev lately"}));
    EXPECT_EQ(chat.room("dev")->history.size(), 2U);

    chat.line(bob, "/join lobby");
    EXPECT_EQ(answer(bob, "/delete #dev").size(), 1U);
    EXPECT_EQ(chat.room("dev")->history.size(), 1U);
    EXPECT_EQ(chat.room("dev")->history.at(0).text, "one of bob");
}

TEST_F(HubLineCommands, WhoeverIgnoresSomebodyIsToldOfNoCorrection) {
    const ClientId eve = registered("eve");
    answer(eve, "/ignore ann");
    chat.hub.lost(eve, {}, chat.now);
    chat.line(ann, "/edit changed");

    const ClientId back = log_in("eve");

    EXPECT_EQ(joined(chat.take(back)).find("corrects"), std::string::npos);
}

TEST_F(HubLineCommands, ACorrectionOfAPrivateLineIsForThoseWhoMaySeeIt) {
    answer(ann, "/join sec");
    answer(ann, "/room private");
    answer(ann, "secret words");
    answer(ann, "/room public");
    chat.line(bob, "/join sec");
    chat.forget_all();

    chat.line(ann, "/edit other words");

    EXPECT_EQ(joined(chat.take(bob)).find("corrects"), std::string::npos);
    EXPECT_NE(joined(chat.take(ann)).find("corrects"), std::string::npos);
}

}  // namespace
}  // namespace confab::unit
