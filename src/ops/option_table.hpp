// The one table of options: the command line, the file, --help and reloading all read it.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "confab/ops/options.hpp"

namespace confab::ops {

using Target = std::variant<bool Options::*, std::int64_t Options::*, double Options::*,
                            std::string Options::*, std::vector<std::string> Options::*>;

struct Option {
    const char* name;
    const char* value;  // what stands for the value in --help; "" for a switch
    const char* help;
    Target target;
    double least = 0;  // of numbers
    double most = 0;
    bool needs_restart = false;
    bool in_file = true;
    void (*check)(const std::string& text) = nullptr;  // throws BadOptions with what is wrong
};

std::span<const Option> option_table();
const Option* find_option(std::string_view name);

// As --help shows it, "" if there is none worth showing.
std::string show(const Options& options, const Option& option);

// Sets the option from what was typed. Throws BadOptions with what is wrong with the value.
void set_from_text(Options& options, const Option& option, const std::vector<std::string>& values);
void check_range(const Option& option, double number);
void check_text(const Option& option, const std::string& text);

}  // namespace confab::ops
