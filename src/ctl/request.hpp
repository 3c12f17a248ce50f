// What is asked of confabd, as typed.
#pragma once

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "thresholds.hpp"

namespace confab::ctl {

using Json = nlohmann::ordered_json;

struct Request {
    std::string command;
    Json arguments = Json::object();
    bool password = false;              // is to be read, and sent along
    bool json = false;                  // show what comes as it is
    std::optional<Thresholds> check{};  // ask for the figures, and tell whether all is well
    std::string output{};               // a file for the answer; empty: standard output
    std::string socket{};               // empty: where a confabd usually has it
    std::chrono::seconds timeout{30};   // of silence; something that takes longer gives signs of life
};

// --help and --version: what to print before exiting with status 0.
struct Information {
    std::string text;
};

// The command, as typed; empty: none.
std::string first_word(const std::vector<std::string>& arguments);
// Throws CommandError or Information.
Request parse_command_line(std::vector<std::string> arguments);

}  // namespace confab::ctl
