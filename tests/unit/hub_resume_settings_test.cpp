// What comes back with a guest besides the name and the rooms.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "unit/support/resuming.hpp"

namespace confab::unit {
namespace {

using namespace std::chrono_literals;

class HubResumeSettings : public HubResume {
  protected:
    // Comes, says something, and goes after doing what `lines` say.
    std::string gone(
        std::string_view name, const std::vector<std::string>& lines,
        const std::function<void(User&)>& also = [](User&) {}) {
        const auto [who, code] = arrive(name);
        chat.line(who, "here I am");
        for (const std::string& line : lines) chat.line(who, line);
        also(chat.client(who));
        chat.pass(10s);
        chat.disconnect(who);
        return code;
    }
    static std::size_t containing(const Lines& lines, std::string_view text) {
        return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [text](const auto& line) {
            return line.find(text) != std::string::npos;
        }));
    }
};

TEST_F(HubResumeSettings, IgnoredPeopleStayIgnoredAndWhatTheySaidIsNotShown) {
    const ClientId carol = chat.connect("carol");
    const std::string code = gone("ann", {"/ignore carol"});
    chat.line(carol, "unseen");
    chat.line(bob, "seen");
    const auto [back, fresh] = arrive();

    const Lines lines = resume(back, code);

    EXPECT_EQ(containing(lines, "seen"), 1U) << joined(lines);
    EXPECT_EQ(chat.answer(back, "/ignore"), (Lines{"* you ignore carol"}));
    chat.take(back);
    chat.line(carol, "still unseen");
    EXPECT_TRUE(chat.take(back).empty());
}

TEST_F(HubResumeSettings, AGuestWhoIsStillThereStaysIgnored) {
    const auto [other, theirs] = arrive();
    const std::string name = chat.client(other).name.text;
    const std::string code = gone("ann", {"/ignore " + name});
    chat.line(other, "unseen");
    chat.line(other, "/nick dave");
    const auto [back, fresh] = arrive();

    resume(back, code);

    EXPECT_EQ(chat.answer(back, "/ignore"), (Lines{"* you ignore dave"}));
}

TEST_F(HubResumeSettings, AGuestsNameThatAStrangerHasNowIsNotIgnored) {
    const auto [other, theirs] = arrive();
    const std::string name = chat.client(other).name.text;
    const std::string code = gone("ann", {"/ignore " + name});
    chat.disconnect(other);
    const auto [stranger, hers] = arrive();
    ASSERT_EQ(chat.client(stranger).name.text, name);
    const auto [back, fresh] = arrive();

    resume(back, code);

    EXPECT_EQ(chat.answer(back, "/ignore"), (Lines{"* you ignore nobody"}));
}

TEST_F(HubResumeSettings, HowTheySeeThingsComesBack) {
    const std::string code = gone("ann", {"/timestamps on", "/echo off", "/quiet all"},
                                  [](User& who) { who.connection.set_display({.time_zone = "Asia/Tokyo"}); });
    const auto [back, fresh] = arrive();

    resume(back, code);

    EXPECT_TRUE(chat.client(back).connection.view.timestamps);
    EXPECT_FALSE(chat.client(back).connection.echo);
    EXPECT_EQ(chat.client(back).connection.view.quiet, Quiet::all);
    EXPECT_EQ(chat.client(back).connection.display().time_zone, "Asia/Tokyo");
}

TEST_F(HubResumeSettings, TheAwayMarkComesBackAndIsTold) {
    const std::string code = gone("ann", {"/away at lunch"});
    const auto [back, fresh] = arrive();

    const Lines lines = resume(back, code);

    EXPECT_EQ(lines.back(), "* you are still away, /back ends that");
    EXPECT_EQ(containing(chat.answer(back, "/who"), "away: at lunch"), 1U);
}

TEST_F(HubResumeSettings, AllOfThatComesOverFromAConnectionThatIsStillThere) {
    const ClientId carol = chat.connect("carol");
    const auto [ann, code] = arrive("ann");
    chat.line(ann, "here I am");
    for (const char* line :
         {"/ignore carol", "/timestamps on", "/quiet all", "/away at lunch", "/echo off"}) {
        chat.line(ann, line);
    }
    chat.pass(10s);
    chat.line(carol, "unseen");
    const auto [back, fresh] = arrive();

    const Lines lines = resume(back, code);

    EXPECT_EQ(containing(lines, "unseen"), 0U) << joined(lines);
    EXPECT_EQ(lines.back(), "* you are still away, /back ends that");
    EXPECT_TRUE(chat.client(back).connection.view.timestamps);
    EXPECT_FALSE(chat.client(back).connection.echo);
    EXPECT_EQ(chat.client(back).connection.view.quiet, Quiet::all);
    EXPECT_EQ(chat.answer(back, "/ignore").size(), 1U);
}

