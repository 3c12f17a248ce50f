// How operators name rooms, private ones too.
#include <gtest/gtest.h>

#include "support/admin.hpp"
#include "support/fake_operator_store.hpp"

namespace confab::integration {
namespace {

// ann (17) and zoe (18) have a private room dev each, ann a public one as well, and a private one of her own
// is called den.
StoredState stored() {
    StoredState state;
    const NameRules names;
    for (const auto& [id, name] : {std::pair{17, "ann"}, std::pair{18, "zoe"}}) {
        Account account;
        account.id = static_cast<AccountId>(id);
        account.name = std::get<Name>(names.check_person(name));
        state.accounts.push_back(account);
    }
    state.last_account = 18;
    const auto add = [&](const char* name, AccountId owner, bool hidden) {
        RoomRecord record;
        record.name = std::get<RoomName>(names.check_room(name));
        if (hidden) record.name.key = RoomKey::of_private(owner, record.name.key.base());
        record.topic = std::string("of ") + std::to_string(owner);
        record.rules.owner = owner;
        record.rules.unlisted = hidden;
        state.rooms.push_back(record);
    };
    add("Dev", 17, true);
    add("Dev", 18, true);
    add("den", 17, true);
    add("ops", 17, false);
    return state;
}

class AdminRoomNames : public testing::Test {
  protected:
    std::string error(std::string_view command, const Json& arguments) const {
        const Reply reply = server.run(command, arguments);
        EXPECT_FALSE(reply.ok());
        return reply.error();
    }

    FakeOperatorStore store;
    Operated server{&store, {}, quiet_settings(), stored()};
};

TEST_F(AdminRoomNames, ArePrintedSoThatTheyCanBeTypedAgain) {
    const Reply rooms = server.run("rooms");

    std::vector<std::string> names;
    for (const Json& row : rooms.rows) {
        names.push_back(row["room"]);
        EXPECT_TRUE(server.run("who", {{"room", row["room"]}}).ok()) << row;
    }
    EXPECT_EQ(names, (std::vector<std::string>{"#lobby", "#Dev@ann", "#Dev@zoe", "#den@ann", "#ops"}));
}

TEST_F(AdminRoomNames, MayHaveTheOwnersNameOrNumberInAnyCase) {
    for (const char* room : {"dev@zoe", "#DEV@Zoe", "dev@18"}) {
        EXPECT_TRUE(server.run("ban", {{"target", "mallory"}, {"room", room}}).ok()) << room;
    }

    const Reply bans = server.run("bans");

    ASSERT_EQ(bans.rows.size(), 1U) << "one and the same room";
    EXPECT_EQ(bans.rows[0]["room"], "#Dev@zoe");
}

TEST_F(AdminRoomNames, WithoutAnOwnerMeanWhatEverybodySees) {
    EXPECT_EQ(error("who", {{"room", "dev"}}),
              "there is no room #dev that everybody sees, but private: Dev@ann, Dev@zoe");
    EXPECT_EQ(error("say", {{"room", "den"}, {"text", "hello"}}),
              "there is no room #den that everybody sees, but private: den@ann");

    Client bob = server.person("bob");
    bob.say("/join dev");
    bob.so_far();

    const Reply who = server.run("who", {{"room", "dev"}});
    ASSERT_EQ(who.rows.size(), 1U);
    EXPECT_EQ(who.rows[0]["rooms"], (Json{"#lobby", "#dev"}));
    EXPECT_TRUE(server.run("who", {{"room", "dev@ann"}}).rows.empty());
}

TEST_F(AdminRoomNames, WithAnOwnerMayBeOfARoomThatIsPublicByNow) {
    EXPECT_TRUE(server.run("who", {{"room", "ops@ann"}}).ok());
    EXPECT_EQ(error("who", {{"room", "ops@zoe"}}), "there is no room #ops@zoe, confabctl rooms lists them");
}

TEST_F(AdminRoomNames, OfNobodyOrNothingAreRefused) {
    for (const char* room : {"dev@nobody", "dev@", "@ann", "dev@19", "dev@99999999999999999999", "17#dev"}) {
        EXPECT_EQ(error("who", {{"room", room}}),
                  std::string("there is no room #") + room + ", confabctl rooms lists them");
    }
}

TEST_F(AdminRoomNames, SayWhatAnExportIsOf) {
    EXPECT_TRUE(server.run("export", {{"room", "dev@zoe"}}).ok());
    EXPECT_EQ(store.asked(), "export 18#dev text");
    EXPECT_TRUE(server.run("export", {{"room", "ops"}}).ok());
    EXPECT_EQ(store.asked(), "export ops text");
    EXPECT_TRUE(server.run("export", {{"room", "gone"}}).ok()) << "what is kept of it the store knows";
    EXPECT_EQ(store.asked(), "export gone text");
    EXPECT_TRUE(server.run("export", {{"room", "gone@16"}}).ok()) << "of an account that is no more";
    EXPECT_EQ(store.asked(), "export 16#gone text");

    EXPECT_EQ(error("export", {{"room", "den"}}),
              "there is no room #den that everybody sees, but private: den@ann");
    EXPECT_EQ(error("export", {{"room", "dev@nobody"}}),
              "there is no room #dev@nobody, confabctl rooms lists them");
    EXPECT_EQ(store.asked(), "export 16#gone text");
}

}  // namespace
}  // namespace confab::integration
