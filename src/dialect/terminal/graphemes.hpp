// What a person takes for one character (UAX #29), and how many cells of a terminal it fills.
#pragma once

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace confab::dialect {

struct Grapheme {
    std::uint32_t offset;  // bytes
    std::uint32_t length;  // bytes
    std::uint8_t columns;  // cells on the screen, 0 to 2
    bool certain = true;   // every terminal counts these cells
    // How many more cells it has where each of its characters counts by itself.
    std::uint8_t spare = 0;
};

// Holds ICU's break iterator; one a thread. Throws std::runtime_error if ICU has none.
//
// All texts are valid UTF-8 without controls. ASCII does not reach ICU.
//
// Cells are what most terminals make of a text, which is wcwidth() of each code point, with emoji as
// in UTS #51:
// - East Asian wide and full width, emoji presentation, emoji before U+FE0F, flags: 2, and never more,
//   so that a family of four is as wide as one of them.
// - A spacing mark (as Devanagari has them) adds a cell to the character it belongs to, up to 2.
// - What has no width by itself (marks, joiners, selectors, conjoining vowels of Hangul) adds none.
//   A grapheme of only that, which begins a text or is a lone U+200B, has 0: the terminal does not
//   move for it, and to count a cell would shift all that comes after.
// - Everything else: 1, also what Unicode calls ambiguous.
//
// Terminals agree on a single character that is a letter, a digit or a sign. They do not on clusters of
// several characters, on emoji and on what has no width by itself: those are not `certain`.
class Graphemes {
  public:
    Graphemes();
    ~Graphemes();
    Graphemes(const Graphemes&) = delete;
    Graphemes& operator=(const Graphemes&) = delete;

    // The graphemes of `text`, replacing what `out` held.
    void split(std::string_view text, std::vector<Grapheme>& out);
    std::size_t columns(std::string_view text);

    // The nearest boundary before `at`, or 0; after `at`, or the end. They look only as far around as
    // they have to: the length of a line matters if it is all flags or all joiners.
    std::size_t before(std::string_view text, std::size_t at);
    std::size_t after(std::string_view text, std::size_t at);
    // `at` if it is a boundary, else the next one.
    std::size_t at_or_after(std::string_view text, std::size_t at);

  private:
    // A long text that was split, for the next terminal that shows the same line.
    struct Known {
        std::string text;
        std::vector<Grapheme> units;
    };

    void split_anew(std::string_view text, std::vector<Grapheme>& out);
    const Known& known(std::string_view text);
    bool look_at(std::string_view text);
    void split_by_icu(std::string_view part, std::size_t offset, std::vector<Grapheme>& out);

    UBreakIterator* iterator_ = nullptr;
    UText utf8_ = UTEXT_INITIALIZER;
    std::vector<Grapheme> measured_;
    std::array<Known, 4> known_;  // one line may come in a few forms
    std::size_t oldest_ = 0;
};

}  // namespace confab::dialect
