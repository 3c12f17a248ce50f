// A conversation in the format of tests/chat/README.md.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "stage.hpp"

namespace confab::chat {

struct Step {
    enum class Kind { people, registered, operators, guest, types, drops, passes, sees };
    Kind kind = Kind::types;
    std::size_t line = 0;              // of the file
    std::vector<std::string> names{};  // whom it is about
    std::string text{};                // what is typed, or seen
    bool pattern = false;              // of what is seen: a regular expression
    std::chrono::milliseconds time{};  // that passes
};

struct Script {
    std::string name;
    std::size_t history = 20;
    bool hub_only = false;
    std::vector<Step> steps;
};

// Throws std::invalid_argument with the line for what is none of the format.
Script read_script(const std::filesystem::path& file);

// Of all scripts in the folder, sorted.
std::vector<std::filesystem::path> scripts_in(const std::filesystem::path& folder);

// What went otherwise than the script says, a sentence each with the line of the file; empty if nothing did.
// With `record` nothing is compared, and the script is printed with what everyone saw.
std::vector<std::string> play(const Script& script, Stage& stage, bool record);

}  // namespace confab::chat
