// Tab: the editor asks, the caller answers, Tab goes round.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dialect/terminal/completion.hpp"
#include "unit/support/typing.hpp"

namespace confab::unit {
namespace {

using dialect::Completion;
using Happened = std::vector<std::string>;

const std::string back_tab = "\x1b[Z", left = "\x1b[D";

void answer(Typing& person, std::vector<std::string> candidates) {
    const std::uint32_t ticket = person.editor.question().ticket;
    person.note(person.editor.offer(ticket, std::move(candidates)));
}

TEST(EditorCompletion, AsksWithTheWordBeforeTheCursor) {
    Typing person;

    person.type("/msg al x" + left + left + "\t");

    EXPECT_EQ(person.take(), Happened{"complete"});
    const dialect::CompletionQuestion question = person.editor.question();
    EXPECT_EQ(question.word, "al");
    EXPECT_FALSE(question.first);
    EXPECT_EQ(question.line, "/msg al x");
}

TEST(EditorCompletion, KnowsTheFirstWord) {
    Typing person;

    person.type(" al\t");
    EXPECT_TRUE(person.editor.question().first);
    EXPECT_EQ(person.editor.question().word, "al");
    person.type("\x03\t");
    EXPECT_TRUE(person.editor.question().first);
    EXPECT_EQ(person.editor.question().word, "");
}

TEST(EditorCompletion, TabGoesRoundAndShiftTabBack) {
    Typing person;
    person.type("al!" + left + "\t");

    answer(person, {"alice: ", "alan: ", "日: "});
    EXPECT_EQ(person.seen(), "alice: |!");
    person.type("\t");
    EXPECT_EQ(person.seen(), "alan: |!");
    person.type("\t\t");
    EXPECT_EQ(person.seen(), "alice: |!");
    person.type(back_tab);
    EXPECT_EQ(person.seen(), "日: |!");
    EXPECT_EQ(person.take(), Happened{"complete"});  // asked once
}

TEST(EditorCompletion, ShiftTabBeginsWithTheLast) {
    Typing person;

    person.type("a" + back_tab);
    answer(person, {"alice ", "alan "});

    EXPECT_EQ(person.seen(), "alan |");
}

TEST(EditorCompletion, AnyOtherKeyKeepsWhatIsShown) {
    Typing person;
    person.type("a\t");
    answer(person, {"alice: ", "alan: "});

    person.type("hi al\t");

    EXPECT_EQ(person.seen(), "alice: hi al|");
    EXPECT_EQ(person.take(), (Happened{"complete", "complete"}));
    answer(person, {"alan "});
    EXPECT_EQ(person.seen(), "alice: hi alan |");
}

TEST(EditorCompletion, WithoutCandidatesItRingsAndAsksAgain) {
    Typing person;

    person.type("x\t");
    answer(person, {});
    person.type("\t");

    EXPECT_EQ(person.take(), (Happened{"complete", "bell", "complete"}));
    EXPECT_EQ(person.seen(), "x|");
}

TEST(EditorCompletion, ALateAnswerIsNothing) {
    Typing person;
    person.type("a\t");
    const std::uint32_t ticket = person.editor.question().ticket;

    person.type("b");
    person.note(person.editor.offer(ticket, {"alice"}));
    EXPECT_EQ(person.seen(), "ab|");
    person.type("\t");
    person.note(person.editor.offer(ticket, {"alice"}));
    EXPECT_EQ(person.seen(), "ab|");
    answer(person, {"abel"});
    EXPECT_EQ(person.seen(), "abel|");
}

TEST(EditorCompletion, TabWaitsForTheAnswer) {
    Typing person;

    person.type("a\t\t\t");
    EXPECT_EQ(person.take(), Happened{"complete"});
    answer(person, {"alice"});

    EXPECT_EQ(person.seen(), "alice|");
}

TEST(EditorCompletion, TakesCandidatesUpToTheLimits) {
    std::vector<std::string> candidates(Completion::max_candidates + 1, "x");
    candidates[0] = std::string(Completion::max_candidate, 'a');
    candidates[1] = std::string(Completion::max_candidate + 1, 'b');
    candidates[Completion::max_candidates] = "last";
    Typing person;

    person.type(back_tab);
    answer(person, candidates);
    EXPECT_EQ(person.seen(), "last|");  // the one too long is no candidate, which makes room
    person.type("\t");
    EXPECT_EQ(person.seen(), candidates[0] + "|");

    candidates[1] = "y";
    person.type("\x03" + back_tab);
    answer(person, candidates);
    EXPECT_EQ(person.seen(), "x|");
}

TEST(EditorCompletion, KeepsTheLimitOfTheLine) {
    Typing person(8);

    person.type("hi a\t");
    answer(person, {"alice:", "alan:", "al"});
    EXPECT_EQ(person.seen(), "hi a|");
    EXPECT_EQ(person.take(), (Happened{"complete", "bell"}));
    person.type("\t");
    EXPECT_EQ(person.seen(), "hi alan:|");
    person.type("\t");
    EXPECT_EQ(person.seen(), "hi al|");
}

TEST(EditorCompletion, ASecretIsNotCompleted) {
    Typing person;
    person.editor.ask("Password: ", true);

    person.type("a\t");

    EXPECT_EQ(person.take(), Happened{"bell"});
    EXPECT_EQ(person.editor.question().line, "");
}

}  // namespace
}  // namespace confab::unit
