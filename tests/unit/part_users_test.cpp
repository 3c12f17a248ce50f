// Parts below core/users and core/sanctions, each alone.
#include <gtest/gtest.h>

#include "confab/core/sanctions/sanction_followers.hpp"
#include "confab/core/users/resume_code.hpp"
#include "confab/core/users/saved_settings.hpp"
#include "unit/support/leaves.hpp"

namespace confab::unit {
namespace {

TEST(Replies, ATextThatWasNotSentIsOfferedToATerminalOnly) {
    Leaves given;
    User& plain = given.client("ann");
    User& terminal = given.client("bob");
    terminal.connection.view.interactive = true;

    for (const User* client : {&plain, &terminal})
        given.replies.refuse_text(*client, Refusal(Code::name_missing), "hi", given.now);

    EXPECT_EQ(given.last_told(plain), "a name is missing");
    EXPECT_EQ(given.last_told(terminal), "a name is missing");
    EXPECT_EQ(given.events.offered, (std::map<ClientId, std::string>{{terminal.connection.id, "hi"}}));
}

TEST(ServerRoles, AnOperatorIsNamedByTheConfigurationOrMarked) {
    Leaves given;
    User& ann = given.client("ann");
    User& bob = given.client("bob");
    given.account(ann);
    given.account(bob).server_operator = true;
    given.settings.operators = {"ann", "zoe"};

    given.server_roles.configure();

    EXPECT_TRUE(given.server_roles.is_operator(ann));
    EXPECT_TRUE(given.server_roles.is_operator(bob));
    EXPECT_EQ(given.server_roles.operators_without_account(), std::vector<std::string>{"zoe"});
}

TEST(ServerRoles, ALockdownIsSaved) {
    Leaves given;

    given.server_roles.lock_down(true);

    EXPECT_TRUE(given.server_roles.locked_down());
    EXPECT_TRUE(given.state.lockdown);
}

TEST(ResumeCode, ReadsWhatItShows) {
    EXPECT_EQ(resume_code_number(resume_code_text(123'456'789)), 123'456'789U);
    EXPECT_EQ(shown_resume_code("k7q2m4xd9p"), "k7q2m-4xd9p");
    EXPECT_EQ(typed_resume_code("K7Q2M-4xd9p"), "k7q2m4xd9p");
}

TEST(ResumeTokens, AreGoodOnceAndForADay) {
    Leaves given;
    ResumeTokens tokens(given.settings, given.clock, given.log);
    const std::string code = resume_code_text(7);
    tokens.keep({{.code = code, .name = {"ann", "ann"}, .left = given.now.wall, .seats = {}}, {}});
    Now later = given.now;
    later.wall += ResumeTokens::valid_for + Milliseconds{1};

    EXPECT_TRUE(tokens.holds(7));
    EXPECT_NE(tokens.find(code, given.now), nullptr);
    EXPECT_EQ(tokens.find(code, later), nullptr);
    EXPECT_EQ(tokens.take(code)->seat.name.text, "ann");
    EXPECT_FALSE(tokens.holds(7));
}

TEST(ResumeTokens, TheOldestGoIfThereAreTooMany) {
    Leaves given;
    given.settings.max_seats = 1;
    ResumeTokens tokens(given.settings, given.clock, given.log);
    for (const std::uint64_t code : {1U, 2U}) {
        GuestSeat seat{.code = resume_code_text(code), .name = {"ann", "ann"}, .seats = {}};
        seat.left = given.now.wall + Milliseconds{static_cast<std::int64_t>(code)};
        given.log.save(seat);
        tokens.keep({seat, {}});
    }

    tokens.forget_old(given.now);

    EXPECT_FALSE(tokens.holds(1));
    EXPECT_TRUE(tokens.holds(2));
    EXPECT_EQ(given.log.seats.size(), 1U);
}

TEST(SavedSettings, LeaveGuestsOutOfWhomOneIgnores) {
    Leaves given;
    User& ann = given.client("ann");
    given.client("guest1").guest_number = 1;
    ann.more().ignores = {{"guest1", "guest1"}, {"bob", "bob"}};

    const SavedSettings saved = saved_settings(ann, given.users);

    ASSERT_EQ(saved.ignores.size(), 1U);
    EXPECT_EQ(saved.ignores[0].text, "bob");
}

TEST(SanctionRegister, SavesWhatChangesInIt) {
    Leaves given;
    User& ann = given.client("ann");
    const RoomKey dev = RoomKey::of_public("dev");
    const RoomKey ops = RoomKey::of_public("ops");
    const RoomKey renamed = RoomKey::of_private(1, "dev");
    given.mute(ann, dev);
    given.mute(ann, ops);

    given.sanctions.rename_room(dev, renamed);
    given.sanctions.forget_room(ops);

    ASSERT_EQ(given.state.sanctions.size(), 1U);
    EXPECT_EQ(given.state.sanctions.begin()->second.room_key, renamed);
    EXPECT_EQ(given.sanctions.of_room(renamed), 1U);
}

TEST(SanctionRegister, HoldsTheNameOfAnAccountThatIsGone) {
    Leaves given;
    Account& account = given.account(given.client("ann"));
    Sanction ban{.target = Sanction::Target::account, .account = account.id};
    const std::uint64_t id = given.sanctions.add(ban).id;

    given.sanctions.account_gone(account);

    EXPECT_EQ(given.state.sanctions.at(id).name_key, "ann");
    EXPECT_TRUE(given.check.bars_name("ann", given.now));
}

TEST(SanctionRegister, ARoomIsFoundFullOnceUntilOneIsLifted) {
    Leaves given;
    const RoomKey dev = RoomKey::of_public("dev");
    given.mute(given.client("ann"), dev);

    EXPECT_TRUE(given.sanctions.note_full(dev));
    EXPECT_FALSE(given.sanctions.note_full(dev));
    given.sanctions.remove(given.sanctions.last());
    EXPECT_TRUE(given.sanctions.note_full(dev));
}

TEST(SanctionCheck, HoldsNoServerOperator) {
    Leaves given;
    User& ann = given.client("ann");
    given.mute(ann);
    EXPECT_TRUE(given.check.is_muted(ann, RoomKey::of_public("lobby"), given.now));

    given.account(ann).server_operator = true;

    EXPECT_FALSE(given.check.is_muted(ann, RoomKey::of_public("lobby"), given.now));
}

TEST(SanctionFollowers, AnAccountGetsACopyOfWhatHoldsTheGuest) {
    Leaves given;
    SanctionFollowers followers(given.settings, given.sanctions, given.server_roles);
    User& ann = given.client("ann");
    given.mute(ann);

    followers.registered(ann, given.account(ann), given.now);

    EXPECT_EQ(given.sanctions.size(), 2U);
    EXPECT_EQ(given.state.sanctions.at(2).target, Sanction::Target::account);
}

TEST(Audit, TellsTheStoreAndTheLog) {
    Leaves given;

    given.audit.add(from_outside("confabctl"), "kick", "ann", "", "", given.now);

    EXPECT_EQ(given.events.audit, std::vector<std::string>{"kick"});
}

}  // namespace
}  // namespace confab::unit
