// People as they are written down for the case of a crash, and as another hub takes them back.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/login/person_record_fields.hpp"
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view lobby_line =
    "* the server crashed and is back, you are still ann in #lobby; what was said or changed in the last 3s "
    "may be missing (/history)";

class HubCrash : public testing::Test {
  protected:
    // As the file has it.
    static PersonRecord through_bytes(const PersonRecord& record, MonoTime now) {
        snapshot::Writer out(now);
        out.section("person", {}, [&] { out(record); });
        const std::string bytes = out.finish();
        snapshot::Reader in(bytes, now);
        PersonRecord read;
        in.section("person", 1, [&] { in(read); });
        EXPECT_TRUE(in.ok());
        return read;
    }
    std::vector<PersonRecord> records_of(const std::vector<ClientId>& clients) {
        std::vector<PersonRecord> records;
        for (const ClientId id : clients)
            records.push_back(through_bytes(*chat.hub.record_of(id), chat.now.mono));
        return records;
    }
    void crash(const std::vector<ClientId>& clients) { next.hub.readmit(records_of(clients), 3s, next.now); }

    Chat chat;
    Chat next;
};

TEST_F(HubCrash, APersonIsBackUnderTheirNameAndToldWhatMayBeMissing) {
    const ClientId ann = chat.connect("ann");

    crash({ann});

    EXPECT_EQ(next.take(ann), Lines{std::string(lobby_line)});
    EXPECT_EQ(next.client(ann).name.text, "ann");
}

TEST_F(HubCrash, NobodyIsToldThatOthersAreBack) {
    const ClientId ann = chat.connect("ann");
    const ClientId bob = chat.connect("bob");
    for (const ClientId each : {ann, bob}) chat.line(each, "hello");

    crash({ann, bob});
    next.pass(1min);

    EXPECT_EQ(next.take(ann).size(), 1U);
    EXPECT_EQ(next.take(bob).size(), 1U);
}

TEST_F(HubCrash, RoomsAndTheCurrentOneAreAsTheyWere) {
    const ClientId ann = chat.connect("ann");
    for (const char* line : {"/join dev", "/join ops", "/join dev"}) chat.line(ann, line);

    crash({ann});

    const User& user = next.client(ann);
    ASSERT_EQ(user.rooms.size(), 3U);
    EXPECT_EQ(user.rooms[1].room->name().text, "dev");
    EXPECT_EQ(user.connection.current->name().text, "dev");
    EXPECT_TRUE(user.connection.view.several_rooms);
    EXPECT_EQ(next.audience.heard[ann].rooms.size(), 3U);
}

TEST_F(HubCrash, AGuestKeepsTheirNumberAndTheNextGetsAnother) {
    const ClientId first = chat.connect();
    const ClientId second = chat.connect();
    chat.disconnect(first);

    crash({second});
    for (const std::uint32_t number : {50U, 51U}) next.hub.connect({number, number}, next.now);

    EXPECT_EQ(next.client(second).name.text, "guest2");
    EXPECT_EQ(next.client({50, 50}).name.text, "guest1");
    EXPECT_EQ(next.client({51, 51}).name.text, "guest3");
}

TEST_F(HubCrash, WhoMadeARoomStaysItsOperator) {
    const ClientId ann = chat.connect("ann");
    const ClientId bob = chat.connect("bob");
    chat.line(ann, "/join dev");
    chat.line(bob, "/join dev");

    crash({bob, ann});

    const Room& dev = *next.room("dev");
    EXPECT_EQ(Roles::marked(next.client(ann).id, dev), Role::room_operator);
    EXPECT_EQ(Roles::marked(next.client(bob).id, dev), Role::none);
}

