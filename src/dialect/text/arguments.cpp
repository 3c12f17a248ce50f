#include "arguments.hpp"

#include <charconv>
#include <cstdint>
#include <utility>

#include "confab/base/text.hpp"

namespace confab {

namespace {

// These are one word each; the last argument of any other type is the rest of the line.
bool is_one_word(ParameterType type) {
    return type == ParameterType::scope || type == ParameterType::target || type == ParameterType::count;
}

bool is_chosen(std::span<const Choice> choices, std::string_view value) {
    const Choice* choice = find_choice(choices, ascii_lower(take_word(value)));
    if (choice == nullptr) return false;
    if (value.empty()) return choice->type == ParameterType::none || choice->optional;
    if (choice->type == ParameterType::on_off) return on_or_off(value).has_value();
    return choice->type != ParameterType::none;
}

bool is_valid(const Parameter& parameter, std::string_view value) {
    switch (parameter.type) {
        case ParameterType::on_off: return on_or_off(value).has_value();
        case ParameterType::choice: return is_chosen(parameter.choices, value);
        case ParameterType::count: return count_of(value).has_value();
        default: return true;
    }
}

bool may_be_left_out(const Parameter& parameter, bool is_previous_given) {
    if (parameter.need == Parameter::Need::with_previous) return !is_previous_given;
    return parameter.need != Parameter::Need::required;
}

std::string_view take_value(const Parameter& parameter, bool is_last, std::string_view& text) {
    if (parameter.type == ParameterType::scope && !text.starts_with('#')) return {};
    if (is_last && !is_one_word(parameter.type)) return std::exchange(text, {});
    return take_word(text);
}

}  // namespace

std::optional<Arguments> Arguments::read(const ParameterList& list, std::string_view text) {
    Arguments arguments(text);
    bool is_previous_given = false;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Parameter& parameter = list.begin()[i];
        const std::string_view value = take_value(parameter, i + 1 == list.size(), text);
        if (value.empty() && !may_be_left_out(parameter, is_previous_given)) return std::nullopt;
        if (!value.empty() && !is_valid(parameter, value)) return std::nullopt;
        arguments.values_[i] = value;
        is_previous_given = !value.empty();
    }
    if (!text.empty()) return std::nullopt;
    return arguments;
}

std::string_view Arguments::behind(std::size_t index) const {
    std::string_view rest = all_;
    rest.remove_prefix(static_cast<std::size_t>(values_[index].data() - all_.data()));
    take_word(rest);
    return rest;
}

bool Arguments::is_on(std::size_t index) const { return on_or_off(values_[index]) == std::optional(true); }

std::string Arguments::choice(std::size_t index) const {
    std::string_view value = values_[index];
    return ascii_lower(take_word(value));
}

std::string_view Arguments::after_choice(std::size_t index) const {
    std::string_view value = values_[index];
    take_word(value);
    return value;
}

std::optional<bool> on_or_off(std::string_view text) {
    const std::string word = ascii_lower(text);
    if (word == "on") return true;
    if (word == "off") return false;
    return std::nullopt;
}

std::optional<std::size_t> count_of(std::string_view text) {
    std::size_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (stopped != end || error == std::errc::invalid_argument || text.empty()) return std::nullopt;
    if (error == std::errc::result_out_of_range) return SIZE_MAX;
    if (number == 0) return std::nullopt;
    return number;
}

}  // namespace confab
