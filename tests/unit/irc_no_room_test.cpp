// Commands of somebody who is in no room, as clients of IRC may be.
#include <gtest/gtest.h>

#include "dialect/text/command_list.hpp"
#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

TEST(InNoRoom, ACommandAboutTheRoomIsRefusedAndTheOthersDoNoHarm) {
    const std::string refusal = "! you are not in that room, /join one first";
    for (const Command& command : commands()) {
        for (const char* arguments : {"", " x", " list", " add x", " 1", " on"}) {
            Chat chat;
            const ClientId ann = chat.connect("ann");
            chat.client(ann).connection.home = Home::nowhere;
            chat.line(ann, "/leave");
            ASSERT_EQ(chat.client(ann).connection.current, nullptr);
            chat.forget_all();

            const std::string line = "/" + std::string(command.name) + arguments;
            const Lines answer = chat.answer(ann, line);
            EXPECT_EQ(answer == Lines{refusal}, needs_room(command)) << line;
        }
    }
}

}  // namespace
}  // namespace confab::unit
