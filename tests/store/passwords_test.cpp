// Passwords are hashed elsewhere, answered in order, and tell nothing by how long they take.
#include <gtest/gtest.h>

#include <ctime>
#include <limits>

#include "confab/store/password_worker.hpp"
#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

struct Passwords : testing::Test {
    Inbox<PasswordAnswer> answers;
    PasswordWorker worker{[this](PasswordAnswer answer) { answers.put(std::move(answer)); }};

    std::string hash(const std::string& password) {
        EXPECT_TRUE(worker.make(1, password));
        return answers.next().hash;
    }
    bool check(const std::string& password, const std::string& of) {
        EXPECT_TRUE(worker.check(2, password, of));
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
    for (Ticket ticket = 1; ticket <= 10; ++ticket) EXPECT_TRUE(worker.make(ticket, "password"));

    for (Ticket ticket = 1; ticket <= 10; ++ticket) EXPECT_EQ(answers.next().ticket, ticket);
}

TEST_F(Passwords, AreRefusedWhenTooManyWait) {
    std::size_t taken = 0;
    bool refused = false;
    for (int i = 0; i < 200 && !refused; ++i) {
        refused = !worker.check(1, "password", "");
        if (!refused) ++taken;
    }

    EXPECT_TRUE(refused);
    EXPECT_GE(taken, PasswordWorker::max_waiting);
    for (std::size_t i = 0; i < taken; ++i) answers.next();
    EXPECT_TRUE(worker.check(1, "password", ""));
    answers.next();
}

TEST(PasswordWorkerEnd, DoesNotWaitForAllThatIsAsked) {
    Inbox<PasswordAnswer> answers;
    {
        PasswordWorker worker([&](PasswordAnswer answer) { answers.put(std::move(answer)); });
        for (int i = 0; i < 50; ++i) EXPECT_TRUE(worker.make(1, "password"));
    }

    EXPECT_LT(answers.waiting(), 50U);
}

}  // namespace
}  // namespace confab::store
