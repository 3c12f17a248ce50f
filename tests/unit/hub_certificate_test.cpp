// Certificates of clients that log in without a password.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubCertificate : public Registered {
  protected:
    ClientId connect(const std::string& certificate) {
        chat.encrypted = true;
        chat.certificate = certificate;
        const ClientId who = chat.connect_unread();
        chat.measure();
        return who;
    }
    // Ann, with a certificate that logs her in.
    ClientId ann_with(const std::string& certificate) {
        const ClientId ann = connect(certificate);
        answer(ann, "/nick ann");
        answer(ann, "/register secret of ann");
        answer(ann, "/cert add");
        return ann;
    }
    void configure(Guests guests) {
        ChatSettings changed = settings();
        changed.guests = guests;
        chat.hub.configure(changed);
    }
    void ban(const char* name) {
        chat.hub.decide(
            {chat.now,
             operation::Impose{
                 .author = {{}, "confabctl"}, .scope = {}, .kind = Sanction::Kind::ban, .target = name}});
    }

    const std::string missing =
        "! this connection has shown no certificate: connect over TLS with one, for example with ncat --ssl "
        "--ssl-cert FILE --ssl-key FILE";
};

TEST_F(HubCertificate, LogsInWhoeverShowsItLater) {
    chat.disconnect(ann_with("aa11"));
    chat.audience.logins.clear();

    const ClientId back = connect("aa11");

    EXPECT_EQ(name_of(back), "ann");
    const Lines greeting = chat.take(back);
    EXPECT_EQ(count_prefix(greeting, "* You are ann in #lobby (1 here)"), 1U) << joined(greeting);
    EXPECT_EQ(count_prefix(greeting, "* If the connection breaks"), 0U) << joined(greeting);
    EXPECT_EQ(count_prefix(greeting, "* you are logged in as ann"), 1U) << joined(greeting);
    EXPECT_EQ(count_prefix(greeting, "* guest"), 0U) << joined(greeting);
    ASSERT_EQ(chat.audience.logins.size(), 1U);
    EXPECT_EQ(chat.audience.logins[0],
              (RecordingAudience::Logged{LoginEvent::logged_in, "-", "ann", "local"}));
}

TEST_F(HubCertificate, AnotherOneLogsNobodyIn) {
    chat.disconnect(ann_with("aa11"));

    EXPECT_EQ(name_of(connect("bb22")), "guest1");
    EXPECT_EQ(name_of(connect("")), "guest2");
}

TEST_F(HubCertificate, IsAddedOnlyToAnAccountAndOnlyOnce) {
    const ClientId ann = ann_with("aa11");
    const ClientId bob = connect("aa11");
    EXPECT_EQ(name_of(bob), "ann");
    EXPECT_EQ(answer(ann, "/cert add"), (Lines{"! this certificate logs in as ann already"}));

    const ClientId carl = connect("");
    EXPECT_EQ(answer(carl, "/cert add").front().substr(0, 2), "! ");
    answer(carl, "/nick carl");
    answer(carl, "/register secret of carl");
    EXPECT_EQ(answer(carl, "/cert add"), (Lines{missing}));
    EXPECT_EQ(saved("ann").certificates, (Lines{"aa11"}));
    EXPECT_TRUE(saved("carl").certificates.empty());
}

TEST_F(HubCertificate, OfSomebodyElseIsNotAdded) {
    ann_with("aa11");
    const ClientId carl = connect("bb22");
    answer(carl, "/nick carl");
    answer(carl, "/register secret of carl");
    chat.client(carl).connection.more().certificate = "aa11";

    EXPECT_EQ(answer(carl, "/cert add"), (Lines{"! this certificate logs in as somebody else"}));
    EXPECT_TRUE(saved("carl").certificates.empty());
}

TEST_F(HubCertificate, AreListedAndRemovedByNumber) {
    const ClientId ann = ann_with("aa11");
    EXPECT_EQ(answer(ann, "/cert"), (Lines{"* 1. SHA-256 aa11, of this connection"}));
    const ClientId other = connect("bb22");
    answer(other, "/login ann secret of ann");
    EXPECT_EQ(answer(other, "/cert add"),
              (Lines{"* this certificate logs in as ann from now on; keep its key as you keep a password"}));
    EXPECT_EQ(answer(other, "/cert list"),
              (Lines{"* 1. SHA-256 aa11", "* 2. SHA-256 bb22, of this connection"}));

    for (const char* wrong : {"/cert remove 0", "/cert remove 3"}) {
        EXPECT_EQ(answer(other, wrong), (Lines{"! you have no such certificate, /cert lists them"})) << wrong;
    }
    EXPECT_EQ(answer(other, "/cert remove 1"), (Lines{"* that certificate does not log in as ann any more"}));
    EXPECT_EQ(saved("ann").certificates, (Lines{"bb22"}));
    EXPECT_EQ(name_of(connect("aa11")), "guest1");
    EXPECT_EQ(chat.audience.logins.back().what, LoginEvent::removed_certificate);
}

TEST_F(HubCertificate, TakesAtMostSoMany) {
    ChatSettings few = settings();
    few.max_certificates = 1;
    chat.hub.configure(few);
    ann_with("aa11");
    const ClientId other = connect("bb22");
    answer(other, "/login ann secret of ann");

    EXPECT_EQ(answer(other, "/cert add"),
              (Lines{"! there are too many certificates with your name (limit 1), "
                     "/cert remove N takes one away"}));
}

