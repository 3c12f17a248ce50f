// What holds of cleaned text whatever was typed. CONFAB_SEED replays a run.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "confab/wire/clean.hpp"
#include "unit/support/bytes.hpp"
#include "unit/support/seed.hpp"

namespace confab::unit {
namespace {

using namespace std::string_literals;

std::string any_bytes(std::mt19937& random) {
    static const std::vector<std::string> words = {"a",
                                                   "word ",
                                                   "é",
                                                   "e\u0301",
                                                   "\u0301",
                                                   "\u0301\u0301\u0301",
                                                   "日",
                                                   "😀",
                                                   "👩‍👩‍👧",
                                                   "🇫",
                                                   "\u200d",
                                                   "\ufe0f",
                                                   "\x7f",
                                                   "\b",
                                                   "\t",
                                                   " ",
                                                   "\x1b",
                                                   "\x1b[",
                                                   "\x1b]",
                                                   "\x1bP",
                                                   "\x1b\\",
                                                   "\x07",
                                                   "31m",
                                                   "\xc2\x9b",
                                                   "\xc2\x9d",
                                                   "\xc2\x9c",
                                                   "\u202e",
                                                   "\u2066",
                                                   "\u2069",
                                                   "\u2028",
                                                   "\xff",
                                                   "\xc3",
                                                   "\xe2\x82",
                                                   "\xf0\x9f",
                                                   "\xed\xa0\x80",
                                                   "\x80",
                                                   "\0"s,
                                                   "\x18",
                                                   "\u3000",
                                                   "\u00ad",
                                                   "각",
                                                   "\u1100",
                                                   "\u0600",
                                                   "अ",
                                                   "\u093f",
                                                   "\u094d",
                                                   "ก",
                                                   "\u0e33"};
    std::string bytes;
    for (std::size_t i = random() % 40; i > 0; --i) {
        if (random() % 8 == 0) {
            bytes += static_cast<char>(random() % 256);
        } else {
            bytes += words[random() % words.size()];
        }
    }
    return bytes;
}

TEST(CleanProperty, TheResultIsValidUtf8WithoutControlsAndCleanAlready) {
    const unsigned seed = seed_of_run();
    std::mt19937 random(seed);
    wire::Cleaner cleaner;
    wire::Cleaner other;
    for (int round = 0; round < 40000; ++round) {
        const std::string raw = any_bytes(random);

        const std::string once(cleaner.clean(raw));

        ASSERT_TRUE(is_valid_utf8(once)) << "CONFAB_SEED=" << seed << " " << escaped(raw);
        ASSERT_FALSE(has_controls(once)) << "CONFAB_SEED=" << seed << " " << escaped(raw);
        ASSERT_FALSE(once.ends_with(' ')) << "CONFAB_SEED=" << seed << " " << escaped(raw);
        ASSERT_EQ(other.clean(once), once) << "CONFAB_SEED=" << seed << " " << escaped(raw);
        for (const char* turning : {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067",
                                    "\u2068", "\u2069", "\u2028", "\u2029"}) {
            ASSERT_EQ(once.find(turning), std::string::npos) << "CONFAB_SEED=" << seed << " " << escaped(raw);
        }
    }
}

TEST(CleanProperty, TheResultDoesNotDependOnWhatWasCleanedBefore) {
    std::mt19937 random(seed_of_run());
    wire::Cleaner used;
    for (int round = 0; round < 500; ++round) {
        const std::string raw = any_bytes(random);
        wire::Cleaner fresh;
        ASSERT_EQ(used.clean(raw), fresh.clean(raw)) << escaped(raw);
    }
}

TEST(CleanProperty, NeverGrowsBeyondThreeBytesForOne) {
    std::mt19937 random(seed_of_run());
    wire::Cleaner cleaner;
    for (int round = 0; round < 5000; ++round) {
        const std::string raw = any_bytes(random);
        ASSERT_LE(cleaner.clean(raw).size(), 3 * raw.size()) << escaped(raw);
    }
}

}  // namespace
}  // namespace confab::unit
