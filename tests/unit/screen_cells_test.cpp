// Terminals that count the cells of clusters otherwise than we do still show every row as it should be.
#include <gtest/gtest.h>

#include <random>

#include "dialect/terminal/screen.hpp"
#include "unit/support/bytes.hpp"
#include "unit/support/counting_terminal.hpp"
#include "unit/support/seed.hpp"

namespace confab::unit {
namespace {

UChar32 first_of(const std::string& text) {
    UChar32 c = 0;
    int32_t i = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), i, static_cast<int32_t>(text.size()),
                    c);
    return c;
}

// By clusters, as kitty and foot do: what joins may make its cluster wider.
Counted by_clusters(const std::string& before, const std::string& character) {
    static dialect::Graphemes graphemes;
    std::vector<dialect::Grapheme> out;
    graphemes.split(before + character, out);
    if (!before.empty() && before != " " && out.size() == 1) {
        const std::size_t was = graphemes.columns(before);
        return {true, static_cast<unsigned>(out[0].columns - std::min<std::size_t>(was, out[0].columns))};
    }
    return {graphemes.columns(character) == 0, static_cast<unsigned>(graphemes.columns(character))};
}

// By wcwidth() of each character, as tmux, xterm and the Linux console do, more or less.
Counted by_characters(const std::string&, const std::string& character) {
    static dialect::Graphemes graphemes;
    const bool marks = graphemes.columns(character) == 0;
    return {marks, marks ? 0U : static_cast<unsigned>(graphemes.columns(character))};
}

// As if there were no clusters, and every one of emoji's parts were wide.
Counted all_wide(const std::string& before, const std::string& character) {
    const UChar32 c = first_of(character);
    const bool flag_or_joiner = (c >= 0x1F1E6 && c <= 0x1F1FF) || c == 0x200D || c == 0xFE0F;
    return flag_or_joiner ? Counted{false, 2} : by_characters(before, character);
}

// As if nothing ever joined: marks have a cell too.
Counted one_each(const std::string&, const std::string& character) {
    static dialect::Graphemes graphemes;
    return {false, std::max(1U, static_cast<unsigned>(graphemes.columns(character)))};
}

struct Way {
    const char* name;
    Counting counting;
};
void PrintTo(const Way& way, std::ostream* out) { *out << way.name; }

constexpr unsigned width = 30;
constexpr unsigned height = 12;

const std::vector<std::string>& clusters() {
    static const std::vector<std::string> all{"\u2764\ufe0f",
                                              "\U0001F44D\U0001F3FD",
                                              "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466",
                                              "\U0001F1E9\U0001F1EA",
                                              "1\ufe0f\u20e3",
                                              "e\u0301",
                                              "z\u0335\u0301",
                                              "\u0915\u093f",
                                              "\u1112\u1161\u11ab",
                                              "\U0001F600",
                                              "\u6f22",
                                              "\u00e9",
                                              "\u0436"};
    return all;
}

class ScreenCells : public testing::TestWithParam<Way> {
  protected:
    void SetUp() override {
        screen.resize({width, height});
        type("", 0);
    }
    void type(const std::string& text, std::size_t cursor) {
        typed = text;
        at = cursor;
        screen.input({"> ", typed, at});
        show();
    }
    void type(const std::string& text) { type(text, text.size()); }
    void show() { terminal.write(sent = screen.take()); }

    // Every grapheme begins in its cell, and up to the next one is nothing but what belongs to it.
    void expect_row(std::size_t row, const std::string& text) {
        std::vector<dialect::Grapheme> units;
        graphemes.split(text, units);
        std::size_t column = 0;
        for (const dialect::Grapheme& unit : units) {
            const std::string wanted = text.substr(unit.offset, unit.length);
            const std::string begun = wanted.substr(0, static_cast<std::size_t>(U8_LENGTH(first_of(wanted))));
            if (unit.columns == 0) continue;
            ASSERT_TRUE(terminal.cell(row, column).starts_with(begun))
                << "column " << column << " of '" << text << "' is '" << terminal.cell(row, column)
                << "' in '" << terminal.row(row) << "' after " << escaped(sent);
            for (std::size_t i = 1; i < unit.columns; ++i) {
                const std::string& rest = terminal.cell(row, column + i);
                ASSERT_TRUE(rest == " " || wanted.find(rest) != std::string::npos)
                    << "'" << rest << "' behind '" << wanted << "'";
            }
            column += unit.columns;
        }
        for (; column < width; ++column) {
            ASSERT_TRUE(terminal.cell(row, column).empty() || terminal.cell(row, column) == " ")
                << "left over in '" << terminal.row(row) << "' after " << escaped(sent);
        }
    }
    void expect_input() {
        dialect::InputLayout layout;
        std::size_t top = 0;
        layout.lay_out(graphemes, {"> ", typed, at}, width - 1, height / 3, top);
        const std::size_t above = height - layout.rows.size();
        for (std::size_t i = 0; i < layout.rows.size(); ++i) expect_row(above + i, layout.rows[i]);
        EXPECT_EQ(terminal.cursor(), (std::pair{above + layout.cursor_row, layout.cursor_column}))
            << escaped(sent);
    }

    dialect::Graphemes graphemes;
    dialect::Wrap wrap{graphemes};
    dialect::Screen screen{wrap};
    CountingTerminal terminal{width, height, GetParam().counting};
    std::string typed;
    std::string sent;
    std::size_t at = 0;
};

