#include "parameter.hpp"

#include <fmt/format.h>

#include "confab/base/text.hpp"

namespace confab {

namespace {

using Need = Parameter::Need;

bool is_secret(ParameterType type) {
    return type == ParameterType::password || type == ParameterType::room_key ||
           type == ParameterType::resume_code;
}

// Of several words each is of the same type.
bool repeats(ParameterType type) {
    return type == ParameterType::text || type == ParameterType::words || type == ParameterType::query;
}

std::string shown(const Parameter& parameter) {
    if (parameter.type != ParameterType::choice) return std::string(parameter.shown);
    std::string words;
    for (const Choice& choice : parameter.choices) {
        words += fmt::format("{}{}{}{}", words.empty() ? "" : "|", choice.word,
                             choice.shown.empty() ? "" : " ", choice.shown);
    }
    return words;
}

bool chosen_may_hold_secret(std::span<const Choice> choices, std::string_view text) {
    const Choice* choice = find_choice(choices, take_word(text));
    return choice != nullptr && is_secret(choice->type) && !text.empty() && text != "off";
}

ParameterPlace place_in_choice(const Parameter& parameter, std::string_view word, std::string_view before) {
    const Choice* choice = find_choice(parameter.choices, ascii_lower(word));
    if (choice == nullptr || (!before.empty() && !repeats(choice->type))) return {};
    return {choice->type};
}

}  // namespace

std::string usage_of(const ParameterList& parameters) {
    std::string usage;
    for (const Parameter* parameter = parameters.begin(); parameter != parameters.end(); ++parameter) {
        if (parameter->need == Need::hidden) continue;
        const Parameter* next = parameter + 1;
        const bool bracketed = parameter->need != Need::required;
        const bool opens = parameter->need == Need::optional;
        const bool closes = bracketed && (next == parameters.end() || next->need != Need::with_previous);
        usage += fmt::format("{}{}{}{}", usage.empty() ? "" : " ", opens ? "[" : "", shown(*parameter),
                             closes ? "]" : "");
    }
    return usage;
}

const Choice* find_choice(std::span<const Choice> choices, std::string_view word) {
    for (const Choice& choice : choices) {
        if (choice.word == word) return &choice;
    }
    return nullptr;
}

bool may_hold_secret(const ParameterList& parameters, std::string_view text) {
    for (const Parameter& parameter : parameters) {
        if (text.empty()) return false;
        if (is_secret(parameter.type)) return true;
        if (parameter.type == ParameterType::choice) return chosen_may_hold_secret(parameter.choices, text);
        if (parameter.need == Need::required) take_word(text);
    }
    return false;
}

ParameterPlace parameter_at(const ParameterList& parameters, std::string_view before, std::string_view word) {
    for (const Parameter& parameter : parameters) {
        const std::string_view next = before.empty() ? word : before;
        if (parameter.need == Need::hidden && parameter.type == ParameterType::scope &&
            !next.starts_with('#')) {
            continue;
        }
        if (before.empty() || repeats(parameter.type)) return {parameter.type, parameter.choices};
        const std::string_view given = take_word(before);
        if (parameter.type == ParameterType::choice) return place_in_choice(parameter, given, before);
    }
    return {};
}

}  // namespace confab
