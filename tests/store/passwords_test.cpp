// Passwords are hashed elsewhere, answered in order, and tell nothing by how long they take.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <limits>
#include <vector>

#include "confab/store/password_worker.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

struct Passwords : testing::Test {
    Inbox<PasswordAnswer> answers;
    PasswordWorker worker{[this](PasswordAnswer answer) { answers.put(std::move(answer)); }};

    std::string hash(const std::string& password) {
        EXPECT_TRUE(worker.make(1, password, "here"));
        return answers.next().hash;
    }
    bool check(const std::string& password, const std::string& of) {
        EXPECT_TRUE(worker.check(2, password, of, "here"));
        return answers.next().good;
    }
    auto time_of_check(const std::string& of) {
        std::clock_t shortest = std::numeric_limits<std::clock_t>::max();
        for (int i = 0; i < 5; ++i) {
            const std::clock_t began = std::clock();  // of the processor: others are not counted
            check("something else", of);
            shortest = std::min(shortest, std::clock() - began);
        }
        return shortest;
    }
};

TEST_F(Passwords, AreTheOnesTheyWereMadeFrom) {
    const std::string made = hash("correct horse");

    EXPECT_TRUE(made.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << made;
    EXPECT_TRUE(check("correct horse", made));
    EXPECT_FALSE(check("correct horse ", made));
    EXPECT_FALSE(check("", made));
    EXPECT_NE(hash("correct horse"), made) << "each has a salt of its own";
}

TEST_F(Passwords, OfNobodyAreNeverRight) {
    EXPECT_FALSE(check("", ""));
    EXPECT_FALSE(check("anything", ""));
    EXPECT_FALSE(check("anything", "no hash at all"));
}

TEST_F(Passwords, OfNobodyTakeAsLong) {
    const auto somebody = time_of_check(hash("correct horse"));
    const auto nobody = time_of_check("");

    EXPECT_LT(nobody, 2 * somebody);
    EXPECT_LT(somebody, 2 * nobody);
}

TEST_F(Passwords, AreAnsweredInOrderWithTheirTickets) {
    for (Ticket ticket = 1; ticket <= 10; ++ticket) EXPECT_TRUE(worker.make(ticket, "password", "here"));

    for (Ticket ticket = 1; ticket <= 10; ++ticket) EXPECT_EQ(answers.next().ticket, ticket);
}

TEST_F(Passwords, AreRefusedWhenTooManyWait) {
    std::size_t taken = 0;
    bool refused = false;
    for (int i = 0; i < 200 && !refused; ++i) {
        refused = !worker.check(1, "password", "", "here");
        if (!refused) ++taken;
    }

    EXPECT_TRUE(refused);
    EXPECT_GE(taken, PasswordWorker::max_waiting);
    for (std::size_t i = 0; i < taken; ++i) answers.next();
    EXPECT_TRUE(worker.check(1, "password", "", "here"));
    answers.next();
}

TEST_F(Passwords, AreCheckedInTurnsOfWhoAsks) {
    for (Ticket ticket = 1; ticket <= 20; ++ticket)
        EXPECT_TRUE(worker.check(ticket, "password", "", "flood"));
    EXPECT_TRUE(worker.check(100, "password", "", "home"));
    EXPECT_TRUE(worker.check(101, "password", "", "home"));

    std::vector<Ticket> order;
    for (int i = 0; i < 22; ++i) order.push_back(answers.next().ticket);

    const auto place = [&order](Ticket ticket) {
        return std::find(order.begin(), order.end(), ticket) - order.begin();
    };
    EXPECT_LE(place(100), 5) << "what was under way ends first";
    EXPECT_LE(place(101), 7);
    EXPECT_LT(place(1), place(20));
}

TEST_F(Passwords, OfOneSourceTwoAreTakenHoweverManyOfOthersWait) {
    std::size_t flood = 0;
    while (flood < 200 && worker.check(1, "password", "", "flood")) ++flood;

    EXPECT_TRUE(worker.check(100, "password", "", "home"));
    EXPECT_TRUE(worker.check(101, "password", "", "home"));

    std::size_t dropped = 0;
    std::size_t at_home = 0;
    for (std::size_t i = 0; i < flood + 2; ++i) {
        const PasswordAnswer answer = answers.next();
        if (answer.busy) ++dropped;
        if (answer.ticket >= 100 && !answer.busy) ++at_home;
    }
    EXPECT_EQ(at_home, 2U);
    EXPECT_LE(dropped, 2U) << "those that gave way are told";
}

TEST_F(Passwords, ThatNobodyWaitsForAreNotHashed) {
    for (Ticket ticket = 1; ticket <= 20; ++ticket) EXPECT_TRUE(worker.check(ticket, "password", "", "here"));
    for (Ticket ticket = 3; ticket <= 20; ++ticket) worker.abandon(ticket);
    worker.abandon(999);
    EXPECT_TRUE(worker.check(21, "password", "", "here"));

    std::vector<Ticket> order;
    while (order.empty() || order.back() != 21) order.push_back(answers.next().ticket);

    EXPECT_LE(order.size(), 5U) << "one or two may have begun meanwhile";
}

TEST(PasswordWorkerEnd, DoesNotWaitForAllThatIsAsked) {
    Inbox<PasswordAnswer> answers;
    {
        PasswordWorker worker([&](PasswordAnswer answer) { answers.put(std::move(answer)); });
        for (int i = 0; i < 50; ++i) EXPECT_TRUE(worker.make(1, "password", "here"));
    }

    EXPECT_LT(answers.waiting(), 50U);
}

}  // namespace
}  // namespace confab::store
