// Parts below core/login, each with what it is given and without a hub.
#include <gtest/gtest.h>

#include "confab/core/login/account_rules.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/login/operator_accounts.hpp"
#include "confab/core/operations/login_operations.hpp"
#include "unit/support/plain_interpreter.hpp"
#include "unit/support/proposed.hpp"
#include "unit/support/room_parts.hpp"
#include "unit/support/words.hpp"

namespace confab::unit {
namespace {

class Hasher final : public Passwords {
  public:
    bool available() const override { return true; }
    bool make(Ticket ticket, std::string password, std::string_view) override {
        asked = {.ticket = ticket, .good = true, .hash = "hash of " + password};
        return true;
    }
    bool check(Ticket ticket, std::string, std::string, std::string_view) override {
        asked = {.ticket = ticket, .good = right};
        return true;
    }
    void abandon(Ticket ticket) override { abandoned = ticket; }

    PasswordAnswer asked;
    bool right = true;
    Ticket abandoned = 0;
};

struct LoginParts : RoomParts {
    LoginParts() {
        proposed.apply = [this](const Operation& operation) {
            return std::visit([&](const auto& what) { return apply(what); }, operation.what);
        };
    }
    Outcome apply(const auto& what) {
        if constexpr (requires { confab::refused(operations.apply(what, now)); }) {
            return confab::refused(operations.apply(what, now));
        }
        if constexpr (requires(User & user) { operations.apply(what, user, now); }) {
            operations.apply(what, *users.find(what.connection), now);
        }
        return {};
    }

    // What was asked of the hasher last.
    PendingRequest request() { return pending.end(hasher.asked.ticket)->request; }

