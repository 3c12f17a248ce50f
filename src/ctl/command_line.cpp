#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>

#include "confab/base/nearest.hpp"
#include "confab/ops/options.hpp"
#include "request.hpp"
#include "trouble.hpp"

namespace confab::ctl {

namespace {

// What CLI11 fills in while it parses.
struct Typed {
    std::string name;
    std::string room;
    std::string time;
    std::string word;
    std::vector<std::string> words;
    std::uint64_t number = 0;
    bool flag = false;
    const CLI::Option* in_room = nullptr;
    CLI::Option* for_time = nullptr;
};

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line.append(line.empty() ? "" : " ").append(word);
    return line;
}

void put(Json& arguments, const char* name, const std::string& value) {
    if (!value.empty()) arguments[name] = value;
}

// What an unset variable of a shell leaves is not the same as what was not typed: without a room it would be
// the whole server, and without a time for ever.
void must_say(const CLI::Option* option, const std::string& value) {
    if (option == nullptr || option->count() == 0 || !value.empty()) return;
    throw Trouble(Status::usage, option->get_name() + " is empty; leave it out, or say which");
}

// What is no option, nor the value of one that confabctl has before any command.
std::vector<std::string> words_of(const std::vector<std::string>& arguments) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--socket" || arguments[i] == "--timeout") {
            ++i;
        } else if (!arguments[i].starts_with('-')) {
            words.push_back(arguments[i]);
        }
    }
    return words;
}

// A command, and what it makes of what was typed.
struct Sub {
    CLI::App* app;
    std::function<void(Json&)> fill;
    std::string command;
};

class Parser {
  public:
    Parser() {
        app_.set_version_flag("--version", std::string("confabctl ").append(ops::version()));
        app_.get_formatter()->column_width(32);
        app_.require_subcommand(1);
        app_.fallthrough();
        app_.add_option("--socket", request_.socket,
                        "the admin socket of confabd (default $CONFAB_ADMIN_SOCKET, else "
                        "/run/confab/admin.sock, else admin.sock in your data directory)")
            ->type_name("PATH");
        app_.add_flag("--json", request_.json, "print the answer as JSON, one object per line");
        app_.add_option("--timeout", seconds_, "give up if confabd sends nothing for SECONDS (default 30)")
            ->type_name("SECONDS")
            ->check(CLI::Range(1, 86400));
        add_server();
        add_people();
        add_moderation();
        add_accounts();
        add_storage();
    }

    Request parse(std::vector<std::string> arguments) {
        typed_words_ = words_of(arguments);
        std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
        try {
            app_.parse(arguments);
        } catch (const CLI::CallForHelp&) {
            throw Information{help()};
        } catch (const CLI::CallForVersion& version) {
            throw Information{std::string(version.what()) + "\n"};
        } catch (const CLI::ParseError& error) {
            std::string line = unknown_command();
            if (line.empty() && typed_words_.empty()) line = "no command was given";
            if (line.empty()) line = error.what();
            std::replace(line.begin(), line.end(), '\n', ' ');
            throw Trouble(Status::usage, line + "; confabctl --help lists the commands");
        }
        for (const Sub& sub : subs_) {
            if (!sub.app->parsed()) continue;
            request_.command = sub.command;
            sub.fill(request_.arguments);
            request_.password = sub.command == "account-add" || sub.command == "account-passwd";
        }
        request_.timeout = std::chrono::seconds(seconds_);
        return request_;
    }

  private:
    Typed& typed() { return *typed_.emplace_back(std::make_unique<Typed>()); }

    CLI::App* add(
        const std::string& name, const std::string& what, std::function<void(Json&)> fill = [](Json&) {}) {
        CLI::App* app = app_.add_subcommand(name, what);
        subs_.push_back({app, std::move(fill), name});
        return app;
    }

    std::string help() {
        for (const Sub& sub : subs_) {
            if (sub.app->parsed()) return sub.app->help("confabctl");
        }
        return app_.help("confabctl");
    }

    // "there is no command staus, did you mean status?": CLI11 only says that a command is missing.
    std::string unknown_command() const {
        const CLI::App* level = &app_;
        std::string before;
        while (!level->get_subcommands().empty()) {
            level = level->get_subcommands().front();
            before += level->get_name() + " ";
        }
        const std::vector<const CLI::App*> commands =
            level->get_subcommands([](const CLI::App*) { return true; });
        if (commands.empty() || typed_words_.empty()) return {};
        std::vector<std::string_view> names;
        for (const CLI::App* command : commands) names.push_back(command->get_name());
        for (const std::string& word : typed_words_) {
            if (before.starts_with(word + " ")) continue;
            const auto near = nearest(word, names);
            const std::string line = "there is no command " + before + word;
            return near ? line + ", did you mean " + before + std::string(names[*near]) + "?" : line;
        }
        return {};
    }

    void add_server() {
        add("status", "show the state of the server");
        add("reload", "read the configuration again, and print the changes");
        Typed& drain = typed();
        CLI::App* app = add("drain", "accept nobody new, and stop when everyone has left",
                            [&drain](Json& to) { to["seconds"] = drain.flag ? 0 : drain.number; });
        drain.number = 60;
        CLI::Option* wait =
            app->add_option("--wait", drain.number, "stop after SECONDS at the latest (default 60)");
        wait->type_name("SECONDS")->check(CLI::Range(0, 86400));
        app->add_flag("--now", drain.flag, "do not wait")->excludes(wait);
    }

