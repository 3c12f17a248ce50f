// One shard with a hub that the test plays.
#include "net/shard.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>

namespace confab::net {
namespace {

constexpr ClientId client{0, 1};
constexpr RoomId room{0, 1};

// What a test's endpoint has done, and how.
struct Seen {
    int shown = 0;
    bool is_codec_there = false;
    bool codec_outlived_endpoint = false;
};

// Queues more than the connection holds for whatever it is to show.
class FloodingEndpoint final : public dialect::Endpoint {
  public:
    FloodingEndpoint(dialect::Host& host, Seen& seen) : host_(host), seen_(seen) {}
    ~FloodingEndpoint() override { seen_.codec_outlived_endpoint = seen_.is_codec_there; }

    wire::Input next(std::string_view& bytes, std::size_t /*max_line*/) override {
        bytes = {};
        return {};
    }
    bool has_more() const override { return false; }
    void show(const Event& /*event*/) override {
        ++seen_.shown;
        host_.queue(std::string(10'000, 'x'));
    }

  private:
    dialect::Host& host_;
    Seen& seen_;
};

class FloodingCodec final : public dialect::Codec, public dialect::Encoder {
  public:
    explicit FloodingCodec(Seen& seen) : seen_(seen) { seen_.is_codec_there = true; }
    ~FloodingCodec() override { seen_.is_codec_there = false; }

    dialect::Encoder& encoder(const View& /*view*/) override { return *this; }
    void encode(std::string& out, const Event& event, const dialect::Format& /*format*/) override {
        out.append(event.text).append("\n");
    }
    std::unique_ptr<dialect::Endpoint> make_endpoint(dialect::Host& host) override {
        return std::make_unique<FloodingEndpoint>(host, seen_);
    }

  private:
    Seen& seen_;
};

// Each line costs its client a dozen tokens more, and its answer comes a turn later.
class CostlyHub final : public HubInbox {
  public:
    explicit CostlyHub(Shard& shard) : shard_(shard) {}

    void handle(const HubMessage& message) override {
        if (std::holds_alternative<Release>(message)) is_released = true;
        if (std::holds_alternative<Lost>(message)) asio::post(shard_.context(), [this] { hang_up(); });
        const auto* const asked = std::get_if<FromClient>(&message);
        if (asked == nullptr || !std::holds_alternative<dialect::Line>(asked->request)) return;
        ++lines;
        shard_.take(Charge{client, 12});
        asio::post(shard_.context(), [this] { shard_.take(Handled{client}); });
    }
    bool congested() const override { return false; }
    void hang_up() { shard_.take(HangUp{client, "ann", "the test ends"}); }

    int lines = 0;
    bool is_released = false;

  private:
    Shard& shard_;
};

// Its answer to a line is more than a connection may hold.
class TalkativeHub final : public HubInbox {
  public:
    explicit TalkativeHub(Shard& shard) : shard_(shard) {}

    void handle(const HubMessage& message) override {
        if (std::holds_alternative<Lost>(message)) asio::post(shard_.context(), [this] { hang_up(); });
        if (std::holds_alternative<Release>(message)) is_released = true;
        const auto* const asked = std::get_if<FromClient>(&message);
        if (asked == nullptr || !std::holds_alternative<dialect::Line>(asked->request)) return;
        ++lines;
        shard_.take(Send{client, {.type = EventType::notice, .text = answer_}});
    }
    bool congested() const override { return false; }

    void hang_up() { shard_.take(HangUp{client, "ann", "the test ends"}); }

    int lines = 0;
    bool is_released = false;

  private:
    Shard& shard_;
    const std::string answer_ = std::string(1'000'000, 'x');
};

class ShardTest : public testing::Test {
  protected:
    ShardTest() {
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends_.data()) != 0)
            throw std::runtime_error("no pair of sockets");
    }
    ~ShardTest() override { ::close(ends_[1]); }

