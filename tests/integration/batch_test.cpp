// Messages between threads refer to nothing that their sender may change.
#include "net/batch.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace confab::net {
namespace {

const Now now{WallTime{}, MonoTime{}};

template <class T, class Message>
const T& next_of(Batch<Message>& batch) {
    const T& message = std::get<T>(*batch.next());
    batch.pop();
    return message;
}

TEST(BatchOfMessages, KeepsCopiesOfAllThatTheyReferTo) {
    Batch<ShardMessage> batch;
    std::string text(100, 'x');
    std::vector<ClientId> except{{1, 2}, {3, 4}};
    std::vector<std::string> candidates{"alice", "al"};
    Status status{.name = "ann", .room = "dev", .here = 2, .unread = 7};

    batch.push(Publish{{}, {.from = std::string_view(text).substr(0, 3), .text = text}, except});
    batch.push(Completions{{1, 2}, "al", candidates});
    batch.push(SetStatus{{1, 2}, &status});
    text.assign(100, 'y');
    except.clear();
    candidates.front() = "bob";
    status = {};

    const auto& publish = next_of<Publish>(batch);
    EXPECT_EQ(publish.event.from, "xxx");
    EXPECT_EQ(publish.event.text, std::string(100, 'x'));
    ASSERT_EQ(publish.except.size(), 2U);
    EXPECT_EQ(publish.except.back(), (ClientId{3, 4}));
    EXPECT_EQ(next_of<Completions>(batch).candidates.front(), "alice");
    EXPECT_EQ(next_of<SetStatus>(batch).status->unread, 7U);
    EXPECT_EQ(batch.next(), nullptr);
}

TEST(BatchOfMessages, CountsWhatItHoldsAndIsReusedEmpty) {
    Batch<HubMessage> batch;
    const std::string line(1000, 'x');
    for (int i = 0; i < 10; ++i) batch.push(FromClient{{}, now, dialect::Line{line}});
    const std::size_t bytes = batch.bytes();

    Batch<HubMessage> spare;
    spare.reuse(std::move(batch));

    EXPECT_EQ(bytes, 10 * (sizeof(HubMessage) + line.size()));
    EXPECT_TRUE(spare.empty());
    EXPECT_EQ(spare.bytes(), 0U);
    spare.push(Disconnect{{}, "gone", now, all_arrived});
    EXPECT_EQ(next_of<Disconnect>(spare).reason, "gone");
}

TEST(BatchOfMessages, CountsAtLeastWhatItsMessagesReferTo) {
    const std::string text(1000, 'x');
    const DisplayPreferences preferences{
        .name = text, .words = {text, text}, .time_zone = text, .room = text, .reply_to = text};
    const Status status{.name = text, .room = text};
    const std::vector<std::string> candidates(3, text);
    const auto bytes_of = [](const ShardMessage& message) {
        Batch<ShardMessage> batch;
        batch.push(message);
        return batch.bytes();
    };

    EXPECT_GE(bytes_of(SetPreferences{{}, &preferences}),
              sizeof(ShardMessage) + sizeof preferences + 2 * sizeof text + 6 * text.size());
    EXPECT_GE(bytes_of(SetStatus{{}, &status}), sizeof(ShardMessage) + sizeof status + 2 * text.size());
    EXPECT_GE(bytes_of(Completions{{}, text, candidates}),
              sizeof(ShardMessage) + sizeof candidates + 3 * sizeof text + 4 * text.size());
}

TEST(BatchOfMessages, ItsViewsLastThroughManyBlocksAndAMove) {
    Batch<ShardMessage> batch;
    const std::vector<std::string> candidates{std::string(100, 'c')};
    for (int i = 0; i < 1000; ++i) {
        batch.push(Offer{{}, std::to_string(i) + std::string(100, 'x')});
        batch.push(Completions{{}, "word", candidates});
    }

    Batch<ShardMessage> moved = std::move(batch);

    for (int i = 0; i < 1000; ++i) {
        ASSERT_EQ(next_of<Offer>(moved).line, std::to_string(i) + std::string(100, 'x'));
        ASSERT_EQ(next_of<Completions>(moved).candidates.front(), candidates.front());
    }
}

TEST(BatchOfMessages, ALargeOneIsNotReused) {
    const auto reused = [](std::size_t bytes) {
        Batch<ShardMessage> batch;
        batch.push(Offer{{}, std::string(bytes, 'x')});
        Batch<ShardMessage> spare;
        spare.reuse(std::move(batch));
        return spare.capacity() > 0;
    };

    EXPECT_TRUE(reused(Batch<ShardMessage>::max_reused / 2));
    EXPECT_FALSE(reused(Batch<ShardMessage>::max_reused));
}

}  // namespace
}  // namespace confab::net
