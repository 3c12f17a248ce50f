// Replays tests/transcripts/*.txt: bytes in, what comes out.
#include <gtest/gtest.h>

#include "confab/wire/clean.hpp"
#include "unit/support/transcript.hpp"

namespace confab::unit {
namespace {

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

class TranscriptTest : public testing::TestWithParam<std::string> {
  protected:
    Transcript transcript = read_transcript(CONFAB_TRANSCRIPTS, GetParam());
};

INSTANTIATE_TEST_SUITE_P(All, TranscriptTest, testing::ValuesIn(transcripts_in(CONFAB_TRANSCRIPTS)),
                         [](const auto& each) { return each.param; });

TEST_P(TranscriptTest, ComesOutAsWritten) {
    EXPECT_EQ(replay(whole(transcript.bytes), transcript.max_line), transcript.expected);
}

TEST_P(TranscriptTest, ComesOutTheSameByteByByte) {
    EXPECT_EQ(replay(byte_by_byte(transcript.bytes), transcript.max_line), transcript.expected);
}

}  // namespace
}  // namespace confab::unit
