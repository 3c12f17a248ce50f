// Private messages for people who are away, without a hub.
#include "confab/core/messages/inbox.hpp"

#include <gtest/gtest.h>

#include "unit/support/kept_state.hpp"
#include "unit/support/leaves.hpp"
#include "unit/support/words.hpp"

namespace confab::unit {
namespace {

struct InboxParts : Leaves {
    User& registered(std::string_view name) {
        User& user = client(name);
        account(user);
        return user;
    }
    const Account& away(std::string_view name) {
        return accounts.add({std::string(name), std::string(name)}, "hash", now.wall);
    }
    Refusal send(const User& from, const Account& to, std::string_view text = "psst") {
        return inbox.keep(from, to, text, now);
    }
    User& comes(std::string_view name, const Account& account) {
        User& user = client(name);
        user.account = accounts.find(account.id);
        inbox.deliver(user, now);
        return user;
    }
    std::vector<std::string>& told(const User& user) { return events.told[user.connection.id]; }

    KeptState kept;
    Inbox inbox{settings, users, accounts, kept, access, replies};
};

TEST(Inbox, IsToldOnceAndKeptNowhereAfterwards) {
    InboxParts given;
    User& bob = given.registered("bob");
    const Account& ann = given.away("ann");

    EXPECT_FALSE(given.send(bob, ann));
    EXPECT_EQ(given.kept.away_messages.size(), 1U);
    const std::vector<std::string> told = given.told(given.comes("ann", ann));

    ASSERT_EQ(told.size(), 3U);
    EXPECT_TRUE(told[0].starts_with("1 private message since "));
    EXPECT_EQ(told[1], "psst");
    EXPECT_TRUE(given.last_told(bob).starts_with("ann was told what you wrote at "));
    EXPECT_TRUE(given.kept.away_messages.empty());
}

TEST(Inbox, ASenderWhoHasGoneIsToldWhenTheyComeBack) {
    InboxParts given;
    const Account& ann = given.away("ann");
    User& bob = given.registered("bob");
    const Account& of_bob = *bob.account;
    EXPECT_FALSE(given.send(bob, ann));
    bob.account = nullptr;

    given.comes("ann", ann);
    ASSERT_EQ(given.kept.away_messages.size(), 1U);
    EXPECT_TRUE(given.kept.away_messages.begin()->second.text.empty());
    const std::vector<std::string> told = given.told(given.comes("bob2", of_bob));

    ASSERT_EQ(told.size(), 1U);
    EXPECT_TRUE(told[0].starts_with("ann was told what you wrote at "));
    EXPECT_TRUE(given.kept.away_messages.empty());
}

TEST(Inbox, IsBoundedByReceiverAndBySender) {
    InboxParts given;
    given.settings.away_messages = 3;
    given.settings.away_messages_per_sender = 2;
    const Account& ann = given.away("ann");
    User& bob = given.registered("bob");
    User& eve = given.registered("eve");

    EXPECT_FALSE(given.send(bob, ann));
    EXPECT_FALSE(given.send(bob, ann));
    EXPECT_EQ(given.send(bob, ann).code, Code::inbox_sender_full);
    EXPECT_FALSE(given.send(eve, ann));
    EXPECT_EQ(given.send(eve, ann).code, Code::inbox_full);

    EXPECT_EQ(given.kept.away_messages.size(), 3U);
}

TEST(Inbox, IsOffWithNone) {
    InboxParts given;
    given.settings.away_messages = 0;

    EXPECT_EQ(given.send(given.registered("bob"), given.away("ann")).code, Code::private_not_here);
}

TEST(Inbox, GuestsAndTheMutedLeaveNothing) {
    InboxParts given;
    const Account& ann = given.away("ann");
    User& muted = given.registered("bob");
    given.mute(muted);

    EXPECT_EQ(given.send(given.client("guest"), ann).code, Code::inbox_needs_login);
    EXPECT_TRUE(given.send(muted, ann));
    EXPECT_TRUE(given.kept.away_messages.empty());
}

TEST(Inbox, WhoeverIsIgnoredIsNotShownThatNothingIsKept) {
    InboxParts given;
    User& bob = given.registered("bob");
    const Account& ann = given.away("ann");
    given.accounts.find(ann.id)->settings.ignores.push_back(bob.name);

    EXPECT_FALSE(given.send(bob, ann));

    EXPECT_TRUE(given.last_told(bob).starts_with("ann is not here: that is kept"));
    EXPECT_TRUE(given.kept.away_messages.empty());
}

TEST(Inbox, ForgetsWhatIsTooOldAndWhatWasOfAnAccountThatIsGone) {
    InboxParts given;
    User& bob = given.registered("bob");
    const Account& ann = given.away("ann");
    const Account& eve = given.away("eve");
    EXPECT_FALSE(given.send(bob, ann));
    given.now.wall += given.settings.away_messages_time;
    EXPECT_FALSE(given.send(bob, eve));
    EXPECT_EQ(given.kept.away_messages.size(), 1U);

    given.inbox.account_gone(bob.account->id);

    EXPECT_TRUE(given.kept.away_messages.empty());
}

TEST(Inbox, WaitsThroughARestart) {
    InboxParts given;
    const Account& ann = given.away("ann");
    EXPECT_FALSE(given.send(given.registered("bob"), ann, "soup"));

    Inbox after{given.settings, given.users, given.accounts, given.kept, given.access, given.replies};
    after.load(given.kept.stored().away_messages);
    User& user = given.client("ann");
    user.account = given.accounts.find(ann.id);
    after.deliver(user, given.now);

    EXPECT_EQ(given.told(user)[1], "soup");
}

}  // namespace
}  // namespace confab::unit
