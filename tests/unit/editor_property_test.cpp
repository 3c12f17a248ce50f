// Whatever is typed: the cursor is between graphemes, the text valid, the limits hold, and pieces do
// not matter.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "unit/support/bytes.hpp"
#include "unit/support/typing.hpp"

namespace confab::unit {
namespace {

constexpr std::size_t max_line = 48;

// A key, or some text, at random.
std::string anything(std::mt19937& random) {
    static const std::vector<std::string> likely = {"a",
                                                    "b ",
                                                    "hello",
                                                    "\u00e9",
                                                    "e\u0301",
                                                    "\u0301",
                                                    "日",
                                                    "😀",
                                                    "👨‍👩‍👧",
                                                    "\u200d",
                                                    "\U0001F1E9",
                                                    "\U0001F1EA",
                                                    "\u0600",
                                                    "\u1112\u1161",
                                                    "\uFE0F",
                                                    "\x1b[A",
                                                    "\x1b[B",
                                                    "\x1b[C",
                                                    "\x1b[D",
                                                    "\x1b[D",
                                                    "\x1b[H",
                                                    "\x1b[F",
                                                    "\x1b[2~",
                                                    "\x1b[3~",
                                                    "\x1b[1;5D",
                                                    "\x1b[1;5C",
                                                    "\x1b"
                                                    "b",
                                                    "\x1b"
                                                    "d",
                                                    "\x1b\x7f",
                                                    "\x7f",
                                                    "\x04",
                                                    "\x0b",
                                                    "\x14",
                                                    "\x14",
                                                    "\x15",
                                                    "\x17",
                                                    "\x19",
                                                    "\x12",
                                                    "\x03",
                                                    "\r",
                                                    "\r\n",
                                                    "\t",
                                                    "\x1b[Z",
                                                    "\x1b[200~",
                                                    "\x1b[201~",
                                                    "\x1b[201~",
                                                    "\x1b",
                                                    "\xff",
                                                    "\xe2\x82"};
    return random() % 30 == 0 ? std::string(1, static_cast<char>(random()))
                              : likely[random() % likely.size()];
}

void check(Typing& person, const std::string& typed) {
    const dialect::InputView view = person.editor.view();
    ASSERT_LE(view.cursor, view.text.size());
    ASSERT_TRUE(is_valid_utf8(view.text)) << escaped(typed);
    ASSERT_FALSE(has_controls(view.text)) << escaped(typed);
    ASSERT_EQ(person.graphemes.at_or_after(view.text, view.cursor), view.cursor) << escaped(typed);
    ASSERT_LE(view.text.size(), max_line) << escaped(typed);
}

// What was sent, and what is seen at the end.
std::vector<std::string> all_of(const std::string& typed, std::size_t piece) {
    Typing person(max_line);
    person.type(typed, piece);
    std::vector<std::string> out = person.take();
    std::erase(out, "bell");  // one for each piece of a text
    out.push_back(person.seen());
    return out;
}

TEST(EditorProperty, TheCursorIsBetweenGraphemesAndTheTextWithinItsLimit) {
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        Typing person(max_line);
        std::string typed;
        for (int i = 0; i < 100; ++i) {
            const std::string key = anything(random);
            typed += key;
            person.type(key);
            if (!person.happened.empty() && person.happened.back() == "complete") {
                person.note(
                    person.editor.offer(person.editor.question().ticket, {"alice: ", "日 ", "e\u0301"}));
            }
            ASSERT_NO_FATAL_FAILURE(check(person, typed));
        }
    }
}

TEST(EditorProperty, PiecesDoNotMatter) {
    std::mt19937 random(12);
    for (int round = 0; round < 1000; ++round) {
        std::string typed;
        for (int i = 0; i < 60; ++i) typed += anything(random);

        const std::vector<std::string> whole = all_of(typed, typed.size());

        for (const std::size_t piece : {1U, 2U, 7U}) ASSERT_EQ(all_of(typed, piece), whole) << escaped(typed);
    }
}

}  // namespace
}  // namespace confab::unit
