// Own lines again: Up, Down and Ctrl-R.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dialect/terminal/input_history.hpp"
#include "dialect/terminal/reverse_search.hpp"
#include "unit/support/typing.hpp"

namespace confab::unit {
namespace {

using dialect::InputHistory;
using Happened = std::vector<std::string>;

const std::string up = "\x1b[A", down = "\x1b[B";
const std::string ctrl_r = "\x12", ctrl_p = "\x10", ctrl_n = "\x0e";

Typing* after(Typing& person, std::vector<std::string> lines) {
    for (const std::string& line : lines) person.type(line + "\r");
    person.take();
    return &person;
}

TEST(EditorHistory, UpAndDownWalkThroughIt) {
    Typing person;
    after(person, {"one", "two"});

    person.type(up);
    EXPECT_EQ(person.seen(), "two|");
    person.type(ctrl_p);
    EXPECT_EQ(person.seen(), "one|");
    person.type(up);
    EXPECT_EQ(person.seen(), "one|");
    EXPECT_EQ(person.take(), Happened{"bell"});
    person.type(ctrl_n);
    EXPECT_EQ(person.seen(), "two|");
}

TEST(EditorHistory, TheHalfTypedLineIsBelowTheNewest) {
    Typing person;
    after(person, {"one", "two"});

    person.type("half" + up + up + down + down);

    EXPECT_EQ(person.seen(), "half|");
    person.type(down);
    EXPECT_EQ(person.take(), Happened{"bell"});
}

TEST(EditorHistory, EditingARecalledLineDoesNotChangeIt) {
    Typing person;
    after(person, {"one", "two"});

    person.type(up + "!" + up + down);
    EXPECT_EQ(person.seen(), "two|");
    person.type(" more\r" + up + up);
    EXPECT_EQ(person.seen(), "two|");
}

TEST(EditorHistory, NeighboursAreNotDoubledAndBlankLinesNotKept) {
    Typing person;
    after(person, {"one", "two", "two", "", "  "});

    person.type(up + up);

    EXPECT_EQ(person.seen(), "one|");
}

TEST(EditorHistory, AfterALineOrCtrlCItBeginsAtTheNewestAgain) {
    Typing person;
    after(person, {"one", "two", "three"});

    person.type(up + up + ctrl_c + up);
    EXPECT_EQ(person.seen(), "three|");
    person.type(up + "\r" + up + up);
    EXPECT_EQ(person.seen(), "three|");
}

TEST(InputHistory, KeepsTheNewestLinesUpToTheLimit) {
    InputHistory history;
    for (std::size_t i = 0; i <= InputHistory::max_lines; ++i) history.remember(std::to_string(i));

    EXPECT_EQ(history.size(), InputHistory::max_lines);
    EXPECT_EQ(history.line(0), std::to_string(InputHistory::max_lines));
    EXPECT_EQ(history.line(history.size() - 1), "1");
}

TEST(InputHistory, KeepsBytesUpToTheLimit) {
    InputHistory history;
    const std::string half(InputHistory::max_bytes / 2, 'a');
    const std::string rest(InputHistory::max_bytes / 2, 'b');
    history.remember(half);
    history.remember(rest);
    EXPECT_EQ(history.size(), 2u);

    history.remember("x");
    EXPECT_EQ(history.size(), 2u);
    EXPECT_EQ(history.line(1), rest);

    history.remember(std::string(InputHistory::max_bytes, 'c'));
    EXPECT_EQ(history.size(), 1u);
    history.remember(std::string(InputHistory::max_bytes + 1, 'd'));
    EXPECT_EQ(history.line(0)[0], 'c');
}

TEST(EditorSearch, ShowsTheNewestLineThatHasIt) {
    Typing person;
    after(person, {"git pull", "make", "git push", "ls"});

    person.type("half" + ctrl_r);
    EXPECT_EQ(person.seen(), "(search) '': half|");
    person.type("git");
    EXPECT_EQ(person.seen(), "(search) 'git': |git push");
    person.type(" pul");
    EXPECT_EQ(person.seen(), "(search) 'git pul': |git pull");
    person.type("\x7f");
    EXPECT_EQ(person.seen(), "(search) 'git pu': |git push");
}

TEST(EditorSearch, CtrlRAgainGoesFurtherBack) {
    Typing person;
    after(person, {"git pull", "make", "git push"});

    person.type(ctrl_r + "git" + ctrl_r);
    EXPECT_EQ(person.seen(), "(search) 'git': |git pull");
    person.type(ctrl_r);
    EXPECT_EQ(person.seen(), "(no match) 'git': |git pull");
    EXPECT_EQ(person.take(), Happened{"bell"});
}

TEST(EditorSearch, EnterSubmitsTheMatch) {
    Typing person;
    after(person, {"git pull", "make"});

    person.type(ctrl_r + "pull\r");

    EXPECT_EQ(person.take(), Happened{"submit git pull"});
}

TEST(EditorSearch, EscapeAcceptsAndOtherKeysGoOnFromThere) {
    Typing person;
    after(person, {"git pull", "make"});

    person.type(ctrl_r + "pull\x1b");
    person.note(person.editor.apply(person.reader.flush_escape()));
    EXPECT_EQ(person.seen(), "git |pull");
    person.type(ctrl_r + "mak" + left);
    EXPECT_EQ(person.seen(), "|make");
    person.type(ctrl_r + "pu" + left);
    EXPECT_EQ(person.seen(), "git| pull");
}

TEST(EditorSearch, CtrlGAndCtrlCGiveTheLineBack) {
    for (const std::string& cancel : {ctrl_c, ctrl_g}) {
        Typing person;
        after(person, {"git pull"});

        person.type("half" + left + ctrl_r + "git" + cancel);

        EXPECT_EQ(person.seen(), "hal|f");
        EXPECT_EQ(person.take(), Happened{});
    }
}

TEST(EditorSearch, WhatNobodySaidRingsAndKeepsTheLastMatch) {
    Typing person;
    after(person, {"git pull"});

    person.type(ctrl_r + "gix");

    EXPECT_EQ(person.seen(), "(no match) 'gix': |git pull");
    EXPECT_EQ(person.take(), Happened{"bell"});
}

TEST(EditorSearch, LooksForNoMoreThanTheLimit) {
    Typing person;
    const std::string most(dialect::ReverseSearch::max_query, 'a');
    after(person, {most});

    person.type(ctrl_r + most);
    EXPECT_EQ(person.take(), Happened{});
    person.type("a");
    EXPECT_EQ(person.take(), Happened{"bell"});
    EXPECT_EQ(person.seen(), "(search) '" + most + "': |" + most);
}

}  // namespace
}  // namespace confab::unit