TEST_F(HubResumeSettings, NothingOfItComesWhereNothingWasChanged) {
    const std::string code = gone("ann", {});
    const auto [back, fresh] = arrive();

    const Lines lines = resume(back, code);

    EXPECT_EQ(containing(lines, "away"), 0U);
    EXPECT_FALSE(chat.client(back).connection.view.timestamps);
    EXPECT_TRUE(chat.client(back).connection.echo);
}

TEST_F(HubResumeSettings, ARestartKeepsIt) {
    const ClientId carol = chat.connect("carol");
    const std::string code = gone("ann", {"/ignore carol", "/timestamps on", "/away at lunch"});
    chat.line(carol, "unseen");
    std::vector<GuestSeat> seats;
    for (const auto& [key, seat] : log.seats) seats.push_back(seat);
    Chat again(settings(), outside());
    again.now = chat.now;
    StoredState stored;
    stored.tails = log.tails(5, chat.hub.names());
    stored.guest_seats = seats;
    again.hub.load(std::move(stored));
    const ClientId back = again.connect();

    again.line(back, "/resume " + code);
    log.answer(again.hub, again.now);

    EXPECT_EQ(containing(again.take(back), "unseen"), 0U);
    EXPECT_EQ(again.answer(back, "/ignore").back().substr(6), "* you ignore carol");
    EXPECT_TRUE(again.client(back).extras->away);
}

TEST_F(HubResumeSettings, AChainOfThemIgnoresNoMoreThanAHundred) {
    std::string last;
    for (int round = 0; round < 3; ++round) {
        const auto [who, code] = arrive("ann" + std::to_string(round));
        chat.line(who, "here I am");
        std::vector<ClientId> crowd;
        for (int i = 0; i < 100; ++i) {
            std::string name = "p";
            for (int n = round * 100 + i + 1; n > 0; n /= 10) name += static_cast<char>('b' + n % 10);
            crowd.push_back(chat.connect(name));
            chat.line(who, "/ignore " + chat.client(crowd.back()).name.text);
        }
        if (!last.empty()) resume(who, last);
        EXPECT_LE(chat.client(who).extras->ignores.size(), Ignores::max_per_user) << round;
        last = code;
        if (round == 1) {  // the next one takes this over while it is there
            continue;
        }
        chat.disconnect(who);
    }
}

TEST_F(HubResumeSettings, ShortVisitsFromOneAddressTakeNobodysPlace) {
    ChatSettings few = settings();
    few.max_seats = 10;
    chat.hub.configure(few);
    chat.from = parse_network("192.0.2.1")->address;
    const std::string code = gone("ann", {});
    chat.from = parse_network("192.0.2.66")->address;
    for (int i = 0; i < 50; ++i) {
        const auto [who, theirs] = arrive();
        chat.line(who, "x");
        chat.disconnect(who);
    }
    chat.from = parse_network("192.0.2.2")->address;
    const auto [back, fresh] = arrive();

    const Lines lines = resume(back, code);

    EXPECT_EQ(chat.client(back).name.text, "ann") << joined(lines);
    EXPECT_LE(log.seats.size(), 12U) << "the log forgets them too";
}

TEST_F(HubResumeSettings, WhoSharesAnAddressWithAFloodMayLoseTheirs) {
    ChatSettings few = settings();
    few.max_seats = 10;
    chat.hub.configure(few);
    chat.from = Address::of_user(1000);
    const std::string code = gone("ann", {});
    for (int i = 0; i < 50; ++i) {
        const auto [who, theirs] = arrive();
        chat.line(who, "x");
        chat.disconnect(who);
    }
    const auto [back, fresh] = arrive();

    EXPECT_EQ(count_prefix(resume(back, code), "! nothing is known of that code"), 1U);
}

}  // namespace
}  // namespace confab::unit
