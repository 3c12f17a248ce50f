// Replays tests/transcripts/terminal/*.txt: what telnets in character mode sent, what comes of it.
#include <gtest/gtest.h>

#include "unit/support/seed.hpp"
#include "unit/support/telnet_happenings.hpp"
#include "unit/support/transcript.hpp"

namespace confab::unit {
namespace {

class TerminalTranscriptTest : public testing::TestWithParam<std::string> {
  protected:
    Happenings replay(const std::vector<std::string_view>& pieces) const {
        wire::TelnetSession session;
        session.start();
        return hear(session, pieces);
    }

    Transcript transcript = read_transcript(CONFAB_TERMINAL_TRANSCRIPTS, GetParam());
};

INSTANTIATE_TEST_SUITE_P(All, TerminalTranscriptTest,
                         testing::ValuesIn(transcripts_in(CONFAB_TERMINAL_TRANSCRIPTS)),
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
