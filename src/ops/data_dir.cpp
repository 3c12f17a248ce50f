#include "confab/ops/data_dir.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "confab/ops/private_directory.hpp"

namespace confab::ops {

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

std::string home() {
    const std::string set = variable("HOME");
    if (!set.empty()) return set;
    const passwd* user = getpwuid(getuid());
    return user == nullptr || user->pw_dir == nullptr ? "" : user->pw_dir;
}

}  // namespace

std::string default_data_dir() {
    const std::string state = variable("STATE_DIRECTORY");
    if (!state.empty()) return state.substr(0, state.find(':'));
    const std::string xdg = variable("XDG_STATE_HOME");
    if (xdg.starts_with('/')) return xdg + "/confab";  // relative ones are to be ignored
    const std::string user = home();
    if (user.empty()) throw std::runtime_error("there is no home directory to keep data in; set --data-dir");
    return user + "/.local/state/confab";
}

std::string default_admin_socket(const std::string& data_dir) {
    const std::string runtime = variable("RUNTIME_DIRECTORY");
    return (runtime.empty() ? data_dir : runtime.substr(0, runtime.find(':'))) + "/admin.sock";
}

void prepare_data_dir(const std::string& path) {
    std::string why = make_private_directory(path);
    if (why.empty()) why = try_writing(path);
    if (why.empty()) return;
    throw std::runtime_error(
        fmt::format("cannot write to the data directory {}: {}; choose another with --data-dir", path, why));
}

}  // namespace confab::ops
