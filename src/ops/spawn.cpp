#include "confab/ops/spawn.hpp"

#include <signal.h>
#include <spawn.h>
#include <unistd.h>

namespace confab::ops {

namespace {

std::vector<char*> pointers_to_each(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& each : texts) pointers.push_back(each.data());
    return pointers;
}

}  // namespace

int spawn(pid_t& pid, const std::string& program, std::vector<std::string> arguments,
          const Standard& standard, Group group, std::vector<std::string> variables) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, standard.in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, standard.out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, standard.error, STDERR_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setpgroup(&attributes, 0);
    const int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    posix_spawnattr_setflags(&attributes,
                             static_cast<short>(group == Group::own ? flags | POSIX_SPAWN_SETPGROUP : flags));
    std::vector<char*> pointers = pointers_to_each(arguments);
    pointers.push_back(nullptr);
    std::vector<char*> surroundings = pointers_to_each(variables);
    for (char** each = environ; *each != nullptr; ++each) surroundings.push_back(*each);
    surroundings.push_back(nullptr);
    const int error =
        ::posix_spawn(&pid, program.c_str(), &actions, &attributes, pointers.data(), surroundings.data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

}  // namespace confab::ops
