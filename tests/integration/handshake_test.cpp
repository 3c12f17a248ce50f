// What happens between accepting a connection and its first byte of chat.
#include "net/handshake.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <string>
#include <utility>
#include <vector>

namespace confab::integration {
namespace {

using net::Ending;
using net::Newcomer;
using net::Step;

constexpr std::size_t many = 1000;

// Waits for one letter, and for nothing more. Costs `work`, if it costs anything.
class OneLetter final : public net::Stage {
  public:
    explicit OneLetter(char wanted, std::chrono::microseconds work = {}) : wanted_(wanted), work_(work) {}

    Step advance(Newcomer& who) override {
        char got = 0;
        if (::recv(who.fd, &got, 1, MSG_DONTWAIT) < 1) return {Step::Kind::wants_read};
        const auto until = std::chrono::steady_clock::now() + work_;
        while (std::chrono::steady_clock::now() < until) {
        }
        if (got != wanted_) return {Step::Kind::failed, "a wrong letter", "wrong\n"};
        who.peer.text += wanted_;
        return {Step::Kind::done};
    }
    std::string last_words(Ending why) override { return why == Ending::late ? "late\n" : "no\n"; }
    bool costs() const override { return work_ > std::chrono::microseconds{0}; }

  private:
    char wanted_;
    std::chrono::microseconds work_;
};

// Both ends of a connection; the other end is the server's.
class Stranger {
  public:
    Stranger() {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()) != 0) {
            throw std::runtime_error("no socket pair");
        }
    }
    Stranger(Stranger&& other) noexcept : ends_(std::exchange(other.ends_, {-1, -1})) {}
    Stranger& operator=(Stranger&&) = delete;
    ~Stranger() {
        if (ends_[0] >= 0) close(ends_[0]);
    }

    Newcomer arrive() const { return {ends_[1], AF_UNIX, {"peer ", {}}}; }
    void say(std::string_view bytes) const {
        if (::send(ends_[0], bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) throw std::runtime_error("send");
    }
    // All that has come so far.
    std::string heard() const {
        std::array<char, 256> buffer{};
        const ssize_t count = ::recv(ends_[0], buffer.data(), buffer.size(), MSG_DONTWAIT);
        return {buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
    }
    bool is_ended() const {
        pollfd one{ends_[0], POLLIN | POLLRDHUP, 0};
        return poll(&one, 1, 0) > 0 && (one.revents & POLLRDHUP) != 0;
    }

  private:
    std::array<int, 2> ends_{-1, -1};
};

class HandshakeOrder : public testing::Test {
  protected:
    ~HandshakeOrder() override {
        for (const Newcomer& who : admitted) close(who.fd);
    }

    net::Stages letters(std::string_view wanted, std::chrono::microseconds work = {}) const {
        net::Stages stages;
        for (const char letter : wanted) stages.push_back(std::make_unique<OneLetter>(letter, work));
        return stages;
    }
    void begin(const Stranger& stranger, net::Stages stages) {
        handshakes.begin(stranger.arrive(), std::move(stages),
                         [this](Newcomer who) { admitted.push_back(std::move(who)); });
    }
    template <class F>
    void run_until(F is_so) {
        const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!is_so()) {
            ASSERT_LT(std::chrono::steady_clock::now(), latest);
            context.run_one_for(std::chrono::milliseconds(10));
        }
    }

    boost::asio::io_context context{1};
    ops::ConnectionLog log{20};
    net::Refusals refusals{context, 100};
    net::HandshakeLimits limits{10, std::chrono::seconds(60)};
    net::Handshakes handshakes{context, refusals, log, limits};
    std::vector<Newcomer> admitted;
};

TEST_F(HandshakeOrder, EachStageHasItsTurnAndLeavesTheRestToTheNext) {
    const Stranger stranger;
    begin(stranger, letters("abc"));
    EXPECT_EQ(handshakes.count(), 1U);

    stranger.say("abcd");
    run_until([&] { return !admitted.empty(); });

    EXPECT_EQ(admitted[0].peer.text, "peer abc");
    char next = 0;
    EXPECT_EQ(::recv(admitted[0].fd, &next, 1, MSG_DONTWAIT), 1);
    EXPECT_EQ(next, 'd');
    EXPECT_EQ(handshakes.count(), 0U);
}

TEST_F(HandshakeOrder, WhatIsThereAlreadyAndCostsNothingIsDoneAtOnce) {
    const Stranger stranger;
    stranger.say("ab");

    begin(stranger, letters("ab"));

    EXPECT_EQ(admitted.size(), 1U);
}

TEST_F(HandshakeOrder, AStageThatFailsTellsThePeer) {
    const Stranger stranger;
    begin(stranger, letters("ab"));

    stranger.say("ax");
    run_until([&] { return stranger.is_ended(); });

    EXPECT_EQ(stranger.heard(), "wrong\n");
    EXPECT_TRUE(admitted.empty());
    EXPECT_EQ(handshakes.count(), 0U);
}

TEST_F(HandshakeOrder, AllStagesTogetherHaveOneDeadline) {
    handshakes.set_limits({10, std::chrono::milliseconds(300)});
    const Stranger stranger;
    const auto start = std::chrono::steady_clock::now();
    begin(stranger, letters("aaaaaaaa"));

    for (int i = 0; i < 7 && !stranger.is_ended(); ++i) {
        stranger.say("a");
        context.run_for(std::chrono::milliseconds(60));
    }
    run_until([&] { return stranger.is_ended(); });

    EXPECT_EQ(stranger.heard(), "late\n");
    EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(300));
    EXPECT_EQ(handshakes.count(), 0U);
}

