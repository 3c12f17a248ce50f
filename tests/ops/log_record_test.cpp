// An event of the log as text, as JSON and for the journal.
#include "ops/log_record.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "ops/journal.hpp"

namespace confab::ops {
namespace {

using log::Event;
using log::Field;

const WallTime noon = WallTime(Milliseconds{1'936'000'000'345});

LogRecord record_of(std::string_view message, std::span<const Field> fields = {}, Event event = Event::none) {
    return {noon, spdlog::level::warn, message, event, fields};
}

TEST(LogRecord, AsTextIsALineWithItsTimeAndLevel) {
    const std::string line = format(record_of("refused"), LogFormat::text);

    EXPECT_TRUE(line.ends_with(".345 warning refused\n")) << line;
    EXPECT_EQ(format(record_of("refused"), LogFormat::priority_text), "<4>refused\n");
}

TEST(LogRecord, AsJsonHasItsFields) {
    const std::array fields{Field{"peer", "192.0.2.7:1"}, Field{"reason", "a \"joke\""}, Field{"name", ""}};

    EXPECT_EQ(format(record_of("refused", fields, Event::refused), LogFormat::json),
              "{\"time\":\"2031-05-08T09:46:40.345Z\",\"level\":\"warning\",\"message\":\"refused\","
              "\"message_id\":\"" +
                  std::string(message_id(Event::refused)) +
                  "\",\"peer\":\"192.0.2.7:1\",\"reason\":\"a \\\"joke\\\"\"}\n");
}

TEST(LogRecord, ForTheJournalIsAListOfFields) {
    const std::array fields{Field{"client", "7"}};

    const std::string record = format(record_of("hello", fields, Event::connected), LogFormat::journal);

    EXPECT_EQ(record, "\x01MESSAGE=hello\x01PRIORITY=4\x01MESSAGE_ID=" +
                          std::string(message_id(Event::connected)) + "\x01" + "CONFAB_CLIENT=7\x01\n");
    EXPECT_EQ(plain_line(record), "<4>hello\n");
}

TEST(LogRecord, NoTextBeginsAnotherLineOrField) {
    const std::array fields{Field{"reason", "x\n{\"level\":\"error\"}\x01MESSAGE=forged"}};
    const std::string bad = "a\nb\x01PRIORITY=0\x01MESSAGE=forged\r\x1b[2J";

    for (const LogFormat each :
         {LogFormat::text, LogFormat::priority_text, LogFormat::json, LogFormat::journal}) {
        const std::string line = format(record_of(bad, fields), each);

        EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
        EXPECT_EQ(line.find('\r'), std::string::npos);
        EXPECT_EQ(line.find('\x1b'), std::string::npos);
    }
    const std::string record = format(record_of(bad, fields), LogFormat::journal);
    EXPECT_EQ(std::count(record.begin(), record.end(), journal_mark), 4);
}

TEST(LogRecord, EachKindOfEventHasANumberOfItsOwn) {
    std::set<std::string_view> ids;
    for (int i = 1; i <= static_cast<int>(Event::gap); ++i) {
        const std::string_view id = message_id(static_cast<Event>(i));
        EXPECT_EQ(id.size(), 32U);
        EXPECT_TRUE(ids.insert(id).second);
    }
}

}  // namespace
}  // namespace confab::ops
