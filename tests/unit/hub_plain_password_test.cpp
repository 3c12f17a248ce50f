// Passwords over a connection that others may read.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubPlainPassword : public Registered {
  protected:
    HubPlainPassword() { chat.disconnect(registered("ann")); }

    ClientId connect(std::string_view from, bool encrypted = false) {
        chat.from = parse_network(from)->address;
        chat.encrypted = encrypted;
        return chat.connect();
    }
    void configure(PlainPasswords plain, std::string at = {}) {
        ChatSettings changed = settings();
        changed.plain_passwords = plain;
        changed.encrypted_at = std::move(at);
        chat.hub.configure(changed);
    }

    const std::string careful =
        "* careful: this connection is not encrypted, your password can be read on the way";
    const std::string refused =
        "! this connection is not encrypted, so no password is taken on it, and this one was not looked at";
};

TEST_F(HubPlainPassword, IsWarnedOfOnceAConnection) {
    const ClientId far = connect("192.0.2.7");

    EXPECT_EQ(answer(far, "/login ann wrong password").front(), careful);
    EXPECT_EQ(answer(far, "/login ann secret of ann").front(), "* guest1 is now called ann");
    EXPECT_EQ(answer(far, "/passwd"), Lines{});
}

TEST_F(HubPlainPassword, IsRefusedBeforeItIsLookedAt) {
    const ClientId far = connect("192.0.2.7");
    answer(far, "/nick bob");
    configure(PlainPasswords::no);
    passwords.sources.clear();

    for (const char* line :
         {"/login ann secret of ann", "/login ann", "/register green teapots", "/register"}) {
        EXPECT_EQ(answer(far, line), (Lines{refused})) << line;
        EXPECT_EQ(secret(far), "") << line;
    }
    EXPECT_TRUE(passwords.sources.empty());
    EXPECT_TRUE(chat.audience.logins.back().what != LoginEvent::wrong_password);
}

TEST_F(HubPlainPassword, OneThatIsAskedForIsRefusedToo) {
    const ClientId far = connect("192.0.2.7");
    answer(far, "/login ann");
    configure(PlainPasswords::no);
    passwords.sources.clear();

    EXPECT_EQ(answer(far, "secret of ann"), (Lines{refused}));

    EXPECT_EQ(secret(far), "");
    EXPECT_TRUE(passwords.sources.empty());
}

TEST_F(HubPlainPassword, ThoseOfSomebodyWhoIsLoggedInAreRefusedToo) {
    const ClientId far = connect("192.0.2.7");
    answer(far, "/login ann secret of ann");
    configure(PlainPasswords::no);

    for (const char* line :
         {"/passwd", "/passwd secret of ann green teapots", "/unregister", "/unregister secret of ann"}) {
        EXPECT_EQ(answer(far, line), (Lines{refused})) << line;
    }
}

TEST_F(HubPlainPassword, TheSentenceNamesTheEncryptedWay) {
    configure(PlainPasswords::no, "tls://192.0.2.1:6697");

    EXPECT_EQ(answer(connect("192.0.2.7"), "/login ann secret of ann"),
              (Lines{refused + ": connect to tls://192.0.2.1:6697"}));
}

TEST_F(HubPlainPassword, AnEncryptedOrLocalConnectionIsAsSafeAsCanBe) {
    configure(PlainPasswords::no);

    for (const auto& [from, encrypted] : std::vector<std::pair<const char*, bool>>{
             {"192.0.2.7", true}, {"127.0.0.1", false}, {"::1", false}}) {
        const Lines told = answer(connect(from, encrypted), "/login ann secret of ann");
        EXPECT_EQ(count_prefix(told, "* you are logged in as ann"), 1U) << from;
    }
    chat.from = Address::of_user(1000);
    EXPECT_EQ(count_prefix(answer(chat.connect(), "/login ann secret of ann"), "* you are logged in"), 1U);
}

TEST_F(HubPlainPassword, YesTakesItWithoutAWord) {
    configure(PlainPasswords::yes);

    EXPECT_EQ(answer(connect("192.0.2.7"), "/login ann secret of ann").front(), "* guest1 is now called ann");
}

}  // namespace
}  // namespace confab::unit
