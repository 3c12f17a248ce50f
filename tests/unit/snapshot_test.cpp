// The whole chat as bytes: how large, what is refused, and what is not in them.
#include <gtest/gtest.h>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "unit/support/walk.hpp"

namespace confab::unit {
namespace {

constexpr unsigned seed = 7;

std::string small_chat() {
    Walk walk(seed);
    Twins twins(Walk::settings(), walk);
    for (int i = 0; i < 400; ++i) twins.step();
    return twins.first->hub.snapshot(twins.first->now());
}

Refusal restore(std::string_view bytes) {
    World world(Walk::settings(), {}, Milliseconds{0});
    return world.hub.restore(bytes, world.now());
}

TEST(Snapshot, OfANewHubRestoresToANewHub) {
    World world(Walk::settings(), {}, Milliseconds{1000});
    const std::string bytes = world.hub.snapshot(world.now());
    World other(Walk::settings(), {}, Milliseconds{5'000'000});

    EXPECT_FALSE(other.hub.restore(bytes, other.now()));
    EXPECT_EQ(other.hub.snapshot(other.now()), bytes);
}

TEST(Snapshot, CutOffAnywhereIsRefused) {
    const std::string bytes = small_chat();
    const NameRules rules;  // one stays open, or each hub opens it anew

    for (std::size_t length = 0; length < bytes.size(); ++length) {
        snapshot::Reader in(std::string_view(bytes).substr(0, length), MonoTime{});
        ASSERT_EQ(in.problem(), snapshot::Problem::damaged) << length;
    }
    for (std::size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 50) {
        EXPECT_EQ(restore(bytes.substr(0, length)).code, Code::snapshot_damaged) << length;
    }
    EXPECT_EQ(restore(bytes).code, Code::none);
}

TEST(Snapshot, WithAnyByteChangedIsRefused) {
    std::string bytes = small_chat();

    for (char& byte : bytes) {
        byte = static_cast<char>(byte ^ 0x10);
        ASSERT_FALSE(snapshot::Reader(bytes, MonoTime{}).ok());
        byte = static_cast<char>(byte ^ 0x10);
    }
}

// The checksum is right, and what it covers makes no sense.
class SnapshotParts : public testing::Test {
  protected:
    template <class Part, class Load>
    bool loads(const Part& part, Load&& load) {
        snapshot::Writer out(world.now().mono);
        out.section("part", {}, [&] { part.save(out); });
        const std::string bytes = out.finish();
        snapshot::Reader in(bytes, world.now().mono);
        in.section("part", 1, [&] { load(in); });
        return in.ok();
    }
    void SetUp() override { world.connect({}); }

    World world{Walk::settings(), {}, Milliseconds{1000}};
    RoomDirectory rooms{{"lobby", RoomKey::of_public("lobby")}};
    UserDirectory users;
    AccountDirectory accounts;
};

TEST_F(SnapshotParts, RoomsOfPeopleWhoAreNotThereAreRefused) {
    EXPECT_FALSE(loads(world.hub.rooms(), [&](snapshot::Reader& in) { rooms.load(in, users); }));
}

TEST_F(SnapshotParts, PeopleWhoAreInNoRoomAreRefused) {
    ASSERT_TRUE(loads(world.hub.users(), [&](snapshot::Reader& in) { users.load(in, accounts); }));
    const RoomDirectory empty{{"lobby", RoomKey::of_public("lobby")}};

    EXPECT_FALSE(loads(empty, [&](snapshot::Reader& in) { rooms.load(in, users); }));
}

TEST_F(SnapshotParts, PeopleWhoseAccountIsNotThereAreRefused) {
    User& user = *world.hub.users().find(ClientId{0, 1});
    user.account = &world.hub.accounts().add(user.name, "hash", world.now().wall);

    EXPECT_FALSE(loads(world.hub.users(), [&](snapshot::Reader& in) { users.load(in, accounts); }));
}

TEST(Snapshot, WithoutASectionIsRefused) {
    snapshot::Writer out{MonoTime{}};

    EXPECT_EQ(restore(out.finish()).code, Code::snapshot_damaged);
}

TEST(Snapshot, OfANewerMajorVersionIsRefusedWithASentence) {
    World world(Walk::settings(), {}, Milliseconds{0});
    snapshot::Writer out{MonoTime{}};
    out.section("time", {2, 0}, [&] { out(1U); });

    const Refusal why = world.hub.restore(out.finish(), world.now());

    EXPECT_EQ(world.interpreter.word(why).text,
              "the saved state is of version 2, which this program cannot read");
    EXPECT_EQ(world.interpreter.word({Code::snapshot_damaged}).text, "the saved state is damaged or cut off");
}

// --- Passwords that are being typed

class SnapshotSecret : public testing::Test {
  protected:
    void say(World& which, const std::string& line) { which.hub.line(who, line, which.now()); }
    std::unique_ptr<World> restored() {
        const std::string bytes = world.hub.snapshot(world.now());
        EXPECT_EQ(bytes.find("sesame"), std::string::npos);
        auto other = std::make_unique<World>(world.settings, world.outside, Milliseconds{0});
        EXPECT_FALSE(other->hub.restore(bytes, other->now()));
        return other;
    }
    static std::string told(World& which) { return which.journal.take(); }

    World world{Walk::settings(), {}, Milliseconds{0}};
    ClientId who{0, 1};
    void SetUp() override {
        world.connect({});
        say(world, "/nick ann");
    }
};

TEST_F(SnapshotSecret, ANewPasswordThatWasTypedOnceIsAskedForTwiceAgain) {
    say(world, "/register");
    say(world, "open sesame");
    const auto other = restored();

    say(*other, "open sesame");
    EXPECT_EQ(told(*other).find("make|"), std::string::npos);
    say(*other, "open sesame");

    EXPECT_NE(told(*other).find("make|"), std::string::npos);
}

TEST_F(SnapshotSecret, APasswordToBeChangedIsAskedForWhenTheOldOneWasRight) {
    say(world, "/register password1");
    world.answer_one_password();
    say(world, "/passwd password1 sesame-open");
    const auto other = restored();

    other->journal.take();
    other->answer_one_password();
    const std::string asked = told(*other);

    EXPECT_NE(asked.find("secret|"), std::string::npos) << asked;
    EXPECT_EQ(asked.find("make|"), std::string::npos);
}

// --- Size

TEST(Snapshot, TakesAtMost400BytesAPerson) {
    constexpr std::size_t people = 10'000;
    ChatSettings settings;
    World world(settings, {}, Milliseconds{1'000'000});
    const std::string hash =
        "$argon2id$v=19$m=65536,t=2,p=1$" + std::string(22, 's') + "$" + std::string(43, 'h');
    for (std::size_t i = 0; i < people; ++i) {
        world.connect(
            network_of(Address{{1, 2, 3, static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8)}},
                       128)
                .address);
        User& user = *world.hub.users().find(
            ClientId{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i) + 1});
        Account& account = world.hub.accounts().add(user.name, hash, world.now().wall);
        user.account = &account;
        world.hub.line(user.connection.id, "/join room" + std::to_string(i % 100), world.now());
        world.hub.line(user.connection.id, "a line of the usual length, which is about as long as this",
                       world.now());
        world.journal.take();
        world.outside.log.kept.clear();
    }

    const std::size_t bytes = world.hub.snapshot(world.now()).size();

    RecordProperty("bytes_per_person", std::to_string(bytes / people));
    std::cerr << "bytes of a person with an account, in two rooms: " << bytes / people << '\n';
    EXPECT_LE(bytes / people, 400U);
}

}  // namespace
}  // namespace confab::unit
