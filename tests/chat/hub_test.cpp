// Plays tests/chat/scripts against the hub.
#include <gtest/gtest.h>

#include <cstdlib>

#include "chat/support/hub_stage.hpp"
#include "chat/support/script.hpp"

namespace confab::chat {
namespace {

class ChatWithTheHub : public testing::TestWithParam<std::filesystem::path> {};

INSTANTIATE_TEST_SUITE_P(Scripts, ChatWithTheHub, testing::ValuesIn(scripts_in(CONFAB_CHATS)),
                         [](const auto& each) { return name_of(each.param); });

TEST_P(ChatWithTheHub, Plays) {
    const Script script = read_script(GetParam());
    HubStage stage(script.options);

    const auto complaints = play(script, stage, std::getenv("CONFAB_CHAT_RECORD") != nullptr);

    for (const std::string& complaint : complaints) ADD_FAILURE() << script.name << ", " << complaint;
}

}  // namespace
}  // namespace confab::chat
