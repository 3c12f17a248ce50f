// Where many people share an address, nothing is counted by it.
#include "unit/support/moderated.hpp"
#include "unit/support/registered.hpp"
#include "unit/support/resuming.hpp"

namespace confab::unit {
namespace {

std::vector<Network> networks(std::initializer_list<const char*> texts) {
    std::vector<Network> found;
    for (const char* text : texts) found.push_back(parse_network(text).value());
    return found;
}

TEST(Exempt, AreTheNetworksListedAndNoUnixSocket) {
    const ChatSettings settings{.exempt = networks({"192.0.2.0/24", "2001:db8::/32", "127.0.0.0/8"})};
    for (const char* in : {"192.0.2.7", "2001:db8:1::1", "127.0.0.1"}) {
        EXPECT_TRUE(settings.is_exempt(address(in))) << in;
    }
    for (const char* out : {"192.0.3.7", "2001:db9::1", "::1"}) {
        EXPECT_FALSE(settings.is_exempt(address(out))) << out;
    }
    const ChatSettings everywhere{.exempt = networks({"0.0.0.0/0"})};
    EXPECT_FALSE(everywhere.is_exempt(Address::of_user(1000)));
    EXPECT_FALSE(ChatSettings{}.is_exempt(address("127.0.0.1"))) << "loopback counts";
}

TEST(HubExempt, RoomsMadeThereAreNotCounted) {
    KeptState state;
    ChatSettings settings{.max_rooms_per_source = 2, .exempt = networks({"127.0.0.1"}), .motd = {}};
    Place place(state, settings);
    const auto last_of_three = [&place](ClientId who, const std::string& prefix) {
        for (const char* room : {"a", "b"}) place.say(who, "/join " + prefix + room);
        return place.say(who, "/join " + prefix + "c");
    };

    EXPECT_TRUE(last_of_three(place.guest("eve", "192.0.2.7"), "e").starts_with("! 2 rooms were made"));
    EXPECT_TRUE(last_of_three(place.guest("fay", "127.0.0.1"), "f").starts_with("#fc * fay joined"));
    settings.exempt.clear();
    place.chat.hub.configure(settings);
    EXPECT_TRUE(place.say(place.guest("gus", "127.0.0.1"), "/join g").starts_with("! 3 rooms were made"));
}

TEST(HubExempt, RoomsOfNobodyMadeThereAreNotOnePersons) {
    const auto imposed = [](std::vector<Network> exempt) {
        KeptState state;
        Place place(state,
                    {.max_owned_rooms = 0, .max_sanctions = 100, .exempt = std::move(exempt), .motd = {}});
        for (const char* name : {"ann", "bob"}) {
            const ClientId who = place.registered(name, "192.0.2.2");
            place.enter(who, std::string("of-") + name);
            Room& made = *place.chat.room(std::string("of-") + name);
            made.rules = std::make_unique<RoomRules>();
            made.rules->operators.push_back(place.chat.client(who).account->id);
            for (int i = 0; i < 10; ++i) place.say(who, "/ban x" + std::to_string(i));
        }
        return state.sanctions.size();
    };

    EXPECT_EQ(imposed({}), 10U);
    EXPECT_EQ(imposed(networks({"192.0.2.0/24"})), 20U);
}

TEST(HubExempt, WrongKeysThereAreNotCounted) {
    KeptState state;
    Place place(state, {.exempt = networks({"192.0.2.66"}), .motd = {}});
    place.enter(place.registered("ann"), "dev");
    place.say(place.registered("ann"), "/room key sesame");
    const auto waits = [&place](ClientId who) {
        const std::string last = place.say(who, "/join dev wrong");
        return last.starts_with("! too many wrong keys");
    };
    const ClientId eve = place.guest("eve", "192.0.2.7");
    const ClientId fay = place.guest("fay", "192.0.2.66");
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(waits(eve) || waits(fay));

    EXPECT_TRUE(waits(eve));
    EXPECT_FALSE(waits(fay));
    for (int i = 0; i < 4; ++i) waits(fay);
    EXPECT_TRUE(waits(fay)) << "the room itself was guessed wrong too often, by all together";
}

class HubExemptNames : public Registered {
  protected:
    HubExemptNames() {
        ChatSettings exempt = settings();
        exempt.exempt = networks({"192.0.2.66", "127.0.0.1"});
        chat.hub.configure(exempt);
    }
    ClientId connect_from(std::string_view from, std::string_view name = {}) {
        chat.from = address(from);
        return name.empty() ? chat.connect() : chat.connect(name);
    }
    std::size_t registered_from(std::string_view from, char prefix) {
        std::size_t made = 0;
        for (int i = 0; i < 22; ++i) {
            const std::string name = {prefix, static_cast<char>('b' + i), 'x'};
            made += count_prefix(answer(connect_from(from, name), "/register secret of nobody"),
                                 "* " + name + " is yours");
        }
        return made;
    }
    // The last of four tries at different names.
    Lines last_guess(std::string_view from) {
        const ClientId who = connect_from(from);
        for (const char* name : {"kim", "lea", "mia"}) answer(who, std::string("/login ") + name + " wrong");
        return answer(who, "/login ned wrong");
    }
};

TEST_F(HubExemptNames, RegistrationsThereAreNotCounted) {
    EXPECT_EQ(registered_from("192.0.2.7", 'a'), 20U);
    EXPECT_EQ(registered_from("192.0.2.66", 'e'), 22U);
    EXPECT_EQ(registered_from("127.0.0.1", 'f'), 22U);
}

TEST_F(HubExemptNames, WrongPasswordsThereMakeNobodyElseWait) {
    EXPECT_EQ(count_prefix(last_guess("192.0.2.7"), "! too many wrong passwords"), 1U);
    EXPECT_EQ(count_prefix(last_guess("192.0.2.66"), "! wrong name or password"), 1U);
}

TEST_F(HubExemptNames, ANameThatIsGuessedOftenWaitsThereToo) {
    const ClientId eve = connect_from("192.0.2.66");
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(count_prefix(answer(eve, "/login kim wrong"), "! wrong name or password"), 1U) << i;
    }
    EXPECT_EQ(count_prefix(answer(eve, "/login kim wrong"), "! too many wrong passwords"), 1U);
    EXPECT_EQ(count_prefix(answer(eve, "/login lea wrong"), "! wrong name or password"), 1U);
}

TEST_F(HubExemptNames, PasswordsTakeTurnsByName) {
    for (const char* from : {"192.0.2.7", "192.0.2.66"}) {
        for (const char* name : {"bob", "lea"})
            answer(connect_from(from), std::string("/login ") + name + " wrong");
    }

    const std::vector<std::string> turns = {"192.0.2.7", "192.0.2.7", "192.0.2.66 bob", "192.0.2.66 lea"};
    EXPECT_EQ(passwords.sources, turns);
}

class HubExemptPlaces : public HubResume {
  protected:
    // What the first guest of many from one address is told when they come back.
    Lines first_comes_back(std::vector<Network> exempt) {
        ChatSettings few = settings();
        few.max_seats = 10;
        few.exempt = std::move(exempt);
        chat.hub.configure(few);
        for (int i = 0; i < 7; ++i) visit("192.0.2.7");
        const std::string code = visit("192.0.2.66");
        for (int i = 0; i < 8; ++i) visit("192.0.2.66");
        return resume(arrive().first, code);
    }
    std::string visit(std::string_view from) {
        chat.from = address(from);
        const auto [who, code] = arrive();
        chat.pass(std::chrono::seconds(3));
        chat.line(who, "x");
        chat.disconnect(who);
        return code;
    }
};

TEST_F(HubExemptPlaces, OfGuestsAreSharedOutByAddress) {
    EXPECT_EQ(count_prefix(first_comes_back({}), "! nothing is known of that code"), 1U);
}

TEST_F(HubExemptPlaces, OfGuestsThereStandAlone) {
    EXPECT_EQ(count_prefix(first_comes_back(networks({"192.0.2.66"})), "* you are back"), 1U);
}

}  // namespace
}  // namespace confab::unit
