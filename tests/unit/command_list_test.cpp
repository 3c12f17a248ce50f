// The one list of commands, and what follows from it.
#include "dialect/text/command_list.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "confab/dialect/text/secret_line.hpp"
#include "unit/support/chat.hpp"

namespace confab::unit {
namespace {

TEST(CommandList, HasTheseUsages) {
    const Lines usages = {
        "/help [COMMAND|TOPIC|all]",
        "/nick NAME",
        "/who [ROOM]",
        "/whois NAME",
        "/rooms",
        "/join ROOM",
        "/accept [ROOM]",
        "/leave [ROOM]",
        "/topic [TEXT]",
        "/room [private|public|key WORD|history on|slow 10s|moderated on|by-invitation on|topic-lock "
        "on|own|drop]",
        "/invite NAME",
        "/uninvite NAME",
        "/op NAME",
        "/deop NAME",
        "/voice NAME",
        "/devoice NAME",
        "/msg NAME TEXT",
        "/inbox",
        "/reply TEXT",
        "/token [add NAME|revoke NAME|list]",
        "/me TEXT",
        "/say TEXT",
        "/re [N TEXT]",
        "/edit TEXT",
        "/delete [N]",
        "/history [N|TIME|since TIME]",
        "/more",
        "/search WORDS [from:NAME] [in:ROOM] [since:TIME]",
        "/context N [LINES]",
        "/resume CODE",
        "/ignore [NAME]",
        "/unignore NAME",
        "/away [TEXT]",
        "/back",
        "/register [PASSWORD]",
        "/invite-code [list|revoke CODE]",
        "/login [NAME] [PASSWORD]",
        "/passwd [OLD NEW]",
        "/cert [add|remove N|list]",
        "/unregister [PASSWORD]",
        "/motd",
        "/echo [on|off]",
        "/quiet [on|off|all]",
        "/timestamps [on|off]",
        "/numbers [on|off]",
        "/format [text|json]",
        "/set",
        "/ui [on|off]",
        "/status [on|off]",
        "/notify [off|mention|pm|all|word WORD ...]",
        "/color [auto|off|16|256]",
        "/tz [ZONE]",
        "/kick NAME [REASON]",
        "/mute NAME [TIME] [REASON]",
        "/unmute NAME/NUMBER",
        "/ban NAME/ADDRESS [TIME] [REASON]",
        "/unban NAME/ADDRESS/NUMBER",
        "/bans [#ROOM]",
        "/lockdown on|off",
        "/disconnect N|all",
        "/quit [TEXT]",
    };

    Lines listed;
    for (const Command& command : commands()) listed.push_back(synopsis(command));

    EXPECT_EQ(listed, usages);
}

TEST(CommandList, HelpIsMadeOfIt) {
    ChatSettings settings;
    settings.registration = Registration::invite;
    Chat chat(settings);
    const ClientId ann = chat.connect("ann");
    const Lines told = chat.answer(ann, "/help all");

    ASSERT_EQ(told.size(), commands().size());
    for (std::size_t i = 0; i < told.size(); ++i) {
        const Command& command = commands()[i];
        EXPECT_TRUE(told[i].starts_with("* " + synopsis(command))) << told[i];
        EXPECT_TRUE(told[i].ends_with(command.summary)) << told[i];
        const Lines one = chat.answer(ann, "/help " + std::string(command.name));
        EXPECT_EQ(one.front(), "* " + synopsis(command) + ": " + std::string(command.summary));
    }
}

// With any arguments at all these may hold a secret; the others never do, but for the rooms below.
TEST(CommandList, KnowsTheSecretOnes) {
    const std::set<std::string_view> secret = {"register", "login", "passwd", "unregister", "resume"};

    for (const Command& command : commands()) {
        const std::string line = "/" + std::string(command.name);
        EXPECT_FALSE(may_hold_secret(line)) << line;
        EXPECT_EQ(may_hold_secret(line + " x"), secret.contains(command.name)) << line;
    }
}

TEST(CommandList, TheKeysOfRoomsAreSecret) {
    EXPECT_TRUE(may_hold_secret("/join dev tuna"));
    EXPECT_TRUE(may_hold_secret("/room key tuna"));
    EXPECT_TRUE(may_hold_secret("/ROO key tuna"));
    for (const char* line : {"/join dev", "/room key", "/room key off", "/room slow 10s", "/room history off",
                             "/rooms key tuna", "/notify word tuna"}) {
        EXPECT_FALSE(may_hold_secret(line)) << line;
    }
}

TEST(CommandList, AnAmbiguousBeginningIsSecretIfOneOfItsCommandsIs) {
    for (const char* line : {"/l x", "/p x", "/un x", "/reg x", "/res x", "/ro key x"}) {
        EXPECT_TRUE(may_hold_secret(line)) << line;
    }
    for (const char* line : {"/r x", "/ui on", "/m x", "/le x", "/h x"}) {
        EXPECT_FALSE(may_hold_secret(line)) << line;
    }
}

TEST(CommandList, EachCommandIsCompletedByWhatItTakes) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.hub.set_interactive(ann, true);
    const ClientId bob = chat.connect("bob");
    chat.line(bob, "/join dev");
    const std::map<ParameterType, Lines> expected = {
        {ParameterType::user, {"bob "}},
        {ParameterType::target, {"bob "}},
        {ParameterType::query, {"bob "}},
        {ParameterType::text, {"bob "}},
        {ParameterType::room, {"lobby", "dev"}},
        {ParameterType::own_room, {"lobby"}},
        {ParameterType::scope, {"#lobby", "#dev"}},
        {ParameterType::on_off, {"on", "off"}},
    };

