// What must never be lost is there again, whole.
#include <gtest/gtest.h>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

WallTime now() { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

Account alice() {
    Account a;
    a.id = 3;
    a.name = {"Alice", "alice"};
    a.password_hash = "$argon2id$something";
    a.created = an_hour_ago();
    a.last_seen = an_hour_ago() + Milliseconds(5);
    a.server_operator = true;
    a.settings.echo = false;
    a.settings.timestamps = true;
    a.settings.chose_quiet = true;
    a.settings.quiet = Quiet::all;
    a.settings.display.notify = Notify::word;
    a.settings.display.words = {"build", "żółw"};
    a.settings.display.colour = Colour::many;
    a.settings.display.time_zone = "Europe/Berlin";
    a.settings.display.status_line = true;
    a.settings.ignores = {{"Bob", "bob"}};
    a.settings.seats = {{{"Lobby", room_key("lobby")}, 7}, {{"dev", room_key("dev")}, 9}};
    a.settings.left = an_hour_ago() + Milliseconds(6);
    a.certificates = {"9f86d081", "60303ae2"};
    return a;
}

Sanction ban(std::uint64_t id, WallTime until) {
    Sanction s;
    s.id = id;
    s.kind = Sanction::Kind::mute;
    s.target = Sanction::Target::network;
    s.name_key = "key";
    s.account = 5;
    s.network.address.bytes = {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0xff, 9, 8, 7, 6, 5, 4, 3, 2};
    s.network.bits = 64;
    s.shown = "2001:db8::/64";
    s.room_key = store::room_key("lobby");
    s.since = an_hour_ago();
    s.until = until;
    s.by = "carol";
    s.reason = "spamming";
    return s;
}

TEST(State, GivesAnAccountBackWhole) {
    Kept kept;
    kept.store().state().save(alice());
    kept.close();
    kept.open();

    const StoredState state = kept.store().load();

    ASSERT_EQ(state.accounts.size(), 1U);
    const Account a = state.accounts[0];
    const Account b = alice();
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.name.text, "Alice");
    EXPECT_EQ(a.name.key, "alice");
    EXPECT_EQ(a.password_hash, b.password_hash);
    EXPECT_EQ(a.created, b.created);
    EXPECT_EQ(a.last_seen, b.last_seen);
    EXPECT_TRUE(a.server_operator);
    EXPECT_FALSE(a.settings.echo);
    EXPECT_TRUE(a.settings.timestamps);
    EXPECT_TRUE(a.settings.chose_quiet);
    EXPECT_EQ(a.settings.quiet, Quiet::all);
    EXPECT_EQ(a.settings.display, b.settings.display);
    ASSERT_EQ(a.settings.ignores.size(), 1U);
    EXPECT_EQ(a.settings.ignores[0].text, "Bob");
    EXPECT_EQ(a.settings.ignores[0].key, "bob");
    EXPECT_EQ(a.settings.seats, b.settings.seats);
    EXPECT_EQ(a.settings.seats[0].room.text, "Lobby");
    EXPECT_EQ(a.settings.left, b.settings.left);
    EXPECT_EQ(a.certificates, b.certificates);
    EXPECT_EQ(state.last_account, 3U);
}

TEST(State, GivesARoomBackWhole) {
    Kept kept;
    RoomRecord room;
    room.name = {"Dev", room_key("dev")};
    room.topic = "what we do";
    room.rules = {.owner = 3,
                  .unlisted = true,
                  .key = "word",
                  .keeps_history = false,
                  .moderated = true,
                  .slow = 10,
                  .operators = {1, 2},
                  .voices = {4},
                  .invited = {5, 6}};
    kept.store().state().save(room);
    kept.close();
    kept.open();

    const StoredState state = kept.store().load();

    ASSERT_EQ(state.rooms.size(), 1U);
    const RoomRecord r = state.rooms[0];
    EXPECT_EQ(r.name.text, "Dev");
    EXPECT_EQ(r.name.key.stored(), "dev");
    EXPECT_EQ(r.topic, "what we do");
    EXPECT_EQ(r.rules.owner, 3U);
    EXPECT_TRUE(r.rules.unlisted);
    EXPECT_EQ(r.rules.key, "word");
    EXPECT_FALSE(r.rules.keeps_history);
    EXPECT_TRUE(r.rules.moderated);
    EXPECT_EQ(r.rules.slow, 10U);
    EXPECT_EQ(r.rules.operators, (std::vector<AccountId>{1, 2}));
    EXPECT_EQ(r.rules.voices, (std::vector<AccountId>{4}));
    EXPECT_EQ(r.rules.invited, (std::vector<AccountId>{5, 6}));
}