TEST_F(HubCrash, HowThingsAreSeenAndWhoIsAwayIsKept) {
    const ClientId ann = chat.connect("ann");
    const ClientId bob = chat.connect("bob");
    for (const char* line : {"/echo off", "/format json", "/ignore bob", "/away at lunch"})
        chat.line(ann, line);

    crash({ann, bob});

    const User& user = next.client(ann);
    EXPECT_FALSE(user.connection.echo);
    EXPECT_EQ(user.connection.view, chat.client(ann).connection.view);
    EXPECT_EQ(next.audience.heard[ann].view, chat.client(ann).connection.view);
    EXPECT_TRUE(next.hub.ignores().ignores(user, next.client(bob).name.key));
    EXPECT_EQ(user.extras->away_text, "at lunch");
}

TEST_F(HubCrash, AGuestWhoIsNotBackIsNotIgnoredAnyMore) {
    const ClientId ann = chat.connect("ann");
    chat.connect("bob");
    chat.line(ann, "/ignore bob");

    crash({ann});

    EXPECT_TRUE(next.hub.ignores().empty());
}

TEST_F(HubCrash, ANameThatSomebodyRegisteredMeanwhileIsTheirs) {
    const ClientId ann = chat.connect("ann");
    StoredState stored;
    stored.accounts.push_back({.id = 1, .name = chat.client(ann).name, .password_hash = "hash"});
    stored.last_account = 1;
    next.hub.load(std::move(stored));

    crash({ann});

    EXPECT_EQ(next.client(ann).name.text, "guest1");
    EXPECT_EQ(next.client(ann).account, nullptr);
}

TEST_F(HubCrash, ABanThatTheStoreHasIsStrongerThanTheRecord) {
    chat.from = parse_network("192.0.2.7")->address;
    const ClientId ann = chat.connect("ann");
    StoredState stored;
    Sanction ban;
    ban.id = 1;
    ban.kind = Sanction::Kind::ban;
    ban.target = Sanction::Target::network;
    ban.network = *parse_network("192.0.2.0/24");
    stored.sanctions.push_back(ban);
    stored.last_sanction = 1;
    next.hub.load(std::move(stored));

    crash({ann});

    EXPECT_TRUE(next.audience.heard[ann].hung_up);
    EXPECT_EQ(next.hub.users().find(ann), nullptr);
}

TEST_F(HubCrash, WithoutGuestsOnlyAccountsAreLetIn) {
    const ClientId ann = chat.connect("ann");
    ChatSettings closed;
    closed.guests = Guests::no;
    next.hub.configure(closed);

    crash({ann});

    EXPECT_TRUE(next.audience.heard[ann].hung_up);
}

TEST_F(HubCrash, TheSameConnectionInTwoRecordsIsTheFirstOnes) {
    const ClientId ann = chat.connect("ann");
    std::vector<PersonRecord> records = records_of({ann, ann});
    records[1].name = "bob";

    next.hub.readmit(records, 3s, next.now);

    EXPECT_EQ(next.client(ann).name.text, "ann");
    EXPECT_EQ(next.hub.clients(), 1U);
}

TEST_F(HubCrash, AQuestionForASecretIsNotInTheRecord) {
    const ClientId ann = chat.connect("ann");
    chat.line(ann, "/login carl");

    crash({ann});

    EXPECT_FALSE(next.client(ann).connection.is_asked());
}

class HubCrashAccount : public Registered {};

TEST_F(HubCrashAccount, APersonWithSeveralConnectionsIsOnePersonAgain) {
    const ClientId desk = registered("ann");
    const ClientId phone = log_in("ann");
    PersonRecord record = *chat.hub.record_of(desk);
    StoredState stored;
    stored.accounts.push_back(*chat.client(desk).account);
    stored.last_account = stored.accounts.back().id;
    Chat next;
    next.hub.load(std::move(stored));

    next.hub.readmit({record}, 3s, next.now);

    EXPECT_EQ(next.hub.clients(), 2U);
    EXPECT_EQ(next.hub.users().size(), 1U);
    ASSERT_NE(next.client(desk).account, nullptr);
    EXPECT_EQ(&next.client(desk), &next.client(phone));
    EXPECT_EQ(next.take(desk).size(), 1U);
    next.line(phone, "hello");
    EXPECT_EQ(next.take(desk), Lines{"ann: hello"});
}

}  // namespace
}  // namespace confab::unit
