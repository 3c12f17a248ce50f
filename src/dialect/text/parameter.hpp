// What a command takes, as data. Usage, arity, completion and "may hold a secret" all follow from it.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace confab {

enum class ParameterType : std::uint8_t {
    none,
    user,          // the name of a connected person
    new_name,      // a name that nobody here has
    ignored_user,  // a name that the caller ignores
    target,        // a name, an address, a network or the number of a sanction
    room,
    own_room,  // a room that the caller is in
    scope,     // a room with its '#', so that it is no person's name
    on_off,
    choice,  // one of the words in Parameter::choices
    count,   // a number from 1
    past,    // a number of lines, or a time in the past
    duration,
    time_zone,
    command,
    words,  // any words that are not said to anyone
    query,  // the words of a search
    text,   // words that people read
    password,
    room_key,  // or "off"
    resume_code,
};

// One word of a choice, and the argument that may follow it.
struct Choice {
    std::string_view word;
    std::string_view shown{};  // the argument that may follow, as in usage
    ParameterType type = ParameterType::none;
    bool optional = false;  // the word is enough
};

struct Parameter {
    enum class Need : std::uint8_t {
        required,
        optional,
        with_previous,  // required if the one before it is given
        hidden,         // optional, and not shown in usage
    };

    ParameterType type = ParameterType::none;
    std::string_view shown{};  // as in usage; a choice shows its words
    Need need = Need::required;
    std::span<const Choice> choices{};
};

class ParameterList {
  public:
    static constexpr std::size_t max_size = 4;

    constexpr ParameterList(std::initializer_list<Parameter> parameters) : size_(parameters.size()) {
        std::copy(parameters.begin(), parameters.end(), parameters_.begin());
    }
    constexpr const Parameter* begin() const { return parameters_.data(); }
    constexpr const Parameter* end() const { return parameters_.data() + size_; }
    constexpr std::size_t size() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }

  private:
    std::array<Parameter, max_size> parameters_{};
    std::size_t size_;
};

constexpr Parameter required(ParameterType type, std::string_view shown) { return {type, shown}; }
constexpr Parameter optional(ParameterType type, std::string_view shown) {
    return {type, shown, Parameter::Need::optional};
}
constexpr Parameter with_previous(ParameterType type, std::string_view shown) {
    return {type, shown, Parameter::Need::with_previous};
}
constexpr Parameter hidden(ParameterType type) { return {type, {}, Parameter::Need::hidden}; }
constexpr Parameter one_of(std::span<const Choice> choices) {
    return {ParameterType::choice, {}, Parameter::Need::required, choices};
}
constexpr Parameter optional_one_of(std::span<const Choice> choices) {
    return {ParameterType::choice, {}, Parameter::Need::optional, choices};
}

// "NAME [TIME] [REASON]"
std::string usage_of(const ParameterList& parameters);

// The choice of that word, if there is one. `word` is lower case.
const Choice* find_choice(std::span<const Choice> choices, std::string_view word);

// True if `text`, what is typed behind the command, may hold a password, a key or a code. A word that may
// be left out may also be forgotten, so a secret is expected from the first place where it could be.
bool may_hold_secret(const ParameterList& parameters, std::string_view text);

// What the next word is, behind the words in `before`; `word` is what is typed of it.
struct ParameterPlace {
    ParameterType type = ParameterType::none;
    std::span<const Choice> choices{};
};
ParameterPlace parameter_at(const ParameterList& parameters, std::string_view before, std::string_view word);

}  // namespace confab