TEST(State, GivesSanctionsBackAlsoThoseThatAreOver) {
    Kept kept;
    kept.store().state().save(ban(1, now() + std::chrono::hours(1)));
    kept.store().state().save(ban(2, now() - std::chrono::hours(1)));
    kept.store().state().save(ban(3, for_ever));
    kept.close();
    kept.open();

    const StoredState state = kept.store().load();

    ASSERT_EQ(state.sanctions.size(), 3U) << "the clock is not believed yet";
    const Sanction s = state.sanctions[0];
    const Sanction b = ban(1, s.until);
    EXPECT_EQ(s.id, 1U);
    EXPECT_EQ(s.kind, b.kind);
    EXPECT_EQ(s.target, b.target);
    EXPECT_EQ(s.name_key, b.name_key);
    EXPECT_EQ(s.account, b.account);
    EXPECT_EQ(s.network, b.network);
    EXPECT_EQ(s.shown, b.shown);
    EXPECT_EQ(s.room_key, b.room_key);
    EXPECT_EQ(s.since, b.since);
    EXPECT_EQ(s.by, b.by);
    EXPECT_EQ(s.reason, b.reason);
    EXPECT_EQ(state.sanctions[2].until, for_ever);
    EXPECT_EQ(state.last_sanction, 3U);
    EXPECT_EQ(look(kept.state(), "SELECT count(*) FROM sanction"), 3);
}

TEST(State, ReplacesAndRemoves) {
    Kept kept;
    StateStore& state = kept.store().state();
    Account first = alice();
    state.save(first);
    ASSERT_TRUE(kept.store().flush());
    first.password_hash = "other";
    state.save(first);
    Account second = alice();
    second.id = 9;
    state.save(second);
    state.save(RoomRecord{{"dev", room_key("dev")}, "", {}});
    state.save(ban(1, for_ever));
    ASSERT_TRUE(kept.store().flush());
    state.remove_account(9);
    state.remove_room(room_key("dev"));
    state.remove_sanction(1);
    kept.close();
    kept.open();

    const StoredState found = kept.store().load();

    ASSERT_EQ(found.accounts.size(), 1U);
    EXPECT_EQ(found.accounts[0].password_hash, "other");
    EXPECT_TRUE(found.rooms.empty());
    EXPECT_TRUE(found.sanctions.empty());
    EXPECT_EQ(found.last_account, 9U) << "an id is never given twice";
    EXPECT_EQ(found.last_sanction, 1U);
}

TEST(State, RemembersTheLockdown) {
    Kept kept;
    EXPECT_FALSE(kept.store().load().lockdown);
    kept.store().state().save_lockdown(true);
    kept.close();
    kept.open();

    EXPECT_TRUE(kept.store().load().lockdown);
}

TEST(State, GivesTheLastLinesOfTheRoomsUsedLast) {
    Kept kept([](StoreSettings& s) {
        s.tail_lines = 3;
        s.tail_rooms = 2;
    });
    kept.say_many(1, 500, "old");
    kept.say_many(1, 600, "newer");
    kept.say_many(1, 700, "newest");
    kept.close();
    kept.open();

    const StoredState state = kept.store().load();

    ASSERT_EQ(state.tails.size(), 2U);
    EXPECT_EQ(state.tails[0].room.text, "newest");
    EXPECT_EQ(state.tails[0].room.key.stored(), "newest-key");
    EXPECT_EQ(state.tails[0].last_id, 700U);
    ASSERT_EQ(state.tails[0].lines.size(), 3U);
    EXPECT_EQ(state.tails[0].lines[0].id, 698U);
    EXPECT_EQ(state.tails[0].lines[2].text, "line 700");
    EXPECT_EQ(state.tails[1].room.text, "newer");
    EXPECT_EQ(state.last_id_of_others, 500U);
}

