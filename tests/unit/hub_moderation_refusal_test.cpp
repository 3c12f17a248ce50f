// A person that may not moderate: exactly one error, nothing happens to anyone, and nothing is audited.
#include <gtest/gtest.h>

#include <functional>

#include "unit/support/moderated.hpp"

namespace confab::unit {
namespace {

// #dev is ann's; oz is operator there, val has voice, bob is registered and gus a guest, victims are vic and
// the guest vig. #ops is olga's. sue is a server operator, in #dev as well.
class Cast : public testing::Test {
  protected:
    void SetUp() override {
        for (const ClientId who : {ann, oz, val, bob, gus, vic, vig, sue}) place.enter(who, "dev");
        place.say(ann, "/op oz");
        place.say(ann, "/op oda");
        place.say(ann, "/voice val");
        place.say(ann, "/voice vic");
        place.say(ann, "/invite ivy");
        place.say(ann, "/topic builds");
        place.enter(olga, "ops");
        place.enter(olga, "dev");
        place.say(sue, "/mute #dev eve 2h");  // number 1
        place.say(sue, "/ban #dev fay 2h");
        place.say(sue, "/mute mel 2h");
        place.say(sue, "/ban bea 2h");
        place.chat.forget_all();
    }
    ClientId called(std::string_view name) {
        return place.chat.hub.users().find_by_key(place.chat.hub.names().key_of(name))->connection.id;
    }
    // What would be different if something had happened.
    std::string world() {
        std::string text;
        place.chat.hub.users().for_each([&](User& client) {
            text += client.name.text;
            for (const Membership& membership : client.rooms) text += " #" + membership.room->name().text;
            text += "\n";
        });
        for (const auto& [key, room] : state.rooms) {
            text += key.stored() + room.rules.key + std::to_string(room.rules.operators.size()) +
                    std::to_string(room.rules.voices.size()) + std::to_string(room.rules.invited.size()) +
                    std::to_string(room.rules.slow) + (room.rules.keeps_history ? "h" : "") +
                    (room.rules.moderated ? "m" : "") + (room.rules.unlisted ? "p" : "") + room.topic + "\n";
        }
        text += joined(place.chat.answer(ann, "/room"));
        return text + std::to_string(state.sanctions.size()) + std::to_string(state.audit.size()) +
               std::to_string(place.chat.audience.audit.size()) + (state.lockdown ? "l" : "");
    }
    void expect_refused(std::string_view who, const std::string& line) {
        SCOPED_TRACE(std::string(who) + ": " + line);
        const std::string before = world();
        place.chat.forget_all();

        const Lines lines = place.chat.answer(called(who), line);

        ASSERT_EQ(lines.size(), 1U) << joined(lines);
        EXPECT_TRUE(lines[0].starts_with("! ") || lines[0].starts_with("#dev ! ")) << lines[0];
        for (const ClientId other : {vic, vig, sue}) {
            if (other != called(who)) {
                EXPECT_EQ(place.chat.take(other), Lines{});
            }
        }
        EXPECT_EQ(world(), before);
    }

