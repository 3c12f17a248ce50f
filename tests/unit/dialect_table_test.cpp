// The table of dialects.
#include "confab/dialect/table.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace confab::dialect {
namespace {

TEST(DialectTable, EverySchemeOfAListenerHasADialect) {
    const Table table = builtin_table();

    for (const char* scheme : {"tcp", "unix", "telnet", "irc", "ircs", "irc+unix"})
        EXPECT_TRUE(find_arrival(table, scheme)) << scheme;
    EXPECT_FALSE(find_arrival(table, "gopher"));
    EXPECT_EQ(find_arrival(table, "telnet")->opening, Opening::negotiated);
    EXPECT_LE(table.size(), View::max_dialects);
}

TEST(DialectTable, OfTwoWithOneSchemeTheLaterOneHasIt) {
    Table table = builtin_table();
    table.push_back({.name = "toy", .entrances = {{"tcp"}}, .make_codec = {}, .make_interpreter = {}});

    EXPECT_EQ(find_arrival(table, "tcp")->dialect, table.size() - 1);
    EXPECT_EQ(find_arrival(table, "unix")->dialect, 0);
}

TEST(DialectTable, OtherProgramsAreToldWhatToUse) {
    EXPECT_EQ(wording().word(refusal_of("HTTP")).text,
              "this is a chat for telnet and nc, and you speak HTTP; try: nc HOST PORT");
    EXPECT_EQ(wording().word(refusal_of("IRC")).text,
              "this is a chat for telnet and nc, and you speak IRC, which this port does not; try: nc "
              "HOST PORT");
}

TEST(DialectTable, ARefusalIsALineOfTheFormatWithItsCodeForPrograms) {
    Codecs codecs(builtin_table());
    const Format json{.view = {.structured = true}};
    std::string line;

    encode_refusal(line, {Code::server_full, 5}, WallTime(std::chrono::seconds(1)), codecs.encoder(json.view),
                   json);

    EXPECT_EQ(
        line,
        R"({"type":"error","time":"1970-01-01T00:00:01.000Z","text":"the server is full (5 clients), try again later",)"
        R"("code":"server_full","max":5})"
        "\n");
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

TEST(DialectTable, OfNoneOrTooManyDialectsIsRefused) {
    const auto table_of = [](std::size_t size) { return Table(size, builtin_table().front()); };

    for (const std::size_t size : {std::size_t{0}, View::max_dialects + 1}) {
        EXPECT_THROW(Codecs{table_of(size)}, std::runtime_error) << size;
        EXPECT_THROW(Interpreters{table_of(size)}, std::runtime_error) << size;
    }
    const Table full = table_of(View::max_dialects);
    Codecs codecs(full);
    const Interpreters interpreters(full);
    EXPECT_NE(&codecs.of(Arrival{.dialect = 15}.view()), &codecs.of(Arrival{.dialect = 0}.view()));
}

}  // namespace
}  // namespace confab::dialect
