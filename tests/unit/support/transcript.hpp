// A case of tests/transcripts, in the format that the README there tells.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bytes.hpp"

namespace confab::unit {

struct Transcript {
    std::string bytes;            // all that comes in
    std::size_t max_line = 4096;  // of lines; a terminal's session has no such limit
    Happenings expected;          // data that follows on data is one
};

// Throws std::invalid_argument for a line that is none of the format, std::runtime_error without the file.
Transcript read_transcript(const std::filesystem::path& folder, const std::string& name);

// The names of all cases in the folder itself, sorted.
std::vector<std::string> transcripts_in(const std::filesystem::path& folder);

}  // namespace confab::unit
