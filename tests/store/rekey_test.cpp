// Keys are made anew from the names when what makes them has changed.
#include <gtest/gtest.h>

#include "store/support/fixture.hpp"

namespace confab::store {
namespace {

void use_keys(StoreSettings& settings, const std::string& version, const std::string& suffix) {
    settings.key_version = version;
    settings.key_of = [suffix](std::string_view name) { return std::string(name).append(suffix); };
}

TEST(Keys, AreMadeAnewForAnotherVersion) {
    const TemporaryDirectory directory;
    {
        Kept kept(directory.path(), [](StoreSettings& s) { use_keys(s, "1", "-key"); });
        kept.store().load();
        kept.say({.id = 1, .text = "tea"});
        kept.store().log().save({"code", {"guest", "guest-key"}, {}, {{{"dev", room_key("dev-key")}, 1}}});
        kept.store().state().save(RoomRecord{{"dev", room_key("dev-key")}, "", {}});
        Account account;
        account.id = 1;
        account.name = {"alice", "alice-key"};
        account.settings.ignores = {{"bob", "bob-key"}};
        account.settings.seats = {{{"dev", room_key("dev-key")}, 1}};
        kept.store().state().save(account);
    }
    Kept kept(directory.path(), [](StoreSettings& s) { use_keys(s, "2", "-new"); });

    const StoredState state = kept.store().load();

    EXPECT_EQ(state.accounts.at(0).name.key, "alice-new");
    EXPECT_EQ(state.accounts.at(0).settings.ignores.at(0).key, "bob-new");
    EXPECT_EQ(state.accounts.at(0).settings.seats.at(0).room.key.stored(), "dev-new");
    EXPECT_EQ(state.rooms.at(0).name.key.stored(), "dev-new");
    EXPECT_EQ(state.tails.at(0).room.key.stored(), "lobby-new");
    EXPECT_EQ(state.guest_seats.at(0).name.key, "guest-new");
    EXPECT_EQ(state.guest_seats.at(0).seats.at(0).room.key.stored(), "dev-new");
    HistoryQuery query;
    query.kind = HistoryQuery::Kind::search;
    query.rooms = {room_key("lobby-new")};
    query.from_key = "alice-new";
    query.words = "tea";
    query.limit = 5;
    EXPECT_EQ(kept.texts(query).size(), 1U);
}

TEST(Keys, AreLeftAloneForTheSameVersion) {
    const TemporaryDirectory directory;
    {
        Kept kept(directory.path(), [](StoreSettings& s) { use_keys(s, "1", "-key"); });
        kept.store().load();
        kept.say({.id = 1});
    }
    Kept kept(directory.path(), [](StoreSettings& s) { use_keys(s, "1", "-other"); });

    EXPECT_EQ(kept.store().load().tails.at(0).room.key.stored(), "lobby-key");
}

}  // namespace
}  // namespace confab::store
