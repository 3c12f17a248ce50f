#include <fmt/format.h>

#include <algorithm>

#include "command_error.hpp"
#include "confab/base/text.hpp"
#include "confab/base/visible.hpp"
#include "confab/ops/options.hpp"
#include "parser.hpp"
#include "validators.hpp"

namespace confab::ctl {

namespace {

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

}  // namespace

Parser::Parser() {
    app_.set_version_flag("--version", fmt::format("confabctl {}", ops::version()));
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
        ->check(whole_number(1, 86400));
    add_server();
    add_people();
    add_moderation();
    add_accounts();
    add_storage();
}

Request Parser::parse(std::vector<std::string> arguments) {
    typed_words_ = words_of(arguments);
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
    try {
        app_.parse(arguments);
    } catch (const CLI::CallForHelp&) {
        throw Information{help()};
    } catch (const CLI::CallForVersion& version) {
        throw Information{fmt::format("{}\n", version.what())};
    } catch (const CLI::ParseError& error) {
        throw CommandError(Status::usage, fmt::format("{}; confabctl --help lists the commands",
                                                      one_line(complaint_of(error))));
    }
    for (const Sub& sub : subs_) {
        if (!sub.app->parsed()) continue;
        must_not_be_empty(app_);
        must_not_be_empty(*sub.app);
        request_.command = sub.command;  // which may be that of another one
        sub.fill(request_.arguments);
        request_.password = sub.command == "account-add" || sub.command == "account-passwd";
    }
    request_.timeout = std::chrono::seconds(seconds_);
    return request_;
}

// An empty argument is what an unset variable of a shell leaves, and not the same as one that was not typed:
// without a room it would be the whole server, without a time for ever, without a socket another confabd.
// Words of a text or a reason may be empty.
void Parser::must_not_be_empty(const CLI::App& app) const {
    for (const CLI::Option* option : app.get_options()) {
        if (option == room_of_say_ || option->get_items_expected_max() > 1) continue;
        const std::vector<std::string>& typed = option->results();
        if (std::none_of(typed.begin(), typed.end(),
                         [](const std::string& text) { return is_blank(text); })) {
            continue;
        }
        const char* advice = option->get_required() ? "say which" : "leave it out, or say which";
        throw CommandError(Status::usage, fmt::format("{} is empty; {}", option->get_name(), advice));
    }
}

std::string first_word(const std::vector<std::string>& arguments) {
    const std::vector<std::string> words = words_of(arguments);
    return words.empty() ? std::string() : words.front();
}

Request parse_command_line(std::vector<std::string> arguments) {
    return Parser().parse(std::move(arguments));
}

}  // namespace confab::ctl
