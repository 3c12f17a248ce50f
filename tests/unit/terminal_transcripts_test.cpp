// Replays tests/transcripts/terminal/*.txt: what telnets in character mode sent, what comes of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "unit/support/seed.hpp"
#include "unit/support/telnet_happenings.hpp"

namespace confab::unit {
namespace {

struct Transcript {
    std::string bytes;
    Happenings expected;
};

Transcript read(const std::filesystem::path& path) {
    Transcript transcript;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("< ")) {
            transcript.bytes += unescaped(line.substr(2));
        } else if (line.starts_with("> data ") && !transcript.expected.empty() &&
                   transcript.expected.back().starts_with("data ")) {
            transcript.expected.back() += line.substr(7);
        } else if (line.starts_with("> ")) {
            transcript.expected.push_back(line.substr(2));
        } else if (!line.empty() && !line.starts_with('#')) {
            throw std::invalid_argument(path.string() + ": " + line);
        }
    }
    return transcript;
}

std::vector<std::string> transcripts() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(CONFAB_TERMINAL_TRANSCRIPTS)) {
        if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class TerminalTranscriptTest : public testing::TestWithParam<std::string> {
  protected:
    Happenings replay(const std::vector<std::string_view>& pieces) const {
        wire::TelnetSession session;
        session.start();
        return hear(session, pieces);
    }

    Transcript transcript = read(std::filesystem::path(CONFAB_TERMINAL_TRANSCRIPTS) / (GetParam() + ".txt"));
};

INSTANTIATE_TEST_SUITE_P(All, TerminalTranscriptTest, testing::ValuesIn(transcripts()),
                         [](const auto& each) { return each.param; });

TEST_P(TerminalTranscriptTest, ComesOutAsWritten) {
    EXPECT_EQ(replay(whole(transcript.bytes)), transcript.expected);
}

TEST_P(TerminalTranscriptTest, ComesOutTheSameByteByByte) {
    EXPECT_EQ(replay(byte_by_byte(transcript.bytes)), transcript.expected);
}

TEST_P(TerminalTranscriptTest, ComesOutTheSameCutAnywhere) {
    std::mt19937 random(seed_of_run());

    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(replay(cut_at_random(transcript.bytes, random)), transcript.expected);
    }
}

}  // namespace
}  // namespace confab::unit