TEST_F(HubCertificate, OfAPersonWhoIsHereAddsAConnection) {
    const ClientId desk = ann_with("aa11");

    const ClientId phone = connect("aa11");

    EXPECT_EQ(&chat.client(desk), &chat.client(phone));
    EXPECT_EQ(count_prefix(chat.take(desk), "* you have connected from "), 1U);
}

TEST_F(HubCertificate, WithoutGuestsNobodyIsAskedForAPassword) {
    chat.disconnect(ann_with("aa11"));
    configure(Guests::no);

    const ClientId back = connect("aa11");

    EXPECT_EQ(name_of(back), "ann");
    EXPECT_EQ(count_prefix(chat.take(back), "* This server asks"), 0U);
}

TEST_F(HubCertificate, OfSomebodyWhoIsBannedLetsThemInAsAGuestOnly) {
    chat.disconnect(ann_with("aa11"));
    ban("ann");

    const ClientId back = connect("aa11");
    const Lines lines = chat.take(back);

    EXPECT_EQ(lines.front().substr(0, 2), "! ") << joined(lines);
    EXPECT_EQ(name_of(back), "guest1") << joined(lines);
    EXPECT_EQ(count_prefix(lines, "* You are guest1 in #lobby"), 1U) << joined(lines);
}

// Nothing is known yet of what has arrived at the other connection.
TEST_F(HubCertificate, AnybodyMayGoWhileItIsLookedAt) {
    const ClientId desk = ann_with("aa11");
    chat.encrypted = true;
    chat.certificate = "aa11";
    const ClientId phone = chat.connect_unread();
    ASSERT_TRUE(chat.client(phone).is_unnamed());

    chat.hub.decide({chat.now, operation::Kick{.author = {{}, "confabctl"}, .scope = {}, .whom = "ann"}});
    chat.disconnect(phone);
    chat.measure();

    EXPECT_EQ(chat.hub.users().find(desk), nullptr);
    EXPECT_EQ(chat.hub.users().find(phone), nullptr);
    EXPECT_EQ(name_of(connect("aa11")), "ann");
}

TEST_F(HubCertificate, AnAddressThatIsBannedWhileItIsLookedAtEndsTheConnection) {
    ann_with("aa11");
    chat.from = parse_network("192.0.2.7")->address;
    chat.certificate = "aa11";
    const ClientId phone = chat.connect_unread();
    ASSERT_TRUE(chat.client(phone).is_unnamed());
    chat.client(phone).code = 7;  // one that it would have come back with, as it has been here for a while
    chat.pass(Milliseconds{5000});

    ban("192.0.2.7");

    EXPECT_EQ(chat.hub.users().find(phone), nullptr);
    EXPECT_TRUE(chat.audience.heard[phone].hung_up);
}

TEST_F(HubCertificate, OfSomebodyWhoIsBannedAsksToLogInWhereThereAreNoGuests) {
    chat.disconnect(ann_with("aa11"));
    ban("ann");
    configure(Guests::no);

    const ClientId back = connect("aa11");

    EXPECT_EQ(count_prefix(chat.take(back), "* This server asks everyone to log in"), 1U);
    EXPECT_TRUE(chat.client(back).is_unnamed());
    chat.pass(settings().login_timeout);
    EXPECT_TRUE(chat.audience.heard[back].hung_up);
}

TEST_F(HubCertificate, LogsNobodyInWherePasswordsAreCheckedElsewhere) {
    chat.disconnect(ann_with("aa11"));
    passwords.external = true;

    const ClientId back = connect("aa11");

    EXPECT_EQ(name_of(back), "guest1");
}

TEST_F(HubCertificate, EndsWithTheAccountAndWithAPasswordThatAnOperatorGives) {
    const ClientId ann = ann_with("aa11");
    const AccountId id = chat.client(ann).account->id;
    chat.disconnect(ann);
    chat.hub.decide({chat.now, operation::SetPassword{id, "hash"}});
    EXPECT_TRUE(saved("ann").certificates.empty());
    EXPECT_EQ(name_of(connect("aa11")), "guest1");

    const ClientId again = connect("cc33");
    chat.client(again).account = chat.hub.accounts().find(id);
    answer(again, "/cert add");
    ASSERT_EQ(saved("ann").certificates, (Lines{"cc33"}));
    chat.disconnect(again);
    chat.hub.decide({chat.now, operation::RemoveAccount{id}});
    EXPECT_EQ(chat.hub.accounts().find_by_certificate("cc33"), nullptr);
    EXPECT_NE(name_of(connect("cc33")), "ann");
}

TEST_F(HubCertificate, AChangedPasswordRemindsOfIt) {
    const ClientId ann = ann_with("aa11");

    Lines lines;
    for (const char* line : {"/passwd", "secret of ann", "another secret", "another secret"}) {
        lines = answer(ann, line);
    }

    EXPECT_EQ(lines, (Lines{"* your password has been changed",
                            "* 1 certificate still logs in without a password, see /cert"}));
}

}  // namespace
}  // namespace confab::unit