TEST_F(HandshakeOrder, SilentOnesTakeNoMoreThanTheirPlaces) {
    std::vector<Stranger> strangers(many);

    for (const Stranger& stranger : strangers) begin(stranger, letters("a", std::chrono::microseconds(1)));

    EXPECT_LE(handshakes.count(), 10U);
    std::size_t told = 0;
    for (const Stranger& stranger : strangers) told += stranger.heard() == "no\n" ? 1U : 0U;
    EXPECT_EQ(told, many - handshakes.count());  // each at once, without a turn of the loop
    EXPECT_LE(refusals.count(), 100U);
}

TEST_F(HandshakeOrder, ThoseThatCostNothingAreNotRefused) {
    std::vector<Stranger> strangers(20);

    for (const Stranger& stranger : strangers) begin(stranger, letters("a"));
    EXPECT_TRUE(handshakes.is_full());
    for (const Stranger& stranger : strangers) stranger.say("a");
    run_until([&] { return admitted.size() == strangers.size(); });

    EXPECT_EQ(handshakes.count(), 0U);
}

TEST_F(HandshakeOrder, TheirWorkIsSpreadOverTurns) {
    handshakes.set_limits({2 * many, std::chrono::seconds(60)});
    std::vector<Stranger> strangers(100);
    for (const Stranger& stranger : strangers) begin(stranger, letters("a", std::chrono::milliseconds(1)));
    for (const Stranger& stranger : strangers) stranger.say("a");

    auto longest = std::chrono::steady_clock::duration::zero();
    while (admitted.size() < strangers.size()) {
        const auto start = std::chrono::steady_clock::now();
        ASSERT_GT(context.run_one_for(std::chrono::seconds(10)), 0U);
        longest = std::max(longest, std::chrono::steady_clock::now() - start);
    }

    EXPECT_LT(longest, std::chrono::milliseconds(50));  // of 100 ms in all; a busy machine adds its own
}

TEST_F(HandshakeOrder, WhenTheServerStopsAllAreTold) {
    std::vector<Stranger> strangers(5);
    for (const Stranger& stranger : strangers) begin(stranger, letters("ab"));

    handshakes.close();
    const Stranger late;
    begin(late, letters("ab"));

    for (const Stranger& stranger : strangers) EXPECT_EQ(stranger.heard(), "no\n");
    EXPECT_EQ(late.heard(), "no\n");
    EXPECT_EQ(handshakes.count(), 0U);
}

TEST(HandshakeRefusal, BeginsAtHalfAndIsCertainWhenAllPlacesAreTaken) {
    EXPECT_EQ(net::Handshakes::refusal_probability(0, 256), 0);
    EXPECT_EQ(net::Handshakes::refusal_probability(127, 256), 0);
    EXPECT_GT(net::Handshakes::refusal_probability(128, 256), 0);
    EXPECT_NEAR(net::Handshakes::refusal_probability(192, 256), 0.5, 0.01);
    EXPECT_EQ(net::Handshakes::refusal_probability(256, 256), 1);
}

// The reason is sent at once, and the socket stays until the peer has read it or a second has passed.
TEST(RefusedPeers, AreToldAtOnceHoweverManyThereAre) {
    boost::asio::io_context context{1};
    net::Refusals refusals(context, 16);
    std::vector<Stranger> strangers(many);
    for (const Stranger& stranger : strangers) stranger.say("something that nobody reads\n");

    for (const Stranger& stranger : strangers) refusals.refuse(stranger.arrive(), "full\n");

    EXPECT_EQ(refusals.count(), 16U);
    for (const Stranger& stranger : strangers) {
        EXPECT_EQ(stranger.heard(), "full\n");
        EXPECT_TRUE(stranger.is_ended());
    }
    context.run_for(std::chrono::seconds(2));
    EXPECT_EQ(refusals.count(), 0U);
}

}  // namespace
}  // namespace confab::integration