    KeptState state;
    Place place{state};
    ClientId ann = place.registered("ann");
    ClientId oz = place.registered("oz", "192.0.2.20");
    ClientId oda = place.registered("oda", "192.0.2.21");
    ClientId val = place.registered("val", "192.0.2.22");
    ClientId bob = place.registered("bob", "192.0.2.23");
    ClientId gus = place.guest("gus", "192.0.2.24");
    ClientId olga = place.registered("olga", "192.0.2.25");
    ClientId vic = place.registered("vic", "192.0.2.26");
    ClientId vig = place.guest("vig", "192.0.2.27");
    ClientId ivy = place.registered("ivy", "192.0.2.28");
    ClientId sue = place.server_operator("sue");
};

const std::vector<const char*> of_room_operators = {"/kick vic",
                                                    "/kick vig out",
                                                    "/mute vic",
                                                    "/mute vig 5m hush",
                                                    "/ban vic",
                                                    "/ban vig 2h",
                                                    "/ban nobody",
                                                    "/unmute eve",
                                                    "/unmute 1",
                                                    "/unban fay",
                                                    "/unban 2",
                                                    "/bans",
                                                    "/op vic",
                                                    "/deop oz",
                                                    "/voice vig",
                                                    "/devoice vic",
                                                    "/invite bea",
                                                    "/uninvite ivy",
                                                    "/room key x",
                                                    "/room key off",
                                                    "/room slow 10s",
                                                    "/room slow off",
                                                    "/room moderated on",
                                                    "/topic mine",
                                                    "/room moderated off",
                                                    "/kick #dev vic",
                                                    "/mute #dev vic 5m",
                                                    "/ban #dev vic",
                                                    "/unban #dev fay",
                                                    "/unmute #dev eve",
                                                    "/bans #dev"};
const std::vector<const char*> of_owners = {"/room private", "/room public", "/room drop",
                                            "/room history off", "/deop oda"};
const std::vector<const char*> of_server_operators = {
    "/lockdown on",        "/lockdown off",     "/kick #lobby vic", "/ban 192.0.2.26",  "/ban 192.0.2.0/24",
    "/ban 2001:db8::1 2h", "/unban 192.0.2.26", "/unban 4",         "/unban bea",       "/unmute mel",
    "/unmute 3",           "/ban #lobby vic",   "/mute #lobby vic", "/mute 192.0.2.26", "/bans #lobby"};

class MayNot : public Cast, public testing::WithParamInterface<const char*> {};

TEST_P(MayNot, BeUsedByWhoIsNoOperatorOfTheRoom) {
    for (const auto* commands : {&of_room_operators, &of_owners, &of_server_operators}) {
        for (const char* line : *commands) expect_refused(GetParam(), line);
    }
}
INSTANTIATE_TEST_SUITE_P(Guest, MayNot, testing::Values("gus"));
INSTANTIATE_TEST_SUITE_P(Member, MayNot, testing::Values("bob"));
INSTANTIATE_TEST_SUITE_P(Voice, MayNot, testing::Values("val"));
INSTANTIATE_TEST_SUITE_P(OperatorOfAnotherRoom, MayNot, testing::Values("olga"));

TEST_F(Cast, AnOperatorOfTheRoomIsNoOwnerAndNoServerOperator) {
    for (const auto* commands : {&of_owners, &of_server_operators}) {
        for (const char* line : *commands) expect_refused("oz", line);
    }
}

TEST_F(Cast, TheOwnerOfARoomIsNoServerOperator) {
    for (const char* line : of_server_operators) expect_refused("ann", line);
}

TEST_F(Cast, NobodyActsAgainstWhoIsNotBelowThem) {
    for (const char* line :
         {"/kick ann", "/mute ann", "/ban ann", "/deop ann", "/kick oda", "/mute oda 5m", "/ban oda",
          "/deop oda", "/kick sue", "/mute sue", "/ban sue", "/kick oz", "/ban oz", "/mute oz"}) {
        expect_refused("oz", line);
    }
    for (const char* line : {"/kick sue", "/mute sue", "/ban sue", "/kick ann", "/ban ann", "/mute ann"}) {
        expect_refused("ann", line);
    }
    for (const char* line : {"/kick sue", "/kick sam", "/ban sam", "/mute sam 5m", "/ban sue", "/mute sue",
                             "/ban 192.0.2.3", "/ban #dev sam", "/ban 192.0.0.0/16"}) {
        if (place.chat.hub.users().find_by_key("sam") == nullptr) {
            place.server_operator("sam");
            place.enter(called("sam"), "dev");
        }
        expect_refused("sue", line);
    }
}

TEST_F(Cast, AServerOperatorWhoIsNotHereIsOutOfReachToo) {
    place.chat.disconnect(sue);
    const ClientId sam = place.server_operator("sam");

    EXPECT_TRUE(place.say(sam, "/ban sue").starts_with("! sue is a server operator"));
    EXPECT_TRUE(place.say(oz, "/ban sue").starts_with("! sue is a server operator"));
}

TEST_F(Cast, NobodyIsKeptOutOfTheLobby) {
    place.say(sue, "/join lobby");
    place.say(sue, "/op vic");
    place.say(vic, "/join lobby");

    for (const char* line : {"/ban gus", "/kick gus"}) expect_refused("vic", line);
    expect_refused("sue", "/ban #lobby gus");
    EXPECT_TRUE(place.say(vic, "/mute gus 5m").starts_with("* gus is muted in #lobby until"));
}

TEST_F(Cast, AToolWithoutRankMayNothingEither) {
    Moderation& moderation = place.chat.hub.moderation();
    const Actor nobody{"nobody", Role::owner, nullptr};
    const Now now = place.chat.now;

    EXPECT_FALSE(moderation.kick(nobody, nullptr, "vic", "", now).done);
    EXPECT_FALSE(moderation.impose(nobody, {.target = "vic"}, now).done);
    EXPECT_FALSE(moderation.lift(nobody, Sanction::Kind::ban, nullptr, "bea", now).done);
    EXPECT_FALSE(moderation.set_operator(nobody, "vic", true, now).done);
    EXPECT_FALSE(moderation.set_lockdown(nobody, true, now).done);
    EXPECT_TRUE(place.here(vic));
}

TEST_F(Cast, WhoIsNoOperatorAnyMoreIsNone) {
    EXPECT_EQ(place.say(oz, "/deop oz"), "* oz is no longer an operator of #dev") << "by oneself";
    expect_refused("oz", "/kick vic");
    place.chat.hub.moderation().set_operator(from_outside("confabctl"), "sue", false, place.chat.now);
    place.chat.forget_all();
    expect_refused("sue", "/ban vic");
}

}  // namespace
}  // namespace confab::unit