    Hasher hasher;
    PendingRequests pending{events};
    SanctionFollowers followers{settings, sanctions, server_roles};
    History history{settings, rooms, log, access, replay, pending, replies};
    Editing editing{events, settings, users, accounts, ignores, log, access, roles, audit, replies};
    DeliveredSeats delivered{names, ignores};
    AccountSaves saves{users, state, delivered};
    Departure departure{events,   users,  ignores,     log,       hasher, access,  ownership, memberships,
                        presence, tokens, guest_seats, delivered, saves,  pending, replies};
    PostingTokens tokens_of_rooms{users, accounts, rooms, sanctions, changes};
    Naming naming{names, users,  accounts,        ignores, server_roles,
                  check, access, tokens_of_rooms, views,   presence};
    PlainInterpreter interpreter;
    SecretInput secrets{events, interpreter};
    Proposed proposed;
    Resume resume{events,  settings, names,       users,     log,         ignores,  sanctions,
                  check,   rooms,    access,      ownership, memberships, views,    history,
                  editing, tokens,   guest_seats, naming,    pending,     proposed, replies};
    Attachment attachment{events, settings,    users,     rooms,     memberships, ignores, views,
                          replay, guest_seats, delivered, departure, resume,      replies};
    Moderation moderation{events, settings,    names,       users,     accounts, state, server_roles,
                          audit,  sanctions,   check,       followers, clock,    rooms, roles,
                          grants, guest_seats, memberships, departure, replies};
    InviteCodes invite_codes{settings, accounts, state, audit};
    Certificates certificates{events, settings, accounts, state, hasher};
    Inbox inbox{settings, users, accounts, state, access, replies};
    LoginDeadlines deadlines{settings, users, departure};
    Arrival arrival{events, settings,   rooms,  memberships, views,        presence, replay,
                    topics, moderation, naming, deadlines,   certificates, users,    replies};
    Authentication authentication{
        events,       settings,     names, users,   accounts, state,     hasher, sanctions,  followers,
        access,       ownership,    views, naming,  saves,    departure, resume, attachment, arrival,
        invite_codes, certificates, inbox, secrets, pending,  proposed,  replies};
    OperatorAccounts operators{settings, names,  users,          accounts, server_roles, state,
                               hasher,   naming, authentication, proposed, replies,      wording};
    LoginOperations operations{authentication, attachment,   resume, operators, accounts,
                               invite_codes,   certificates, roles,  users};
};

TEST(Naming, AGuestNameThatIsBannedIsPassedOver) {
    LoginParts given;
    given.sanctions.add({.name_key = given.names.key_of("guest1")});

    User& guest = given.naming.add_guest({5, 5}, given.now);

    EXPECT_EQ(guest.name.text, "guest2");
    EXPECT_EQ(guest.guest_number, 2U);
}

TEST(Naming, OneQuestionKnowsOwnersHoldersAndBans) {
    LoginParts given;
    User& ann = given.client("ann");
    given.account(ann);
    given.client("bob");
    User& eve = given.client("eve");
    given.sanctions.add({.name_key = "mallory"});
    const auto why = [&](const char* name) {
        return words(given.naming.can_take(eve, {name, name}, given.now));
    };

    EXPECT_EQ(why("ann"), "the name ann is registered, /login ann if it is yours, or choose another");
    EXPECT_EQ(why("bob"), "the name bob is taken, choose another");
    EXPECT_EQ(why("mallory"), "the name mallory is banned, choose another");
    EXPECT_EQ(why("zoe"), "");
}

TEST(SecretInput, APartThatCleaningChangedIsNoSecret) {
    LoginParts given;
    const std::string line = "/login ann secret";
    given.secrets.handle({line, 12});

    EXPECT_EQ(given.secrets.exact(std::string_view(line).substr(11)), garbled_secret);
    given.secrets.handle({line});
    EXPECT_EQ(given.secrets.exact(std::string_view(line).substr(11)), "secret");
}

TEST(PasswordRules, ANameIsNoPassword) {
    const NameRules names;

    EXPECT_FALSE(can_be_password("correct horse", "ann", names));
    EXPECT_EQ(can_be_password("short", "ann", names).code, Code::password_too_short);
    EXPECT_EQ(can_be_password(garbled_secret, "ann", names).code, Code::password_unreadable);
    EXPECT_EQ(can_be_password("annabelle", names.key_of("annabelle"), names).code, Code::password_is_name);
}

TEST(Authentication, WhatCannotBeAnAnswerIsNoPassword) {
    LoginParts given;
    User& ann = given.client("ann");

    EXPECT_FALSE(given.authentication.can_be_password("correct horse", "ann"));
    EXPECT_EQ(given.authentication.can_be_password("!correct horse", "ann").code, Code::password_is_command);
    EXPECT_EQ(given.authentication.can_be_password("!short", "ann").code, Code::password_too_short);
    given.authentication.register_account(ann, {}, "!correct horse", given.now);
    EXPECT_EQ(given.last_told(ann), words({Code::password_is_command}));
    std::string why;
    given.operators.add("zoe", "!correct horse", [&](std::string text) { why = std::move(text); });
    EXPECT_EQ(why, words({Code::password_is_command}));
}

TEST(Authentication, AnAnswerEndsTheQuestionUnlessAnotherFollows) {
    LoginParts given;
    User& ann = given.client("ann");
    given.authentication.register_account(ann, {}, "", given.now);

    given.authentication.answer(ann, "short", given.now);
    EXPECT_TRUE(ann.connection.is_asked());
    EXPECT_EQ(given.events.prompts[ann.connection.id], "a new password for ann");
    given.authentication.answer(ann, "correct horse", given.now);
    given.authentication.answer(ann, "another horse", given.now);

    EXPECT_FALSE(ann.connection.is_asked());
    EXPECT_EQ(given.events.prompts[ann.connection.id], "");
}

TEST(Authentication, AQuestionThatIsCalledOffChangesNothing) {
    LoginParts given;
    User& ann = given.client("ann");
    given.authentication.register_account(ann, {}, "", given.now);

    given.authentication.call_off(ann);

    EXPECT_FALSE(ann.connection.is_asked());
    EXPECT_EQ(given.events.prompts[ann.connection.id], "");
    EXPECT_EQ(given.accounts.size(), 0U);
}

TEST(Authentication, WhoTakesAnotherNameIsLoggedOut) {
    LoginParts given;
    User& ann = given.client("ann");
    given.account(ann);

    EXPECT_EQ(given.authentication.take_name(ann, {"ann", "ann"}, given.now).code, Code::name_is_yours);
    EXPECT_FALSE(given.authentication.take_name(ann, {"Ann", "ann"}, given.now));
    ASSERT_NE(ann.account, nullptr);
    EXPECT_EQ(ann.account->name.text, "Ann");
    EXPECT_FALSE(given.authentication.take_name(ann, {"zoe", "zoe"}, given.now));

    EXPECT_EQ(ann.account, nullptr);
    EXPECT_EQ(ann.name.text, "zoe");
}

TEST(AccountSaves, WhatChangesIsSavedWithinAMinute) {
    LoginParts given;
    User& ann = given.client("ann");
    const AccountId id = given.account(ann).id;
    ann.connection.echo = false;

    given.saves.touched(ann, given.now);
    given.saves.tick(given.now);
    EXPECT_TRUE(given.state.accounts.empty());
    given.now.mono += AccountSaves::save_after;
    given.saves.tick(given.now);

    EXPECT_FALSE(given.state.accounts.at(id).settings.echo);
}

TEST(DeliveredSeats, AMessageThatDidNotArriveCountsAsNotShown) {
    LoginParts given;
    User& ann = given.client("ann");
    Room& lobby = given.rooms.lobby();
    lobby.history.add({.time = given.now.wall, .id = lobby.next_id(), .from = "bob", .text = "hi"}, 10, 1000);

    EXPECT_EQ(given.delivered.of(ann, all_arrived, given.now).back().seen, 1U);
    EXPECT_EQ(given.delivered.of(ann, Reached{given.now.mono, 5}, given.now).back().seen, 0U);
}

TEST(Departure, AGuestThatSpokeLeavesATokenAndAbandonsItsQuestion) {
    LoginParts given;
    User& ann = given.client("ann");
    const ClientId id = ann.connection.id;
    ann.code = 7;
    ann.membership(given.rooms.lobby())->spoke = true;
    const Ticket ticket = given.pending.await(id, ShowPage{}, given.now.mono);

    given.departure.lost(ann, "gone", given.now, all_arrived);

    EXPECT_TRUE(given.tokens.holds(7));
    EXPECT_EQ(given.hasher.abandoned, ticket);
    EXPECT_EQ(given.events.hung_up[id], "gone");
    EXPECT_EQ(given.users.find(id), nullptr);
}

TEST(Attachment, APersonIsMeasuredBeforeTheyGetOneMoreConnection) {
    LoginParts given;
    User& ann = given.client("ann");
    ann.code = 7;
    User& back = given.client("bob");
    const ClientId old = ann.connection.id;
    const ClientId added = back.connection.id;

    given.resume.resume(back, "haaaa-aaaaa", given.now);
    EXPECT_EQ(given.events.measured, std::vector<ClientId>{old});
    EXPECT_TRUE(given.pending.waits(added));
    given.attachment.resume(back, "haaaaaaaaa", {old, {}, all_arrived}, given.now);

    EXPECT_EQ(given.users.find(old), &ann);
    EXPECT_EQ(given.users.find(added), &ann);
    EXPECT_EQ(ann.connections(), 2U);
    EXPECT_EQ(ann.connection.id, added);
    EXPECT_EQ(given.users.find_by_key("bob"), nullptr);
    EXPECT_EQ(given.last_told(ann), "you are back as ann in #lobby");
}

TEST(Authentication, RegistersWithAPasswordThatIsAskedForTwice) {
    LoginParts given;
    User& ann = given.client("ann");

    given.authentication.register_account(ann, {}, "", given.now);
    EXPECT_EQ(given.events.prompts[ann.connection.id], "a new password for ann");
    given.authentication.answer(ann, "correct horse", given.now);
    EXPECT_EQ(given.events.prompts[ann.connection.id], "the same again");
    given.authentication.answer(ann, "correct horse", given.now);
    given.authentication.answered(ann, std::get<MakePassword>(given.request()), given.hasher.asked,
                                  given.now);

    ASSERT_NE(ann.account, nullptr);
    EXPECT_EQ(given.state.accounts.at(ann.account->id).password_hash, "hash of correct horse");
}

TEST(Authentication, AWrongPasswordChangesNothing) {
    LoginParts given;
    User& ann = given.client("ann");
    given.accounts.add({"zoe", "zoe"}, "hash", given.now.wall);
    given.hasher.right = false;

    given.authentication.log_in(ann, "zoe", "a wrong one", given.now);
    given.authentication.answered(ann, std::get<CheckPassword>(given.request()), given.hasher.asked,
                                  given.now);

    EXPECT_EQ(ann.account, nullptr);
    EXPECT_EQ(given.last_told(ann), "wrong name or password, nothing has changed");
}

TEST(OperatorAccounts, AHolderOfTheNameBecomesAGuest) {
    LoginParts given;
    User& bob = given.client("bob");
    std::string why = "not asked yet";

    given.operators.add("bob", "correct horse", [&](std::string text) { why = std::move(text); });
    EXPECT_TRUE(given.operators.answered(given.hasher.asked, given.now));

    EXPECT_EQ(why, "");
    EXPECT_EQ(given.state.accounts.size(), 1U);
    EXPECT_EQ(bob.name.text, "guest1");
}

}  // namespace
}  // namespace confab::unit
