// Questions about the history of many sources at once.
#include <gtest/gtest.h>

#include <future>
#include <utility>

#include "store/history_reader.hpp"
#include "store/history_writer.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

constexpr std::size_t max_questions = 8;

HistoryWriter::Settings usual_settings() {
    const StoreSettings usual;
    return {usual.group,       usual.slow,
            usual.tidy_every,  usual.index_after,
            usual.max_waiting, usual.max_waiting_seats,
            usual.settling,    usual.clocks,
            usual.max_journal, {}};
}

// The reader's first answer, to ticket 1, is held until it is let go.
class Reader : public testing::Test {
  protected:
    Reader() {
        writer.start();
        reader.start();
        EXPECT_TRUE(ask(1, "first"));
        begun.get_future().wait();
    }
    ~Reader() override {
        release();
        reader.stop();
        writer.stop(std::chrono::seconds(20));
    }

    bool ask(Ticket ticket, const std::string& source) {
        HistoryQuery query;
        query.ticket = ticket;
        query.source = source;
        query.rooms = {RoomKey::of_public("lobby")};
        query.limit = 1;
        return reader.ask(query);
    }
    void release() {
        if (!std::exchange(released, true)) let_go.set_value();
    }
    void found(HistoryAnswer answer) {
        const bool first = answer.ticket == 1;
        answers.put(std::move(answer));
        if (!first) return;
        begun.set_value();
        let_go.get_future().wait();
    }
    std::vector<Ticket> next(std::size_t count) {
        std::vector<Ticket> tickets;
        for (std::size_t i = 0; i < count; ++i) tickets.push_back(answers.next().ticket);
        return tickets;
    }

    TemporaryDirectory directory;
    Health health{[](bool, const std::string&) {}};
    Deleted deleted{[](const std::string&) {}};
    HistoryWriter writer{directory.path() + "/history.db", usual_settings(), health, deleted, [] {}};
    Inbox<HistoryAnswer> answers;
    std::promise<void> begun;
    std::promise<void> let_go;
    bool released = false;
    HistoryReader reader{directory.path() + "/history.db", max_questions, std::chrono::seconds(20), writer,
                         [this](HistoryAnswer answer) { found(std::move(answer)); }};
};

TEST_F(Reader, AnswersSourcesInTurns) {
    for (Ticket ticket = 2; ticket <= 7; ++ticket) EXPECT_TRUE(ask(ticket, "greedy"));
    EXPECT_TRUE(ask(8, "other"));
    EXPECT_EQ(reader.waiting(), 7U);

    release();

    EXPECT_EQ(next(8), (std::vector<Ticket>{1, 2, 8, 3, 4, 5, 6, 7}));
}

TEST_F(Reader, TakesOneOfAnotherSourceInPlaceOfTheLastOfThatWithMost) {
    for (Ticket ticket = 2; ticket < 2 + max_questions; ++ticket) EXPECT_TRUE(ask(ticket, "greedy"));
    EXPECT_FALSE(ask(20, "greedy"));

    EXPECT_TRUE(ask(21, "other"));

    EXPECT_EQ(answers.next().ticket, 1U);
    const HistoryAnswer gave_way = answers.next();
    EXPECT_EQ(gave_way.ticket, 1 + max_questions);
    EXPECT_TRUE(gave_way.busy);
    EXPECT_EQ(reader.waiting(), max_questions);
    release();
    EXPECT_EQ(next(max_questions), (std::vector<Ticket>{2, 21, 3, 4, 5, 6, 7, 8}));
}

}  // namespace
}  // namespace confab::store
