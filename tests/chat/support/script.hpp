// A conversation in the format of tests/chat/README.md.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "match.hpp"
#include "stage.hpp"

namespace confab::chat {

struct Step {
    enum class Kind { people, registered, operators, guest, types, drops, passes, sees };
    Kind kind = Kind::types;
    std::size_t line = 0;              // of the file
    std::vector<std::string> names{};  // whom it is about
    std::string text{};                // that is typed
    Expected expected{};               // what is seen
    std::string from = "127.0.0.1";    // where people come from
    std::chrono::milliseconds time{};  // that passes
};

struct Script {
    std::string name;  // folder_file
    Options options{};
    bool hub_only = false;
    std::vector<Step> steps{};
    std::vector<std::string> source{};  // its lines
};

// Throws std::invalid_argument with the line that is not of the format.
Script read_script(const std::filesystem::path& file);

// Of all scripts in the folders of this folder, sorted.
std::vector<std::filesystem::path> scripts_in(const std::filesystem::path& folder);

std::string name_of(const std::filesystem::path& file);

// What went otherwise than the script says, a sentence each with the line of the file; empty if nothing did.
// With `record` nothing is compared, and the script is printed with what everyone saw.
std::vector<std::string> play(const Script& script, Stage& stage, bool record);

}  // namespace confab::chat
