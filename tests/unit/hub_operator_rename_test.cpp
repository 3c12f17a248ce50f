// An operator gives an account another name.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubOperatorRename : public Registered {
  protected:
    std::string rename(std::string_view before, std::string_view after) {
        const Account* account = chat.hub.accounts().find_by_key(chat.hub.names().key_of(before));
        return chat.hub.operator_accounts().rename(*account, after, chat.now);
    }
};

TEST_F(HubOperatorRename, TheAccountKeepsItsNumberAndItsRoom) {
    const ClientId ann = registered("ann");
    answer(ann, "/join dev");
    const AccountId id = chat.client(ann).account->id;

    EXPECT_EQ(rename("ann", "annie"), "");

    EXPECT_EQ(chat.client(ann).account->id, id);
    EXPECT_EQ(saved("annie").id, id);
    EXPECT_EQ(chat.room("dev")->rules->owner, id);
    EXPECT_EQ(chat.hub.accounts().find_by_key(chat.hub.names().key_of("ann")), nullptr);
}

TEST_F(HubOperatorRename, ThePersonAndTheirRoomsAreTold) {
    const ClientId ann = registered("ann");
    const ClientId bob = chat.connect("bob");
    answer(ann, "hello");
    chat.forget_all();

    rename("ann", "annie");

    EXPECT_EQ(chat.take(bob), (Lines{"* ann is now called annie"}));
    EXPECT_EQ(chat.take(ann), (Lines{"* ann is now called annie",
                                     "* your account ann is called annie from now on, says an operator: "
                                     "/login annie from the next time on"}));
}

TEST_F(HubOperatorRename, APersonWhoIsAwayComesBackUnderTheNewName) {
    chat.disconnect(registered("ann"));
    rename("ann", "annie");
    const ClientId guest = chat.connect();

    EXPECT_EQ(count_prefix(answer(guest, "/login ann secret of ann"), "! wrong name or password"), 1U);
    EXPECT_EQ(count_prefix(answer(guest, "/login annie secret of ann"), "* you are logged in as annie"), 1U);
}

TEST_F(HubOperatorRename, ANameInUseIsRefused) {
    const ClientId ann = registered("ann");
    registered("bob");
    chat.connect("gus");

    EXPECT_EQ(rename("ann", "b0b"), "the name bob is registered already");
    EXPECT_EQ(rename("ann", "gus"), "the name gus is taken, choose another");
    EXPECT_EQ(rename("ann", "guest7"), "guest7 is a guest's name, choose another");
    EXPECT_EQ(name_of(ann), "ann");
}

TEST_F(HubOperatorRename, OnlyTheCaseMayChange) {
    const ClientId ann = registered("ann");

    EXPECT_EQ(rename("ann", "Ann"), "");

    EXPECT_EQ(name_of(ann), "Ann");
    EXPECT_EQ(saved("ann").name.text, "Ann");
}

TEST_F(HubOperatorRename, WhoeverIgnoresThemGoesOnWithIt) {
    registered("ann");
    const ClientId bob = registered("bob");
    answer(bob, "/ignore ann");
    chat.disconnect(bob);
    rename("ann", "annie");

    const ClientId back = log_in("bob");

    EXPECT_EQ(answer(back, "/ignore"), (Lines{"* you ignore annie"}));
}

TEST_F(HubOperatorRename, AnOperatorByTheConfigurationDoesNotLoseTheirRoleThatWay) {
    registered("ann");
    ChatSettings named = settings();
    named.operators = {"ann"};
    chat.hub.configure(named);
    EXPECT_EQ(count_prefix({rename("ann", "annie")}, "ann operates the server because"), 1U);

    named.operators = {"ann", "annie"};
    chat.hub.configure(named);
    EXPECT_EQ(rename("ann", "annie"), "");
}

TEST_F(HubOperatorRename, WrongPasswordsOfTheOldNameCountNoMore) {
    registered("ann");
    for (int i = 0; i < 12; ++i) answer(chat.connect(), "/login ann wrong");
    rename("ann", "annie");
    chat.pass(Milliseconds{900'000});
    registered("ann");

    const ClientId guest = chat.connect();

    EXPECT_EQ(count_prefix(answer(guest, "/login ann secret of ann"), "* you are logged in as ann"), 1U);
}

}  // namespace
}  // namespace confab::unit
