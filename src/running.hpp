// What the confabd that runs has, for the program that it asks whether that can take its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "confab/ops/options.hpp"

namespace confab {

// Where these options keep everything.
std::string data_dir_of(const ops::Options& options);

struct Running {
    std::string data_dir;
    std::string admin_socket;
    std::string keeps_history;        // "yes" or "no"
    std::vector<std::string> listen;  // URLs, and the places of HTTP
};

// What these options make of it.
Running running_with(const ops::Options& options);

// As a variable of the environment, which an older or a newer program may not know.
std::string variable_for(const Running& running);
// What that says here; nothing if this program was not asked so.
std::optional<Running> told_by_running();

// The option of which a program that goes on in place cannot have another value, because half of the state
// would stay where it was; empty if there is none.
std::string_view changed_for_good(const Running& running, const Running& wanted);

}  // namespace confab
