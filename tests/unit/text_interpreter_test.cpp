// How a line and a block are read: what is said, what is a command, what is refused, and what answers a
// question.
#include "confab/dialect/text/interpreter.hpp"

#include "confab/dialect/text/slash.hpp"
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

// A line, and what its sender is told.
struct Read {
    const char* line;
    const char* told;
};

class TextLine : public Registered {
  protected:
    // What the interpreter alone makes of it, without the hub's way to it.
    Lines read(std::string_view line) {
        chat.take(ann);
        chat.interpreter.line(chat.client(ann), line, chat.now);
        return chat.take(ann);
    }
    Lines read_block(std::string_view text) {
        chat.take(ann);
        chat.interpreter.block(chat.client(ann), text, chat.now);
        return chat.take(ann);
    }

    ClientId ann = chat.connect("ann");
};

TEST_F(TextLine, IsSaidOrACommandOrRefused) {
    const std::string refusal = "! that may hold a password, nothing was sent: a command begins with /";
    for (const auto& [line, told] : {
             Read{"hello", "ann: hello"},
             Read{"  hello", "ann:   hello"},
             Read{"1/2", "ann: 1/2"},
             Read{"//usr is full", "ann: /usr is full"},
             Read{"  //usr", "ann: /usr"},
             Read{"///", "ann: //"},
             Read{"/me waves", "** ann waves"},
             Read{" \u00a0/echo on", "* echo is on: you see your own lines"},
             Read{
                 "/nosuch",
                 "! unknown command /nosuch, nothing was sent (/help all lists them, // says a line with /)"},
             Read{
                 "/cancel",
                 "! unknown command /cancel, nothing was sent (/help all lists them, // says a line with /)"},
             Read{"/", "! unknown command /, nothing was sent (/help all lists them, // says a line with /)"},
             Read{"\uff0flogin ann secret", refusal.c_str()},
             Read{"\u0301/join dev key", refusal.c_str()},
         }) {
        EXPECT_EQ(read(line), Lines{told}) << line;
    }
    EXPECT_EQ(read("\u200b"), Lines{});
    EXPECT_EQ(read(""), Lines{});
}

TEST_F(TextLine, AnswersAQuestionUnlessItIsACommand) {
    for (const auto& [line, told] : {
             Read{"/cancel", "* called off, nothing has changed"},
             Read{"", "* called off, nothing has changed"},
             Read{"/echo on", "* echo is on: you see your own lines"},
             Read{"//usr",
                  "! unknown command //usr, nothing was sent (/help all lists them, // says a line with /)"},
         }) {
        read("/register");
        ASSERT_NE(secret(ann), "");

        EXPECT_EQ(read(line), Lines{told}) << line;

        EXPECT_EQ(secret(ann), "") << line;
        EXPECT_FALSE(chat.client(ann).connection.is_asked()) << line;
    }
    read("/register");
    EXPECT_EQ(read("a password"), Lines{});
    EXPECT_EQ(secret(ann), "the same again");
}

TEST_F(TextLine, OfABlockIsSaidHoweverItBegins) {
    EXPECT_EQ(read_block("//usr\n/quit"), (Lines{"ann: //usr\nann: /quit"}));
    EXPECT_EQ(read_block("a\n/login ann secret\nb"),
              (Lines{"! one of these lines may hold a password or a key, nothing was sent: type it alone, or "
                     "take it out"}));
}

TEST_F(TextLine, ThatBeginsLikeACommandIsNoAnswer) {
    for (const char* secret : {"/a secret", "//a secret", "\u00a0/secret"}) {
        EXPECT_FALSE(chat.interpreter.can_be_answer(secret)) << secret;
    }
    for (const char* secret : {"a secret", "a/secret", "\uff0fsecret"}) {
        EXPECT_TRUE(chat.interpreter.can_be_answer(secret)) << secret;
    }
}

TEST_F(TextLine, OfNothingReachesItOnlyForAQuestion) {
    chat.pass(Milliseconds{5'000});
    EXPECT_EQ(answer(ann, ""), Lines{});
    EXPECT_NE(chat.client(ann).connection.last_active, chat.now.mono);
    answer(ann, "/register");

    EXPECT_EQ(answer(ann, ""), (Lines{"* called off, nothing has changed"}));
}

TEST(Slash, IsFoundBehindWhatIsNotSeen) {
    EXPECT_EQ(from_slash("/x"), "/x");
    EXPECT_EQ(from_slash(" \u200b//x"), "//x");
    EXPECT_EQ(from_slash("a/x"), "");
    EXPECT_EQ(from_slash(""), "");
}

}  // namespace
}  // namespace confab::unit