INSTANTIATE_TEST_SUITE_P(Ways, ScreenCells,
                         testing::Values(Way{"by clusters", by_clusters}, Way{"by characters", by_characters},
                                         Way{"all wide", all_wide}, Way{"one each", one_each}));

TEST_P(ScreenCells, BackspaceTakesAwayWhatWasTypedAndNoMore) {
    for (const std::string& cluster : clusters()) {
        for (int i = 0; i < 3; ++i) {
            type(cluster);
            expect_input();
            type("");
            expect_input();
        }
        EXPECT_EQ(terminal.row(height - 1), ">") << cluster;
    }
}

TEST_P(ScreenCells, WhatIsTypedInTheMiddleIsInTheMiddle) {
    for (const std::string& cluster : clusters()) {
        type("a" + cluster + "b");
        type("a" + cluster + "b", 1 + cluster.size());
        type("a" + cluster + "Xb", 2 + cluster.size());
        expect_input();
        type("a" + cluster + "Xb", 0);
        type("Ya" + cluster + "Xb", 1);
        expect_input();
        type("");
        expect_input();
    }
}

TEST_P(ScreenCells, ARowFullOfThemDoesNotRunOver) {
    for (const std::string& cluster : clusters()) {
        std::string many;
        for (int i = 0; i < 20; ++i) many += cluster;
        const std::size_t scrolled = terminal.scrolled;

        type(many);
        expect_input();
        type("");
        expect_input();
        EXPECT_LE(terminal.scrolled - scrolled, height / 3) << cluster;
    }
}

TEST_P(ScreenCells, MessagesStandWhereTheyShouldAndStayInTheirRows) {
    for (const std::string& cluster : clusters()) {
        std::string many = "bob:";
        for (int i = 0; i < 12; ++i) many += " " + cluster + "x";
        screen.print(many, 5);
        screen.print("ann: plain", 5);
        show();

        std::vector<std::string> rows;
        for (const dialect::WrappedRow& row : wrap.rows(many, width - 1, 5)) {
            rows.push_back(std::string(row.indent, ' ') + many.substr(row.offset, row.length));
        }
        for (std::size_t i = 0; i < rows.size(); ++i) expect_row(height - 2 - rows.size() + i, rows[i]);
        EXPECT_EQ(terminal.row(height - 2), "ann: plain") << cluster;
        expect_input();
    }
}

TEST_P(ScreenCells, PaintingAnewShowsTheSame) {
    screen.print("bob: " + clusters()[0] + " and " + clusters()[2] + " x", 5);
    type("a" + clusters()[1] + "b");

    for (int i = 0; i < 3; ++i) {
        screen.resize({width, height});
        show();
        expect_row(height - 2, "bob: " + clusters()[0] + " and " + clusters()[2] + " x");
        expect_input();
    }
}

TEST_P(ScreenCells, WithoutASizeTheLineIsRightToo) {
    dialect::Screen unknown(wrap);
    CountingTerminal other(80, 6, GetParam().counting);
    const auto shown = [&](const std::string& text, std::size_t cursor) {
        unknown.input({"> ", text, cursor});
        other.write(unknown.take());
    };
    for (const std::string& cluster : clusters()) {
        shown(cluster, cluster.size());
        shown("", 0);
        EXPECT_EQ(other.row(0), ">") << cluster;
        shown("a" + cluster + "b", 1);
        shown("a" + cluster + "b", 2 + cluster.size());
        const std::size_t column = 3 + graphemes.columns(cluster);
        EXPECT_EQ(other.cursor(), (std::pair<std::size_t, std::size_t>{0, column + 1})) << cluster;
        EXPECT_EQ(other.cell(0, column), "b") << cluster;
        shown("", 0);
    }
}

TEST_P(ScreenCells, AfterAnythingWhateverTheLineIsRight) {
    const unsigned seed = seed_of_run();
    std::mt19937 random(seed);
    SCOPED_TRACE("CONFAB_SEED=" + std::to_string(seed));
    std::vector<std::string> line;
    std::size_t cursor = 0;
    const auto pick = [&](std::size_t count) { return random() % count; };
    for (int step = 0; step < 1500 && !testing::Test::HasFatalFailure(); ++step) {
        const auto here = [&] { return line.begin() + static_cast<std::ptrdiff_t>(cursor); };
        switch (pick(8)) {
            case 0: cursor = pick(line.size() + 1); break;
            case 1:
            case 2:
                if (cursor > 0) --cursor, line.erase(here());
                break;
            case 3: screen.print("bob: " + clusters()[pick(clusters().size())], 5); break;
            case 4:
                if (pick(10) == 0) screen.resize({width, height});
                if (pick(20) == 0) line.clear(), cursor = 0;
                break;
            default:
                if (line.size() > 40) break;
                line.insert(here(), pick(2) == 0 ? "a" : clusters()[pick(clusters().size())]);
                ++cursor;
        }
        std::string text;
        std::size_t bytes = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            // Neighbours that would join are kept apart, as somebody who types them would see them.
            text += line[i];
            if (i < cursor) bytes = text.size();
        }
        type(text, graphemes.at_or_after(text, bytes));
        dialect::InputLayout layout;
        std::size_t top = 0;
        layout.lay_out(graphemes, {"> ", typed, at}, width - 1, height, top);
        if (layout.rows.size() <= height / 3) expect_input();
    }
}

}  // namespace
}  // namespace confab::unit
