// State as bytes: what another version wrote, and what nobody wrote.
#include <gtest/gtest.h>

#include <limits>

#include "confab/base/snapshot/forward.hpp"
#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"

namespace confab::snapshot {
namespace {

const MonoTime boot{Milliseconds{77'000}};

// The same struct in a version, and in the next minor one.
struct Old {
    std::string name;
    std::uint32_t count = 0;

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.name, self.count);
    }
};
struct Newer {
    std::string name;
    std::uint32_t count = 0;
    std::vector<std::string> added{"as it was"};

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.name, self.count, self.added);
    }
};

template <class... Values>
std::string written(Version version, const Values&... values) {
    Writer out(boot);
    out.section("part", version, [&] { out(values...); });
    return out.finish();
}

template <class... Values>
Problem read(std::string_view bytes, Values&... values) {
    Reader in(bytes, boot);
    in.section("part", 1, [&] { in(values...); });
    return in.problem();
}

TEST(SnapshotFormat, AValueComesBack) {
    const std::map<std::string, std::optional<std::int64_t>> map{{"a", -1}, {"b", {}}};
    const std::variant<std::monostate, std::string, bool> variant = std::string("text");
    const std::vector<std::int64_t> numbers{0,
                                            -1,
                                            63,
                                            -64,
                                            64,
                                            std::numeric_limits<std::int64_t>::min(),
                                            std::numeric_limits<std::int64_t>::max()};
    auto map_read = decltype(map){};
    auto variant_read = decltype(variant){};
    auto& read_map = const_cast<std::map<std::string, std::optional<std::int64_t>>&>(map_read);
    auto& read_variant = const_cast<std::variant<std::monostate, std::string, bool>&>(variant_read);
    std::vector<std::int64_t> read_numbers;

    ASSERT_EQ(read(written({}, map, variant, numbers), read_map, read_variant, read_numbers), Problem::none);

    EXPECT_EQ(read_map, map);
    EXPECT_EQ(read_variant, variant);
    EXPECT_EQ(read_numbers, numbers);
}

TEST(SnapshotFormat, UnknownFieldsOfANewerMinorVersionAreSkipped) {
    Old old;
    std::uint32_t after = 0;

    ASSERT_EQ(read(written({1, 1}, Newer{"n", 7, {"x", "y"}}, 9U, std::string("more")), old, after),
              Problem::none);

    EXPECT_EQ(old.name, "n");
    EXPECT_EQ(old.count, 7U);
    EXPECT_EQ(after, 9U);
}

TEST(SnapshotFormat, FieldsThatAnOlderMinorVersionLacksStayAsTheyAre) {
    std::vector<Newer> list;
    std::uint32_t lacking = 5;

    ASSERT_EQ(read(written({}, std::vector{Old{"n", 7}, Old{"m", 8}}), list, lacking), Problem::none);

    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[1].name, "m");
    EXPECT_EQ(list[1].added, (std::vector<std::string>{"as it was"}));
    EXPECT_EQ(lacking, 5U);
}

TEST(SnapshotFormat, AnUnknownSectionIsSkipped) {
    Writer out(boot);
    out.section("other", {9, 0}, [&] { out(std::string("what?")); });
    out.section("part", {}, [&] { out(3U); });
    std::uint32_t number = 0;

    EXPECT_EQ(read(out.finish(), number), Problem::none);

    EXPECT_EQ(number, 3U);
}

TEST(SnapshotFormat, AnotherMajorVersionIsRefused) {
    std::uint32_t number = 0;
    const std::string bytes = written({2, 0}, 7U);
    Reader in(bytes, boot);

    in.section("part", 1, [&] { in(number); });

    EXPECT_EQ(in.problem(), Problem::other_version);
    EXPECT_EQ(in.version(), 2U);
    EXPECT_EQ(number, 0U);
}

TEST(SnapshotFormat, TimesAreRelativeToTheClockOfTheReader) {
    const std::string bytes = written({}, boot - Milliseconds{5}, MonoTime{}, MonoTime::max());
    Reader in(bytes, boot + Milliseconds{1'000'000});
    MonoTime before, never = boot, for_all_time = boot;

    in.section("part", 1, [&] { in(before, never, for_all_time); });

    EXPECT_TRUE(in.ok());
    EXPECT_EQ(before, boot + Milliseconds{1'000'000 - 5});
    EXPECT_EQ(never, MonoTime{});
    EXPECT_EQ(for_all_time, MonoTime::max());
}

TEST(SnapshotFormat, NoNumberIsTakenForAnother) {
    std::uint8_t small = 0;
    bool flag = false;
    std::vector<std::uint64_t> list;
    Network network;

    EXPECT_EQ(read(written({}, 256U), small), Problem::damaged);
    EXPECT_EQ(read(written({}, 2U), flag), Problem::damaged);
    EXPECT_EQ(read(written({}, 1'000'000'000U), list), Problem::damaged);
    EXPECT_EQ(read(written({}, std::pair(std::string(4, 'x'), 129U)), network), Problem::damaged);
}

TEST(SnapshotFormat, EqualTablesGiveEqualBytes) {
    std::unordered_map<std::string, std::uint32_t> up, down;
    for (std::uint32_t i = 0; i < 100; ++i) up[std::to_string(i)] = i;
    for (std::uint32_t i = 100; i > 0; --i) down[std::to_string(i - 1)] = i - 1;

    EXPECT_EQ(written({}, up), written({}, down));
}

}  // namespace
}  // namespace confab::snapshot