    void add_people() {
        Typed& who = typed();
        add("who", "list the people connected, or in a room", [&who](Json& to) {
            put(to, "room", who.room);
        })->add_option("ROOM", who.room);
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
            if (joined(say.words).empty()) {
                throw Trouble(Status::usage, "say needs a room and a text, or --everywhere and a text");
            }
        });
        app->add_option("ROOM", say.room)->required();
        app->add_option("TEXT", say.words);
        app->add_flag("--everywhere", say.flag, "to everyone, without a ROOM");
    }

    // TARGET [--room ROOM] [REASON...], and how long.
    void add_sanction(const std::string& name, const std::string& what, bool timed) {
        Typed& args = typed();
        CLI::App* app = add(name, what, [&args](Json& to) {
            must_say(args.in_room, args.room);
            must_say(args.for_time, args.time);
            to["target"] = args.name;
            put(to, "room", args.room);
            put(to, "time", args.time);
            put(to, "reason", joined(args.words));
        });
        app->add_option("NAME", args.name, timed ? "a name, an address or a network" : "")->required();
        app->add_option("REASON", args.words, "why");
        args.in_room = app->add_option("--room", args.room, "only in this room")->type_name("ROOM");
        if (!timed) return;
        args.for_time = app->add_option("--for", args.time, "duration: 30m, 2h, 7d (default permanent)");
        args.for_time->type_name("TIME");
    }

    void add_lifting(const std::string& name, const std::string& what) {
        Typed& args = typed();
        CLI::App* app = add(name, what, [&args](Json& to) {
            must_say(args.in_room, args.room);
            to["target"] = args.name;
            put(to, "room", args.room);
        });
        app->add_option("NAME", args.name, "target of the ban or mute, or its number")->required();
        args.in_room = app->add_option("--room", args.room, "only the one in this room")->type_name("ROOM");
    }

    struct Action {
        const char* name;
        const char* what;
        bool named;  // it takes a NAME
    };

    // "op add NAME" is the request op-add.
    void add_group(const std::string& group, const std::string& what, std::initializer_list<Action> actions) {
        Typed& args = typed();
        CLI::App* app = app_.add_subcommand(group, what);
        app->require_subcommand(1);
        for (const Action& action : actions) {
            CLI::App* sub = app->add_subcommand(action.name, action.what);
            if (action.named) sub->add_option("NAME", args.name)->required();
            sub->fallthrough();
            const auto fill = [&args, named = action.named](Json& to) {
                if (named) to["name"] = args.name;
            };
            subs_.push_back({sub, fill, std::string(group).append("-").append(action.name)});
        }
    }

    void add_accounts() {
        add_group("account", "registered names; the password is read from standard input",
                  {{"add", "register a name", true},
                   {"passwd", "give an account another password", true},
                   {"remove", "remove an account and everything stored with it", true},
                   {"list", "list the accounts", false}});
    }

    void add_moderation() {
        add_sanction("kick", "disconnect someone, or remove them from a room", false);
        add_sanction("ban", "keep someone out", true);
        add_lifting("unban", "let someone in again");
        add_sanction("mute", "stop someone from speaking", true);
        add_lifting("unmute", "let someone speak again");
        add("bans", "list all bans and mutes");

        add_group("op", "add, remove or list server operators",
                  {{"add", "add an account as operator", true},
                   {"remove", "remove an account as operator", true},
                   {"list", "list the operators", false}});
        Typed& lockdown = typed();
        add("lockdown", "let guests only read; without on or off, show the state",
            [&lockdown](Json& to) {
                if (!lockdown.word.empty()) to["on"] = lockdown.word == "on";
            })
            ->add_option("STATE", lockdown.word, "on or off")
            ->check(CLI::IsMember({"on", "off"}));
    }

    void add_storage() {
        Typed& backup = typed();
        add("backup", "copy all stored data into a directory, while confabd runs",
            [&backup](Json& to) {
                to["directory"] = std::filesystem::absolute(backup.word).lexically_normal().string();
            })
            ->add_option("DIR", backup.word)
            ->required();
        Typed& exported = typed();
        exported.word = "text";
        CLI::App* app = add("export", "print the stored history of a room", [this, &exported](Json& to) {
            to["room"] = exported.room;
            to["format"] = request_.json ? "json" : exported.word;
        });
        app->add_option("ROOM", exported.room)->required();
        app->add_option("--format", exported.word, "json or text (default text)")
            ->type_name("FORMAT")
            ->check(CLI::IsMember({"json", "text"}));
        Typed& purge = typed();
        app = add("purge", "delete all stored messages of one person", [&purge](Json& to) {
            to["user"] = purge.name;
            if (purge.flag) to["account"] = true;
        });
        app->add_option("--user", purge.name, "the name")->type_name("NAME")->required();
        app->add_flag("--account", purge.flag, "also delete the account with all its data");
        Typed& audit = typed();
        audit.number = 50;
        app = add("audit", "show acts of operators, with time, target and reason", [&audit](Json& to) {
            to["last"] = audit.number;
            put(to, "about", audit.word);
        });
        app->add_option("--last", audit.number, "number of entries (default 50)")
            ->type_name("N")
            ->check(CLI::Range(1, 10000));
        app->add_option("--about", audit.word, "only entries with this name, action or room")
            ->type_name("WORD");
    }

    CLI::App app_{"confabctl: query and control a running confabd"};
    Request request_;
    std::int64_t seconds_ = 30;
    std::vector<std::unique_ptr<Typed>> typed_;
    std::vector<Sub> subs_;
    std::vector<std::string> typed_words_;
};

}  // namespace

Request parse_command_line(std::vector<std::string> arguments) {
    return Parser().parse(std::move(arguments));
}

}  // namespace confab::ctl
