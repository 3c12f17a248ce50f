// The short numbers of messages.
#include "confab/core/rooms/line_number.hpp"

#include <gtest/gtest.h>

namespace confab::unit {
namespace {

TEST(LineNumber, GoesFromOneTo99AndBeginsAgain) {
    EXPECT_EQ(line_number(1), 1U);
    EXPECT_EQ(line_number(99), 99U);
    EXPECT_EQ(line_number(100), 1U);
}

TEST(LineNumber, MeansTheNewestMessageOfThatNumber) {
    for (const std::uint64_t last_id : {1ULL, 50ULL, 99ULL, 100ULL, 198ULL, 1234567ULL}) {
        for (std::uint64_t id = last_id > 99 ? last_id - 98 : 1; id <= last_id; ++id) {
            EXPECT_EQ(id_of_number(line_number(id), last_id), id) << last_id;
        }
    }
}

TEST(LineNumber, WithoutAMessageIsNone) {
    EXPECT_EQ(id_of_number(5, 4), 0U);
    EXPECT_EQ(id_of_number(1, 0), 0U);
    EXPECT_EQ(id_of_number(0, 200), 0U);
}

TEST(LineNumber, AboveThemIsAnId) { EXPECT_EQ(id_of_number(150, 1000), 150U); }

TEST(LineNumber, OfACorrectionIsThatOfItsMessage) {
    const Reference about{.id = 101};

    EXPECT_EQ(line_number(Event{.type = EventType::edited, .about = &about}), 2U);
    EXPECT_EQ(line_number(Event{.type = EventType::message, .id = 103, .about = &about}), 4U);
    EXPECT_EQ(line_number(Event{.type = EventType::notice}), 0U);
}

}  // namespace
}  // namespace confab::unit
