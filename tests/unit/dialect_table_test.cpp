// The table of dialects.
#include "confab/dialect/table.hpp"

#include <gtest/gtest.h>

namespace confab::dialect {
namespace {

TEST(DialectTable, EverySchemeOfAListenerHasADialect) {
    const Table table = builtin_table();

    for (const char* scheme : {"tcp", "unix", "telnet"}) EXPECT_TRUE(find_arrival(table, scheme)) << scheme;
    EXPECT_FALSE(find_arrival(table, "gopher"));
    EXPECT_EQ(find_arrival(table, "telnet")->opening, Opening::negotiated);
    EXPECT_LE(table.size(), View::max_dialects);
}

TEST(DialectTable, OfTwoWithOneSchemeTheLaterOneHasIt) {
    Table table = builtin_table();
    table.push_back({.name = "toy", .entrances = {{"tcp"}}, .make_codec = {}, .make_interpreter = {}});

    EXPECT_EQ(find_arrival(table, "tcp")->dialect, 1);
    EXPECT_EQ(find_arrival(table, "unix")->dialect, 0);
}

TEST(DialectTable, AFormatHasOneEncoderForAllItsClients) {
    Codecs codecs(builtin_table());
    std::string lines;
    std::string json;
    const Event event{.type = EventType::notice, .text = "hi"};

    codecs.encoder({}).encode(lines, event, {});
    codecs.encoder({.structured = true}).encode(json, event, {.view = {.structured = true}, .crlf = true});

    EXPECT_EQ(lines, "* hi\n");
    EXPECT_TRUE(json.starts_with("{\"type\":\"notice\"")) << json;
    EXPECT_TRUE(json.ends_with("}\r\n")) << json;
    EXPECT_EQ(&codecs.encoder({}), &codecs.encoder({.timestamps = true}));
}

}  // namespace
}  // namespace confab::dialect