TEST(State, BoundsTheLastLinesInBytes) {
    Kept kept([](StoreSettings& s) { s.tail_bytes = 250; });
    for (std::uint64_t id = 1; id <= 9; ++id) kept.say({.id = id, .text = std::string(100, 'x')});
    kept.close();
    kept.open();

    EXPECT_EQ(kept.store().load().tails.at(0).lines.size(), 2U);
}

TEST(State, GivesTheSeatsOfGuestsBackUntilTheyAreTidiedUp) {
    Kept kept;
    GuestSeat seat{
        "code1", {"guest7", "guest7"}, now() - std::chrono::hours(2), {{{"lobby", room_key("lobby")}, 4}}};
    seat.sanctions = {3, 17};
    GuestSeat old{"code2", {"guest8", "guest8"}, now() - std::chrono::hours(25), {}};
    GuestSeat gone{"code3", {"guest9", "guest9"}, {}, {}};
    GuestSeat there{"code4", {"guest10", "guest10"}, {}, {}};
    for (const GuestSeat& s : {seat, old, gone, there}) kept.store().log().save(s);
    kept.store().log().remove_seat("code3");
    ASSERT_TRUE(kept.store().flush());
    change(kept.history(), "UPDATE seat SET saved = 0 WHERE code = 'code2'");
    kept.close();
    kept.open();

    const StoredState state = kept.store().load();

    ASSERT_EQ(state.guest_seats.size(), 3U) << "the clock is not believed yet";
    EXPECT_EQ(state.guest_seats[0].code, "code1");
    EXPECT_EQ(state.guest_seats[0].name.text, "guest7");
    EXPECT_EQ(state.guest_seats[0].left, seat.left);
    EXPECT_EQ(state.guest_seats[0].seats, seat.seats);
    EXPECT_EQ(state.guest_seats[0].sanctions, seat.sanctions);
    EXPECT_GT(state.guest_seats[0].saved, seat.left);
    EXPECT_EQ(state.guest_seats[1].code, "code2");
    EXPECT_EQ(state.guest_seats[2].code, "code4");
}

TEST(State, SeatsOfEarlierVersionsHoldNoSanctions) {
    Kept kept;
    for (const char* code : {"one", "two"}) kept.store().log().save({code, {"guest7", "guest7"}, {}, {}});
    ASSERT_TRUE(kept.store().flush());
    change(kept.history(),
           R"(UPDATE seat SET seats = '[{"name":"dev","key":"dev","seen":4}]' WHERE code = 'one')");
    change(kept.history(),
           R"(UPDATE seat SET seats = '{"seats":[{"name":"dev","key":"dev","seen":4}],"away":true}'
                              WHERE code = 'two')");
    kept.close();
    kept.open();

    const StoredState state = kept.store().load();

    ASSERT_EQ(state.guest_seats.size(), 2U);
    for (const GuestSeat& seat : state.guest_seats) {
        EXPECT_EQ(seat.seats.at(0).seen, 4U) << seat.code;
        EXPECT_TRUE(seat.sanctions.empty()) << seat.code;
    }
}

TEST(State, ManyAccountsAreLoadedInTime) {
    Kept kept;
    for (AccountId id = 1; id <= 10'000; ++id) {
        Account a = alice();
        a.id = id;
        kept.store().state().save(a);
    }
    ASSERT_TRUE(kept.store().flush(Milliseconds{60'000}));
    kept.close();
    kept.open();

    EXPECT_EQ(kept.store().load().accounts.size(), 10'000U);
}

}  // namespace
}  // namespace confab::store
