// Events as lines of IRC.
#include "dialect/irc/encoder.hpp"

#include <gtest/gtest.h>

namespace confab::dialect::irc {
namespace {

Caps with(std::initializer_list<Cap> those) {
    Caps caps;
    for (const Cap each : those) caps.set(each, true);
    return caps;
}

std::string lines_of(const Event& event, Caps caps = {}) {
    EventEncoder encoder("test.server");
    std::string out;
    encoder.encode(out, event, caps);
    return out;
}

Event said(std::string_view text) {
    return {.type = EventType::message,
            .time = WallTime(std::chrono::seconds(1)),
            .id = 7,
            .room = "dev",
            .from = "ann",
            .text = text};
}

TEST(IrcEncoder, WhatIsSaidIsAPrivmsg) {
    EXPECT_EQ(lines_of(said("hi all")), ":ann!~u@confab PRIVMSG #dev :hi all\r\n");
    Event event = said("waves");
    event.type = EventType::emote;
    EXPECT_EQ(lines_of(event),
              ":ann!~u@confab PRIVMSG #dev :\x01"
              "ACTION waves\x01\r\n");
    event = {.type = EventType::private_message, .from = "ann", .to = "bob", .text = "psst"};
    EXPECT_EQ(lines_of(event), ":ann!~u@confab PRIVMSG bob :psst\r\n");
}

TEST(IrcEncoder, TagsAreForThoseWhoAskedForThem) {
    Event event = said("hi");
    event.registered = true;
    event.extra = "+typing=done";

    EXPECT_EQ(lines_of(event, with({Cap::server_time})),
              "@time=1970-01-01T00:00:01.000Z :ann!~u@confab PRIVMSG #dev :hi\r\n");
    EXPECT_EQ(lines_of(event, with({Cap::message_tags, Cap::account_tag})),
              "@account=ann;msgid=dev.7;+typing=done :ann!~u@confab PRIVMSG #dev :hi\r\n");
}

TEST(IrcEncoder, WhatCameByNoticeGoesByNotice) {
    Event event = said("beep");
    event.extra = "!+x=y";

    EXPECT_EQ(lines_of(event), ":ann!~u@confab NOTICE #dev :beep\r\n");
    EXPECT_EQ(lines_of(event, with({Cap::message_tags})),
              "@msgid=dev.7;+x=y :ann!~u@confab NOTICE #dev :beep\r\n");
}

TEST(IrcEncoder, EachLineOfSeveralIsAMessageAndNoneIsLongerThan512Bytes) {
    EXPECT_EQ(lines_of(said("one\ntwo")),
              ":ann!~u@confab PRIVMSG #dev :one\r\n:ann!~u@confab PRIVMSG #dev :two\r\n");

    std::string text;
    for (int i = 0; i < 300; ++i) text += "wörd ";
    std::string all = lines_of(said(text));
    std::string back;
    while (!all.empty()) {
        const std::size_t end = all.find("\r\n") + 2;
        ASSERT_LE(end, 512U);
        const std::string line = all.substr(0, end);
        if (!back.empty()) back += ' ';
        back += line.substr(line.find(" :") + 2, line.size() - line.find(" :") - 4);
        all.erase(0, end);
    }
    EXPECT_EQ(back, text);
}

TEST(IrcEncoder, ALongWordIsNotCutWithinACharacter) {
    std::string text;
    for (int i = 0; i < 400; ++i) text += "ö";
    const std::string all = lines_of(said(text));

    const std::size_t end = all.find("\r\n");
    EXPECT_LE(end + 2, 512U);
    EXPECT_EQ((all.substr(0, end).size() - all.find(" :") - 2) % 2, 0U);
}

TEST(IrcEncoder, ComingsAndGoings) {
    Event event{
        .type = EventType::joined, .registered = true, .room = "dev", .from = "ann", .extra = "Ann A."};
    EXPECT_EQ(lines_of(event), ":ann!~u@confab JOIN #dev\r\n");
    EXPECT_EQ(lines_of(event, with({Cap::extended_join})), ":ann!~u@confab JOIN #dev ann :Ann A.\r\n");
    event.registered = false;
    event.extra = {};
    EXPECT_EQ(lines_of(event, with({Cap::extended_join})), ":ann!~u@confab JOIN #dev * :ann\r\n");

    event = {.type = EventType::left, .room = "dev", .from = "ann"};
    EXPECT_EQ(lines_of(event), ":ann!~u@confab PART #dev\r\n");
    event.leaving = Leaving::gone;
    event.text = "bye";
    EXPECT_EQ(lines_of(event), ":ann!~u@confab QUIT :bye\r\n");
    event.leaving = Leaving::put_out;
    event.by = "bob!~u@confab";
    EXPECT_EQ(lines_of(event), ":bob!~u@confab KICK #dev ann :bye\r\n");

    event = {.type = EventType::renamed, .from = "ann", .to = "eve"};
    EXPECT_EQ(lines_of(event), ":ann!~u@confab NICK eve\r\n");
}

TEST(IrcEncoder, SumsAreForOthersAndNoticesAreOfTheServer) {
    EXPECT_EQ(
        lines_of({.type = EventType::notice, .code = Code::presence_sum, .room = "dev", .text = "3 joined"}),
        "");
    EXPECT_EQ(lines_of({.type = EventType::notice, .room = "dev", .text = "hi"}),
              ":test.server NOTICE #dev :hi\r\n");
    EXPECT_EQ(lines_of({.type = EventType::error, .text = "full"}), ":test.server NOTICE * :full\r\n");
}

TEST(IrcEncoder, AMessageOfItsOwnHasAnIdThatIsTheSameForAll) {
    const Event event{.type = EventType::private_message,
                      .time = WallTime(std::chrono::seconds(1)),
                      .from = "ann",
                      .to = "bob",
                      .text = "psst"};
    Event other = event;
    other.text = "pssst";

    EXPECT_EQ(message_id(event), message_id(event));
    EXPECT_NE(message_id(event), message_id(other));
}

}  // namespace
}  // namespace confab::dialect::irc
