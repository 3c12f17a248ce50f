// What a command was called with, read as its table says.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "parameter.hpp"

namespace confab {

// Values have the index of their argument in the table and are empty if they were left out. They are views
// into the line that was typed.
class Arguments {
  public:
    // Nothing if there are too few or too many words, or one is none of those that the table lists.
    static std::optional<Arguments> read(const ParameterList& list, std::string_view text);

    // All of them, as typed.
    std::string_view all() const { return all_; }
    std::string_view operator[](std::size_t index) const { return values_[index]; }
    bool has(std::size_t index) const { return !values_[index].empty(); }

    // All that follows the value.
    std::string_view behind(std::size_t index) const;

    bool is_on(std::size_t index) const;
    // The word that was chosen, lower case, and what follows it.
    std::string choice(std::size_t index) const;
    std::string_view after_choice(std::size_t index) const;

  private:
    explicit Arguments(std::string_view all) : all_(all) {}

    std::string_view all_;
    std::array<std::string_view, ParameterList::max_size> values_{};
};

std::optional<bool> on_or_off(std::string_view text);
// All of `text` is a number from 1; a number that does not fit is the largest there is.
std::optional<std::size_t> count_of(std::string_view text);

}  // namespace confab