    static Limits limits() {
        Limits limits;
        limits.flood = {.rate = 10, .burst = 4};
        limits.max_queue = 4096;
        return limits;
    }
    static dialect::Table table(Seen& seen) {
        return {{.name = "flooding",
                 .entrances = {},
                 .make_codec = [&seen] { return std::make_unique<FloodingCodec>(seen); },
                 .make_interpreter = {}}};
    }
    Adopt adopt(dialect::Opening opening) const {
        return {client, ends_[0], AF_UNIX, {.dialect = 0, .opening = opening}, false};
    }
    // Runs the loop until `done`, a few milliseconds at a time.
    template <class F>
    static bool run(Shard& shard, F done) {
        const auto stay = asio::make_work_guard(shard.context());
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!done() && std::chrono::steady_clock::now() < end)
            shard.context().run_for(std::chrono::milliseconds(5));
        return done();
    }
    void end(Shard& shard, CostlyHub& hub) {
        ::shutdown(ends_[1], SHUT_RDWR);
        hub.hang_up();
        EXPECT_TRUE(run(shard, [&] { return hub.is_released; }));
        shard.context().poll();
    }

    std::array<int, 2> ends_{};
};

TEST_F(ShardTest, AClientInDebtIsLookedAtNoMoreOftenTheLongerItWaits) {
    Shard shard(0, 1, limits(), std::make_shared<QueueTotals>(1), dialect::builtin_table());
    CostlyHub hub(shard);
    shard.connect_to(hub);
    std::string backlog;
    for (int i = 0; i < 1000; ++i) backlog += "/who\n";
    ASSERT_EQ(::send(ends_[1], backlog.data(), backlog.size(), 0), static_cast<ssize_t>(backlog.size()));
    shard.take(adopt(dialect::Opening::lines));

    std::size_t most = 0;
    const bool paid = run(shard, [&] {
        most = std::max(most, shard.wakes());
        return hub.lines == 4;  // three debts of more than a second each are paid
    });

    EXPECT_TRUE(paid);
    EXPECT_LE(most, 3U);
    end(shard, hub);
}

TEST_F(ShardTest, ADisplayIsShownNothingMoreOnceItsQueueHasOverflowed) {
    Seen seen;
    Shard shard(0, 1, limits(), std::make_shared<QueueTotals>(1), table(seen));
    CostlyHub hub(shard);
    shard.connect_to(hub);
    shard.take(adopt(dialect::Opening::endpoint));
    shard.take(ChangeView{client, {.interactive = true}});
    shard.take(Subscribe{client, room});

    for (int i = 0; i < 3; ++i) shard.take(Publish{room, {.type = EventType::message, .text = "hi"}, {}});

    EXPECT_EQ(seen.shown, 1);
    end(shard, hub);
}

TEST_F(ShardTest, NothingMoreIsHandledForAClientWhoseQueueHasOverflowed) {
    Limits unlimited = limits();
    unlimited.flood = {.rate = 0, .burst = 0};
    Shard shard(0, 1, unlimited, std::make_shared<QueueTotals>(1), dialect::builtin_table());
    TalkativeHub hub(shard);
    shard.connect_to(hub);
    const std::string_view lines = "one\ntwo\nthree\n";
    ASSERT_EQ(::send(ends_[1], lines.data(), lines.size(), 0), static_cast<ssize_t>(lines.size()));
    shard.take(adopt(dialect::Opening::lines));

    ::shutdown(ends_[1], SHUT_WR);
    EXPECT_TRUE(run(shard, [&] { return hub.is_released; }));

    EXPECT_EQ(hub.lines, 1);
}

TEST_F(ShardTest, AnEndpointThatGoesWithTheLoopStillHasItsCodec) {
    Seen seen;
    {
        Shard shard(0, 1, limits(), std::make_shared<QueueTotals>(1), table(seen));
        CostlyHub hub(shard);
        shard.connect_to(hub);

        shard.take(adopt(dialect::Opening::endpoint));  // its first read is posted, and never runs
    }

    EXPECT_TRUE(seen.codec_outlived_endpoint);
    EXPECT_FALSE(seen.is_codec_there);
}

}  // namespace
}  // namespace confab::net
