// Whatever people do to each other, all of it stays consistent, and is the same after a restart.
#include <gtest/gtest.h>

#include <random>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

class HubModerationProperty : public testing::TestWithParam<unsigned> {
  protected:
    std::size_t pick(std::size_t below) { return random_() % below; }
    std::string any(std::initializer_list<const char*> list) { return *(list.begin() + pick(list.size())); }

    std::string whom() {
        if (pick(12) == 0)
            return any({"192.0.2.4", "192.0.2.0/28", "2001:db8::/32", "127.0.0.1", "a/b", "7"});
        return any({"sue", "ann", "bob", "eve", "fay", "gus", "hal", "nobody", "guest1", "B0B"});
    }
    std::string room() { return any({"dev", "ops", "den", "lobby"}); }
    std::string what() { return any({"kick", "mute", "ban", "unban", "unmute", "kick", "ban"}); }

    std::string line() {
        switch (pick(12)) {
            case 0:
            case 1:
            case 2: return "/join " + room() + any({"", "", "", " key", " word"});
            case 3: return "/leave " + any({"", "dev", "ops", "den"});
            case 4:
                return "/room " + any({"private", "public", "key key", "key off", "history off", "history on",
                                       "slow 5s", "slow off", "moderated on", "moderated off", "drop", ""});
            case 5: return "/" + any({"op ", "deop ", "voice ", "devoice ", "invite ", "invite "}) + whom();
            case 6: return "/" + what() + " " + whom() + any({"", " 1h", " 5m spam"});
            case 7: return "/" + what() + " #" + room() + " " + whom() + any({"", " 1h", " 5m spam"});
            case 8: return any({"/topic t", "/bans", "/rooms", "/who dev", "/history", "/bans #dev"});
            case 9: return pick(9) == 0 ? "/lockdown " + any({"on", "off", "off"}) : "/away x";
            case 10: return "/nick n" + std::to_string(pick(5));
            default: return "hello";
        }
    }
    void connect(Place& place) {
        const std::string from = any({"192.0.2.4", "192.0.2.5", "192.0.2.20", "2001:db8::1", "127.0.0.1"});
        place.chat.from = address(from);
        const ClientId who = place.chat.connect_unread();
        if (!place.here(who)) return;
        people_.push_back(who);
        const std::string name = any({"sue", "ann", "bob", "eve", "fay", "gus", "hal"});
        if (place.chat.hub.users().find_by_key(name) != nullptr) return;
        if (name < "fay" || name == "sue") place.log_in(who, name);
        if (name == "sue") place.chat.client(who).account->server_operator = true;
        if (name >= "fay" && name != "sue") place.say(who, "/nick " + name);
        if (name == "sue") place.state.save(*place.chat.client(who).account);
    }
    void step(Place& place) {
        std::erase_if(people_, [&](ClientId who) { return place.chat.hub.users().find(who) == nullptr; });
        if (people_.size() < 3 || (people_.size() < 9 && pick(6) == 0)) return connect(place);
        const ClientId who = people_[pick(people_.size())];
        if (pick(25) == 0) return place.chat.disconnect(who, "gone");
        if (pick(60) == 0) return pardon(place);
        if (pick(150) == 0) {
            if (const Account* account = place.chat.client(who).account) return unregister(place, *account);
        }
        if (pick(5) == 0) place.chat.pass(std::chrono::seconds(pick(2000)));
        place.chat.line(who, line());
    }
    // Or soon everybody would be banned.
    void pardon(Place& place) {
        Moderation& moderation = place.chat.hub.moderation();
        const Actor tool = from_outside("tool");
        moderation.set_lockdown(tool, false, place.chat.now);
        const std::map<std::uint64_t, Sanction> all = place.state.sanctions;
        for (const auto& [id, sanction] : all) {
            moderation.lift(tool, sanction.kind, nullptr, std::to_string(id), place.chat.now);
        }
    }
    // As /unregister does it.
    void unregister(Place& place, const Account& account) {
        const AccountId id = account.id;
        place.chat.hub.ownership().owner_gone(id, place.chat.now);
        place.chat.hub.sanctions().account_gone(account);
        place.chat.hub.users().for_each([&](User& client) {
            if (client.account == &account) client.account = nullptr;
        });
        place.chat.hub.accounts().remove(id);
        place.state.remove_account(id);
    }

    void check(Place& place) {
        std::size_t seats = 0;
        place.chat.hub.users().for_each([&](User& client) {
            ASSERT_FALSE(client.rooms.empty());
            ASSERT_NE(client.membership(*client.connection.current), nullptr);
            for (const Membership& membership : client.rooms) {
                ++seats;
                ASSERT_EQ(membership.room->members().at(membership.index), &client);
                ASSERT_TRUE(place.chat.audience.rooms[membership.room->id()].contains(client.connection.id));
                ASSERT_TRUE(place.chat.hub.access().sees(client, *membership.room));
            }
        });
        std::size_t ruled = 0;
        place.chat.hub.rooms().for_each([&](const Room& room) {
            seats -= room.members().size();
            ASSERT_EQ(place.chat.hub.rooms().find_by_key(room.name().key), &room);
            ASSERT_EQ(room.hidden(), room.name().key.is_private());
            ASSERT_TRUE(room.rules || room.is_lobby() || !room.members().empty());
            if (!room.rules && room.is_lobby() && !room.topic.empty()) {
                ++ruled;
                ASSERT_EQ(place.state.rooms.at(room.name().key).topic, room.topic);
                ASSERT_EQ(place.state.rooms.at(room.name().key).rules, RoomRules());
            }
            if (!room.rules || (room.hidden() && room.rules->owner == 0)) return;
            const auto kept = place.state.rooms.find(room.name().key);
            if (kept == place.state.rooms.end()) return;  // nobody's own, and nothing was set
            ++ruled;
            ASSERT_EQ(kept->second.rules.owner, room.rules->owner);
            ASSERT_EQ(kept->second.topic, room.topic);
            ASSERT_EQ(kept->second.rules.operators, room.rules->operators);
            ASSERT_EQ(kept->second.rules.invited, room.rules->invited);
        });
        ASSERT_EQ(seats, 0U);
        ASSERT_EQ(ruled, place.state.rooms.size());
        const SanctionRegister& sanctions = place.chat.hub.sanctions();
        ASSERT_EQ(sanctions.size(), place.state.sanctions.size());
        sanctions.for_each(
            [&](const Sanction& each) { ASSERT_EQ(place.state.sanctions.count(each.id), 1U); });
    }

    std::mt19937 random_{GetParam()};
    std::vector<ClientId> people_;
};

TEST_P(HubModerationProperty, StaysConsistent) {
    KeptState state;
    for (int run = 0; run < 5; ++run) {
        Place place(state);
        people_.clear();
        for (int i = 0; i < 1500; ++i) {
            step(place);
            place.chat.forget_all();
            check(place);
            if (HasFatalFailure()) return;
        }
    }
    EXPECT_GT(state.audit.size(), 40U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, HubModerationProperty, testing::Range(1U, 9U));

}  // namespace
}  // namespace confab::unit
