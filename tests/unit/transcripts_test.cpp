// Replays tests/transcripts/*.txt: bytes in, what comes out.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "confab/wire/clean.hpp"
#include "unit/support/bytes.hpp"

namespace confab::unit {
namespace {

struct Transcript {
    std::string bytes;
    std::size_t max_line = 4096;
    Happenings expected;
};

Transcript read(const std::filesystem::path& path) {
    Transcript transcript;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("< ")) {
            transcript.bytes += unescaped(line.substr(2));
        } else if (line.starts_with("> ")) {
            transcript.expected.push_back(escaped(unescaped(line.substr(2))));
        } else if (line.starts_with("max-line ")) {
            transcript.max_line = std::stoul(line.substr(9));
        } else if (!line.empty() && !line.starts_with('#')) {
            throw std::invalid_argument(path.string() + ": " + line);
        }
    }
    return transcript;
}

Happenings replay(const std::vector<std::string_view>& pieces, std::size_t max_line) {
    wire::Cleaner cleaner;
    Happenings happenings = read_lines(pieces, max_line);
    for (std::string& each : happenings) {
        if (!each.starts_with("line ")) continue;
        const std::string raw = unescaped(each.substr(5));
        const std::string shown = escaped(cleaner.clean(raw));
        each = shown.empty() ? "line" : "line " + shown;
    }
    return happenings;
}

std::vector<std::string> transcripts() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(CONFAB_TRANSCRIPTS)) {
        if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class TranscriptTest : public testing::TestWithParam<std::string> {
  protected:
    Transcript transcript = read(std::filesystem::path(CONFAB_TRANSCRIPTS) / (GetParam() + ".txt"));
};

INSTANTIATE_TEST_SUITE_P(All, TranscriptTest, testing::ValuesIn(transcripts()),
                         [](const auto& each) { return each.param; });

TEST_P(TranscriptTest, ComesOutAsWritten) {
    EXPECT_EQ(replay(whole(transcript.bytes), transcript.max_line), transcript.expected);
}

TEST_P(TranscriptTest, ComesOutTheSameByteByByte) {
    EXPECT_EQ(replay(byte_by_byte(transcript.bytes), transcript.max_line), transcript.expected);
}

}  // namespace
}  // namespace confab::unit
