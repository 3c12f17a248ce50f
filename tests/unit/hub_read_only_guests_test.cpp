// Guests that may read and do nothing else.
#include "unit/support/registered.hpp"

namespace confab::unit {
namespace {

class HubReadOnlyGuests : public Registered {
  protected:
    HubReadOnlyGuests() {
        ann = registered("ann");
        gus = chat.connect("gus");
        answer(gus, "/join den");  // an operator there
        answer(ann, "/join den");
        configure(Registration::open);
        chat.forget_all();
    }
    void configure(Registration registration) {
        ChatSettings changed = settings();
        changed.guests = Guests::read_only;
        changed.registration = registration;
        chat.hub.configure(changed);
    }

    ClientId ann;
    ClientId gus;
};

TEST_F(HubReadOnlyGuests, TheySayNothingThroughAnyDoor) {
    for (const char* line : {"hello",
                             "//hello",
                             "/me waves",
                             "/msg ann psst",
                             "/topic tea",
                             "/join new",
                             "/away gone fishing",
                             "/room key sesame",
                             "/room moderated on",
                             "/room slow 10s",
                             "/room private",
                             "/invite ann",
                             "/uninvite ann",
                             "/op ann",
                             "/deop ann",
                             "/voice ann",
                             "/devoice ann",
                             "/kick ann",
                             "/mute ann",
                             "/unmute ann",
                             "/ban ann",
                             "/unban ann"}) {
        EXPECT_EQ(answer(gus, line),
                  (Lines{"! guests may only read here, nothing was done: /login NAME PASSWORD if you are "
                         "registered, else /nick NAME and /register"}))
            << line;
    }
    chat.hub.block(gus, "two\nlines", chat.now);
    EXPECT_EQ(chat.take(gus).size(), 1U);
    EXPECT_EQ(chat.take(ann), Lines{});
    EXPECT_EQ(chat.room("den")->members().size(), 2U);
}

TEST_F(HubReadOnlyGuests, TheySeeEverything) {
    EXPECT_EQ(answer(ann, "hello").size(), 1U);
    EXPECT_EQ(chat.take(gus), (Lines{"#den ann: hello"}));
    EXPECT_EQ(answer(gus, "/who").size(), 3U);
    EXPECT_EQ(answer(gus, "/rooms").size(), 2U);
    EXPECT_EQ(count_prefix(answer(chat.connect(), "/join den"), "#den * guest1 joined #den"), 1U);
    chat.forget_all();
    answer(ann, "/msg gus psst");
    EXPECT_EQ(chat.take(gus).back(), "ann -> gus: psst");
    EXPECT_EQ(count_prefix(answer(gus, "/reply hush"), "! guests may only read here"), 1U);
}

TEST_F(HubReadOnlyGuests, WhatIsRefusedIsNotOfferedIfNobodyCanRegister) {
    configure(Registration::closed);

    EXPECT_EQ(answer(gus, "hello"), (Lines{"! guests may only read here, nothing was done: /login NAME "
                                           "PASSWORD if you are registered"}));
}

TEST_F(HubReadOnlyGuests, WhoeverRegistersOrLogsInSpeaks) {
    answer(gus, "/register green teapots");
    EXPECT_EQ(answer(gus, "hello"), (Lines{"#den gus: hello"}));

    const ClientId other = chat.connect();
    answer(ann, "/quit");
    answer(other, "/login ann secret of ann");
    EXPECT_EQ(count_prefix(answer(other, "hello"), "#den ann: hello"), 1U);
}

}  // namespace
}  // namespace confab::unit
