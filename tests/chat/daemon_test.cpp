// Plays tests/chat/scripts against a real confabd; those in which much time passes only the hub can play.
#include <gtest/gtest.h>

#ifdef CONFABD

#include "chat/support/daemon_stage.hpp"
#include "chat/support/script.hpp"

namespace confab::chat {
namespace {

std::vector<std::filesystem::path> scripts_of_daemons() {
    std::vector<std::filesystem::path> scripts = scripts_in(CONFAB_CHATS);
    std::erase_if(scripts, [](const auto& file) { return read_script(file).hub_only; });
    return scripts;
}

class ChatWithADaemon : public testing::TestWithParam<std::filesystem::path> {};

INSTANTIATE_TEST_SUITE_P(Scripts, ChatWithADaemon, testing::ValuesIn(scripts_of_daemons()),
                         [](const auto& each) { return name_of(each.param); });

TEST_P(ChatWithADaemon, Plays) {
    const Script script = read_script(GetParam());
    DaemonStage stage(script.options);

    for (const std::string& complaint : play(script, stage, false)) {
        ADD_FAILURE() << script.name << ", " << complaint;
    }
}

}  // namespace
}  // namespace confab::chat

#endif
