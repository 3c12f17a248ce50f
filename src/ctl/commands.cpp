// Each command, its arguments, and what it asks of confabd.
#include <fmt/format.h>

#include "confab/base/visible.hpp"
#include "parser.hpp"
#include "paths.hpp"
#include "validators.hpp"

namespace confab::ctl {

namespace {

std::string joined(const std::vector<std::string>& words) { return fmt::to_string(fmt::join(words, " ")); }

void put(Json& arguments, const char* name, const std::string& value) {
    if (!value.empty()) arguments[name] = value;
}

}  // namespace

CLI::App* Parser::add(const std::string& name, const std::string& what, std::function<void(Json&)> fill) {
    CLI::App* app = app_.add_subcommand(name, what);
    subs_.push_back({app, std::move(fill), name});
    return app;
}

void Parser::add_people() {
    Typed& who = typed();
    CLI::App* people = add("who", "list the people connected, or in a room", [&who](Json& to) {
        put(to, "room", who.room);
        put(to, "source", who.word);
    });
    people->add_option("ROOM", who.room);
    people->add_option("--source", who.word, "only from this address or network, or uid:N")
        ->type_name("NETWORK");
    add_sources();
    add_trace();
    add("rooms", "list the rooms; a private room is dev@OWNER, here and in the argument ROOM");
    Typed& say = typed();
    CLI::App* app = add("say", "send a notice from the server to a room", [&say](Json& to) {
        if (say.flag) {
            to["everywhere"] = true;
            say.words.insert(say.words.begin(), say.room);
        } else {
            to["room"] = say.room;
        }
        to["text"] = joined(say.words);
        if (joined(say.words).empty() || (!say.flag && is_blank(say.room))) {
            throw CommandError(Status::usage, "say needs a room and a text, or --everywhere and a text");
        }
    });
    room_of_say_ = app->add_option("ROOM", say.room);
    app->add_option("TEXT", say.words);
    app->add_flag("--everywhere", say.flag, "to everyone, without a ROOM");
}

void Parser::add_trace() {
    Typed& trace = typed();
    add("trace", "show why somebody is slow, for each of their connections",
        [&trace](Json& to) { to["name"] = trace.name; })
        ->add_option("NAME", trace.name)
        ->required();
}

void Parser::add_sources() {
    Typed& sources = typed();
    sources.number = 20;
    add("sources", "list the addresses with the most connections",
        [&sources](Json& to) { to["last"] = sources.number; })
        ->add_option("--last", sources.number, "number of addresses (default 20)")
        ->type_name("N")
        ->check(whole_number(1, 1000));
}

// NAME [--room ROOM] [REASON...], or --source NETWORK [REASON...]: then the first word belongs to the reason.
void Parser::add_kick() {
    Typed& args = typed();
    CLI::App* app = add("kick", "disconnect someone, or remove them from a room", [&args](Json& to) {
        if (args.name.empty() && args.word.empty()) {
            throw CommandError(Status::usage, "kick needs a NAME, or --source and a network");
        }
        if (args.word.empty()) {
            to["target"] = args.name;
        } else {
            to["source"] = args.word;
            if (!args.name.empty()) args.words.insert(args.words.begin(), args.name);
        }
        put(to, "room", args.room);
        put(to, "reason", joined(args.words));
    });
    app->add_option("NAME", args.name);
    app->add_option("REASON", args.words, "why");
    CLI::Option* room = app->add_option("--room", args.room, "only in this room")->type_name("ROOM");
    app->add_option("--source", args.word, "everyone from this address or network, or uid:N")
        ->type_name("NETWORK")
        ->excludes(room);
}

void Parser::add_sanction(const std::string& name, const std::string& what) {
    Typed& args = typed();
    CLI::App* app = add(name, what, [&args](Json& to) {
        to["target"] = args.name;
        put(to, "room", args.room);
        put(to, "time", args.time);
        put(to, "reason", joined(args.words));
    });
    app->add_option("NAME", args.name, "a name, an address or a network")->required();
    app->add_option("REASON", args.words, "why");
    app->add_option("--room", args.room, "only in this room")->type_name("ROOM");
    app->add_option("--for", args.time, "duration: 30m, 2h, 7d (default permanent)")->type_name("TIME");
}

void Parser::add_lifting(const std::string& name, const std::string& what) {
    Typed& args = typed();
    CLI::App* app = add(name, what, [&args](Json& to) {
        to["target"] = args.name;
        put(to, "room", args.room);
    });
    app->add_option("NAME", args.name, "target of the ban or mute, or its number")->required();
    app->add_option("--room", args.room, "only the one in this room")->type_name("ROOM");
}

void Parser::add_group(const std::string& group, const std::string& what,
                       std::initializer_list<Action> actions) {
    Typed& args = typed();
    CLI::App* app = app_.add_subcommand(group, what);
    app->require_subcommand(1);
    for (const Action& action : actions) {
        CLI::App* sub = app->add_subcommand(action.name, action.what);
        using Takes = Action::Takes;
        const bool is_pair = action.takes == Takes::two_names;
        if (action.takes == Takes::code) sub->add_option("CODE", args.time)->required();
        if (action.takes == Takes::name || is_pair) {
            sub->add_option(is_pair ? "OLD" : "NAME", args.name)->required();
        }
        if (is_pair) sub->add_option("NEW", args.word)->required();
        sub->fallthrough();
        const auto fill = [&args](Json& to) {
            put(to, "name", args.name);
            put(to, "to", args.word);
            put(to, "code", args.time);
        };
        subs_.push_back({sub, fill, fmt::format("{}-{}", group, action.name)});
    }
}

void Parser::add_accounts() {
    add_group("account", "registered names; the password is read from standard input",
              {{"add", "register a name", Action::Takes::name},
               {"passwd", "give an account another password", Action::Takes::name},
               {"remove", "remove an account and everything stored with it", Action::Takes::name},
               {"rename", "give an account another name", Action::Takes::two_names},
               {"list", "list the accounts", Action::Takes::nothing}});
    add_group("invite", "codes with which somebody may register, if registration is invite",
              {{"add", "make a code, which is good once, for a week", Action::Takes::nothing},
               {"remove", "take a code back", Action::Takes::code},
               {"list", "list the codes that hold", Action::Takes::nothing}});
}

void Parser::add_moderation() {
    add_kick();
    add_sanction("ban", "keep someone out");
    add_lifting("unban", "let someone in again");
    add_sanction("mute", "stop someone from speaking");
    add_lifting("unmute", "let someone speak again");
    add("bans", "list all bans and mutes");

    add_group("op", "add, remove or list server operators",
              {{"add", "add an account as operator", Action::Takes::name},
               {"remove", "remove an account as operator", Action::Takes::name},
               {"list", "list the operators", Action::Takes::nothing}});
    Typed& lockdown = typed();
    add("lockdown", "let guests only read; without on or off, show the state",
        [&lockdown](Json& to) {
            if (!lockdown.word.empty()) to["on"] = lockdown.word == "on";
        })
        ->add_option("STATE", lockdown.word, "on or off")
        ->check(one_of({"on", "off"}));
}

void Parser::add_storage() {
    add_backup();
    add_export();
    add_purge();
    add_audit();
}

void Parser::add_backup() {
    Typed& backup = typed();
    add("backup", "copy all stored data into a directory, while confabd runs",
        [&backup](Json& to) { to["directory"] = absolute(backup.word); })
        ->add_option("DIR", backup.word)
        ->required();
}

void Parser::add_export() {
    Typed& exported = typed();
    exported.word = "text";
    CLI::App* app = add("export", "print the stored history of a room", [this, &exported](Json& to) {
        to["room"] = exported.room;
        to["format"] = request_.json ? "json" : exported.word;
    });
    app->add_option("ROOM", exported.room)->required();
    app->add_option("--format", exported.word, "json or text (default text)")
        ->type_name("FORMAT")
        ->check(one_of({"json", "text"}));
}

void Parser::add_purge() {
    Typed& purge = typed();
    CLI::App* app = add("purge", "delete all stored messages of one person", [&purge](Json& to) {
        to["user"] = purge.name;
        if (purge.flag) to["account"] = true;
    });
    app->add_option("--user", purge.name, "the name")->type_name("NAME")->required();
    app->add_flag("--account", purge.flag, "also delete the account with all its data");
}

void Parser::add_audit() {
    Typed& audit = typed();
    audit.number = 50;
    CLI::App* app = add("audit", "show acts of operators, with time, target and reason", [&audit](Json& to) {
        to["last"] = audit.number;
        put(to, "about", audit.word);
    });
    app->add_option("--last", audit.number, "number of entries (default 50)")
        ->type_name("N")
        ->check(whole_number(1, 10000));
    app->add_option("--about", audit.word, "only entries with this name, action or room")->type_name("WORD");
}

}  // namespace confab::ctl
