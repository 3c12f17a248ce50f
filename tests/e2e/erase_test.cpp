#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "e2e/support/confabd.hpp"
#include "e2e/support/text.hpp"

namespace confab::e2e {
namespace {

using namespace std::literals;

const std::string acute = "\xcc\x81";  // U+0301, a combining mark
const std::string family =
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7\xe2\x80\x8d\xf0\x9f\x91\xa6";
const std::string germany = "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa";
const std::string france = "\xf0\x9f\x87\xab\xf0\x9f\x87\xb7";

class Erase : public testing::Test {
  protected:
    void expect_said(const std::string& sent, const std::string& wanted, Where where = Where::current()) {
        const testing::ScopedTrace trace(where.file_name(), static_cast<int>(where.line()), visible(sent));
        alice.say(sent, where);
        EXPECT_EQ(visible(bob.line(where)), visible("alice: " + wanted));
        alice.send_piecemeal(sent + "\n", 1, where);
        EXPECT_EQ(visible(bob.line(where)), visible("alice: " + wanted));
    }

    Confabd daemon;
    Client alice = daemon.client("alice");
    Client bob = daemon.client("bob");
};

// Backspace, delete, and telnet's erase character.
const std::vector<std::string> erasers{"\b", "\x7f", "\xff\xf7"};

TEST_F(Erase, EachOfThemTakesBackOneCharacter) {
    for (const std::string& eraser : erasers) {
        expect_said("helo" + eraser + "lo", "hello");
        expect_said("abc" + eraser + eraser + "xy", "axy");
        expect_said("caf\xc3\xa9s" + eraser + eraser + "e", "cafe");
    }
}

TEST_F(Erase, OneGraphemeHoweverManyCodePointsItHas) {
    for (const std::string& eraser : erasers) {
        expect_said("ae" + acute + eraser + "b", "ab");
        expect_said("a" + family + eraser + "b", "ab");
        expect_said("a" + germany + france + eraser + "b", "a" + germany + "b");
        expect_said("a\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd" + eraser + "b", "ab");      // skin tone
        expect_said("a\xe2\x9d\xa4\xef\xb8\x8f" + eraser + "b", "ab");              // heart, selector 16
        expect_said("a\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab" + eraser + "b", "ab");  // Hangul jamo
        expect_said("a1\xef\xb8\x8f\xe2\x83\xa3" + eraser + "b", "ab");             // keycap
        expect_said("a\xe0\xae\xa8\xe0\xae\xbf" + eraser + "b", "ab");              // Tamil ni
    }
}

TEST_F(Erase, ItNeverReachesIntoTheLineBefore) {
    alice.send("first\n\b\b\b\bsecond\n");

    bob.expect("alice: first");
    bob.expect("alice: second");
}

TEST_F(Erase, SpacesAndBadBytesAreTakenBackToo) {
    for (const std::string& eraser : erasers) {
        expect_said("a " + eraser + "b", "ab");
        expect_said("a\t" + eraser + "b", "ab");
        expect_said("a\xe2\x80\xa8" + eraser + "b", "ab");
        expect_said("a\xc3" + eraser + "b", "ab");
        expect_said("a\xff\xff" + eraser + "b", "ab");
        expect_said("a\xf0\x9f\x99" + eraser + "b", "ab");
    }
}

TEST_F(Erase, EraseLineTakesBackAll) {
    expect_said("wrong words\xff\xf8right words", "right words");
    expect_said("\xff\xf8right", "right");
    expect_said("one\xff\xf8two\xff\xf8three", "three");
    expect_said("//hidden\xff\xf8/\b/\bshown", "shown");
}

TEST_F(Erase, ALineTakenBackWholeIsIgnored) {
    alice.send("oops\b\b\b\b\nnever mind\xff\xf8\n");
    alice.say("after");

    bob.expect("alice: after");
}

}  // namespace
}  // namespace confab::e2e
