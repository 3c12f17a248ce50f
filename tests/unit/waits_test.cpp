// What is kept of the input of a client that waits for an answer.
#include <gtest/gtest.h>

#include "confab/core/pending_requests.hpp"
#include "confab/dialect/text/wording.hpp"
#include "unit/support/nobody.hpp"

namespace confab::unit {
namespace {

class WaitsLimit : public testing::Test {
  protected:
    void keep(WaitingInput::Kind kind, std::string_view text) { waits.keep(who, kind, text); }
    void keep_lines(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) keep(WaitingInput::Kind::line, "x");
    }
    // After the answer: the lines that were kept, and what else there is, by its text.
    std::vector<std::string> all() {
        waits.end(ticket);
        std::vector<std::string> texts;
        while (auto input = waits.next_input(who)) {
            if (input->kind == WaitingInput::Kind::line) {
                ++lines;
            } else {
                const bool has_text = input->reply.code == Code::none;
                texts.push_back(has_text ? input->text : dialect::EnglishWording().word(input->reply).text);
            }
        }
        return texts;
    }

    Nobody nobody;
    PendingRequests waits{nobody};
    ClientId who{1, 1};
    Ticket ticket = waits.await(who, ShowPage{}, MonoTime{});
    std::size_t lines = 0;
};

using Texts = std::vector<std::string>;

TEST_F(WaitsLimit, AsManyLinesAsMayWaitAreAllHandled) {
    keep_lines(PendingRequests::max_inputs);

    EXPECT_EQ(all(), Texts{});
    EXPECT_EQ(lines, PendingRequests::max_inputs);
    EXPECT_FALSE(waits.waits(who));
}

TEST_F(WaitsLimit, OfMoreItIsToldOnceHowMany) {
    keep_lines(PendingRequests::max_inputs + 1);

    EXPECT_EQ(all(),
              Texts{"too much was sent while you waited for an answer, the last 1 line was not handled; "
                    "send less at once"});
    EXPECT_EQ(lines, PendingRequests::max_inputs);
}

TEST_F(WaitsLimit, BytesCountToo) {
    keep(WaitingInput::Kind::line, std::string(PendingRequests::most_bytes, 'x'));
    keep_lines(2);

    EXPECT_EQ(all(),
              Texts{"too much was sent while you waited for an answer, the last 2 lines were not handled; "
                    "send less at once"});
    EXPECT_EQ(lines, 1U);
}

TEST_F(WaitsLimit, WhatFitsDoesNotOvertakeWhatDidNot) {
    keep(WaitingInput::Kind::line, std::string(PendingRequests::most_bytes - 1, 'x'));
    keep(WaitingInput::Kind::line, "xx");
    keep(WaitingInput::Kind::line, "x");

    all();

    EXPECT_EQ(lines, 1U);
}

TEST_F(WaitsLimit, TheEndIsAlwaysHeardOfAndComesLast) {
    keep_lines(PendingRequests::max_inputs + 1);
    keep(WaitingInput::Kind::disconnect, "gone");

    const Texts texts = all();

    ASSERT_EQ(texts.size(), 2U);
    EXPECT_EQ(texts[1], "gone");
}

TEST_F(WaitsLimit, WhatWasHandledWaitsNoMore) {
    keep_lines(PendingRequests::max_inputs);
    waits.end(ticket);
    waits.next_input(who);

    keep_lines(1);

    EXPECT_EQ(all(), Texts{});
    EXPECT_EQ(lines, PendingRequests::max_inputs);
}

}  // namespace
}  // namespace confab::unit