    for (const Command& command : commands()) {
        for (const Parameter& parameter : command.parameters) {
            if (parameter.need == Parameter::Need::hidden) continue;
            const auto found = expected.find(parameter.type);
            if (found != expected.end()) {
                const std::string line = "/" + std::string(command.name) + " ";
                chat.hub.complete(ann, line, line.size());
                EXPECT_EQ(chat.audience.heard[ann].candidates, found->second) << line;
            }
            break;
        }
    }
}

TEST(CommandList, LaterArgumentsAreCompletedToo) {
    Chat chat;
    const ClientId ann = chat.connect("ann");
    chat.hub.set_interactive(ann, true);
    chat.connect("bob");
    const std::pair<const char*, Lines> expected[] = {
        {"/room h", {"history"}},
        {"/room history ", {"on", "off"}},
        {"/room moderated o", {"on", "off"}},
        {"/room slow ", {}},
        {"/room key b", {}},
        {"/room own ", {}},
        {"/mute #l", {"#lobby"}},
        {"/mute #lobby b", {"bob "}},
        {"/mute bob b", {}},
        {"/bans l", {"#lobby"}},
        {"/join dev b", {}},
        {"/login b", {}},
        {"/quiet a", {"all"}},
        {"/msg bob hi b", {"bob "}},
        {"/whois bob b", {}},
    };

    for (const auto& [line, candidates] : expected) {
        chat.hub.complete(ann, line, std::string_view(line).size());
        EXPECT_EQ(chat.audience.heard[ann].candidates, candidates) << line;
    }
}

TEST(CommandList, EachCommandRunsOrTellsItsUsage) {
    for (const Command& command : commands()) {
        Chat chat;
        const ClientId ann = chat.connect("ann");
        const std::string line = "/" + std::string(command.name);
        const Lines told = chat.answer(ann, line);
        const bool needs_some = !command.parameters.empty() && !usage_of(command.parameters).starts_with('[');
        const bool refused = told == Lines{"! usage: " + synopsis(command)};
        EXPECT_EQ(refused, needs_some) << line;
    }
}

}  // namespace
}  // namespace confab::unit
