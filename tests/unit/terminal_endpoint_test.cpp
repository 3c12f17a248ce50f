// The terminal's side of a connection, alone: what it asks of the hub, and when.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "dialect/terminal/endpoint.hpp"

namespace confab::dialect {
namespace {

// Notes what is asked of it. Time is the test's.
class FakeHost final : public Host {
  public:
    Now now() const override { return now_; }
    const View& view() const override { return view_; }
    std::size_t max_line() const override { return 4096; }
    std::string_view clean(std::string_view raw) override { return raw; }
    void request(const Request& request, Now /*now*/) override { requests.push_back(request.index()); }
    MonoTime token_at(MonoTime now) override { return now; }
    void spend_token() override { ++tokens; }
    void count_line() override { ++lines; }
    void wake_at(MonoTime time) override { wake = time; }
    void resume() override { ++resumed; }
    void flush_soon() override {}
    void flush_at_end() override {}
    void send(std::string_view bytes) override { sent.append(bytes); }
    void queue(std::string_view bytes) override { sent.append(bytes); }
    void count_sent(std::size_t /*lines*/, std::size_t /*bytes*/) override {}
    void use_crlf() override { crlf = true; }
    Milliseconds round_trip() const override { return Milliseconds{-1}; }
    bool is_leaving() const override { return false; }
    bool is_closing() const override { return false; }

    void pass(Milliseconds time) { now_.mono += time; }

    std::vector<std::size_t> requests;
    std::optional<MonoTime> wake;
    std::string sent;
    int tokens = 0;
    int lines = 0;
    int resumed = 0;
    bool crlf = false;

  private:
    Now now_{WallTime{}, MonoTime{Milliseconds{1000}}};
    View view_;
};

template <class T>
std::size_t kind() {
    return Request(T{}).index();
}

struct TerminalEndpointTest : testing::Test {
    FakeHost host;
    TerminalTools tools;
    TerminalEndpoint endpoint{host, tools};
};

TEST_F(TerminalEndpointTest, AClientThatDoesNotAnswerIsGreetedAfterAMoment) {
    endpoint.request_interactive(true, false, {});
    EXPECT_FALSE(host.sent.empty());
    EXPECT_TRUE(host.crlf);
    EXPECT_TRUE(host.requests.empty());

    host.pass(Milliseconds{300});
    ASSERT_EQ(host.wake, host.now().mono);
    endpoint.time_passed(host.now());

    EXPECT_EQ(host.requests, std::vector{kind<Greet>()});
}

TEST_F(TerminalEndpointTest, AClientThatAskedIsToldThatItCannotHaveOne) {
    endpoint.request_interactive(true, true, {});

    host.pass(Milliseconds{300});
    endpoint.time_passed(host.now());

    EXPECT_EQ(host.requests, (std::vector{kind<Greet>(), kind<Reject>()}));
}

TEST_F(TerminalEndpointTest, EachLineOfAPasteCostsAToken) {
    endpoint.act(TerminalAction::block, "one\ntwo\nthree", host.now());

    EXPECT_EQ(host.requests, std::vector{kind<Block>()});
    EXPECT_EQ(host.tokens, 3);
    EXPECT_EQ(host.lines, 3);
}

TEST_F(TerminalEndpointTest, ATabCostsATokenAndIsNoLine) {
    endpoint.act(TerminalAction::complete, "al", host.now());

    EXPECT_EQ(host.requests, std::vector{kind<Complete>()});
    EXPECT_EQ(host.tokens, 1);
    EXPECT_EQ(host.lines, 0);
}

TEST_F(TerminalEndpointTest, ARefusedPasteCostsATokenAndIsNoLine) {
    endpoint.act(TerminalAction::refused, "too much", host.now());

    EXPECT_EQ(host.requests, std::vector{kind<Reject>()});
    EXPECT_EQ(host.tokens, 1);
    EXPECT_EQ(host.lines, 0);
}

TEST_F(TerminalEndpointTest, APostponedInputIsTheNextOne) {
    endpoint.postpone({wire::Input::Kind::line, "later"});
    std::string_view bytes;

    EXPECT_TRUE(endpoint.has_more());
    EXPECT_EQ(endpoint.next(bytes, 4096).bytes, "later");
    EXPECT_FALSE(endpoint.has_more());
}

TEST_F(TerminalEndpointTest, ALineThatTheConnectionHasReadIsTakenOver) {
    endpoint.request_interactive(true, true, "half a li");
    std::string_view rest = "ne\n";

    EXPECT_EQ(endpoint.next(rest, 4096).bytes, "half a line");
}

TEST_F(TerminalEndpointTest, KeysAfterATabWaitForItsAnswerButNotForever) {
    endpoint.act(TerminalAction::complete, "al", host.now());

    EXPECT_TRUE(endpoint.awaits_answer(host.now()));
    host.pass(Milliseconds{500});
    ASSERT_EQ(host.wake, host.now().mono);
    endpoint.time_passed(host.now());

    EXPECT_FALSE(endpoint.awaits_answer(host.now()));
    EXPECT_EQ(host.resumed, 1);
    endpoint.time_passed(host.now());
    EXPECT_EQ(host.resumed, 1);
}

TEST_F(TerminalEndpointTest, AfterACrashItHasTheTerminalAndNothingThatWasSaidOrTyped) {
    endpoint.request_interactive(true, false, {});
    host.pass(Milliseconds{300});
    endpoint.time_passed(host.now());
    endpoint.set_interactive(true);
    endpoint.show({.type = EventType::private_message, .from = "bob", .text = "xyzzysaid"});
    std::string_view typed = "frotztyped";
    endpoint.next(typed, 4096);
    endpoint.before_flush();
    snapshot::Writer out(host.now().mono);
    bool can = false;
    out.section("endpoint", {}, [&] { can = endpoint.save_without_text(out); });
    const std::string bytes = out.finish();
    FakeHost next_host;
    TerminalEndpoint next{next_host, tools};

    snapshot::Reader in(bytes, host.now().mono);
    in.section("endpoint", 1, [&] { next.load(in); });
    next.before_flush();

    EXPECT_TRUE(can && in.ok());
    for (const char* text : {"xyzzysaid", "frotztyped"}) {
        EXPECT_EQ(bytes.find(text), std::string::npos) << text;
        EXPECT_EQ(next_host.sent.find(text), std::string::npos) << text;
    }
    std::string_view keys = "hello\r";
    EXPECT_EQ(next.next(keys, 4096).bytes, "hello");
}

}  // namespace
}  // namespace confab::dialect
