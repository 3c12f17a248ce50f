// The commands of confabctl, as CLI11 knows them.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "request.hpp"

namespace confab::ctl {

class Parser {
  public:
    Parser();
    // Throws CommandError or Information.
    Request parse(std::vector<std::string> arguments);

  private:
    // What CLI11 fills in while it parses.
    struct Typed {
        std::string name;
        std::string room;
        std::string time;
        std::string word;
        std::vector<std::string> words;
        std::uint64_t number = 0;
        bool flag = false;
    };
    // A command, and how it makes a request of the arguments.
    struct Sub {
        CLI::App* app;
        std::function<void(Json&)> fill;
        std::string command;
    };
    struct Action {
        const char* name;
        const char* what;
        enum class Takes : std::uint8_t { nothing, name, two_names, code } takes;
    };

    void must_not_be_empty(const CLI::App& app) const;
    // The innermost command that was typed, and the words before its name: "confabctl account".
    const CLI::App* innermost(std::string& before) const;
    std::string help() const;
    // What is wrong, in words that name what was typed.
    std::string complaint_of(const CLI::ParseError& error) const;
    std::string too_much(std::string_view words) const;
    // "there is no command staus, did you mean status?": CLI11 only says that a command is missing.
    std::string unknown_command() const;
    // "there is no option --jsn, did you mean --json?", where no command was typed: CLI11 only says that
    // then.
    std::string unknown_option() const;
    std::string no_option(const CLI::App& level, const std::string& typed) const;

    Typed& typed() { return *typed_.emplace_back(std::make_unique<Typed>()); }
    CLI::App* add(
        const std::string& name, const std::string& what, std::function<void(Json&)> fill = [](Json&) {});
    // "op add NAME" is the request op-add.
    void add_group(const std::string& group, const std::string& what, std::initializer_list<Action> actions);
    // TARGET [--room ROOM] [REASON...], and how long.
    void add_sanction(const std::string& name, const std::string& what);
    void add_lifting(const std::string& name, const std::string& what);

    // One for each heading of the manual.
    void add_server();
    void add_metrics();
    void add_upgrade();
    void add_check();
    void add_people();
    void add_sources();
    void add_trace();
    void add_kick();
    void add_moderation();
    void add_accounts();
    void add_storage();
    void add_backup();
    void add_export();
    void add_purge();
    void add_audit();

    CLI::App app_{"confabctl: query and control a running confabd"};
    Request request_;
    Thresholds thresholds_;
    std::int64_t seconds_ = 30;
    const CLI::Option* room_of_say_ = nullptr;  // after --everywhere it is a word of the text
    std::vector<std::unique_ptr<Typed>> typed_;
    std::vector<Sub> subs_;
    std::vector<std::string> typed_words_;
};

}  // namespace confab::ctl
