// The code that a guest can come back with: five bits a letter, without letters that look alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "confab/core/users/user.hpp"

namespace confab {

inline constexpr std::size_t resume_code_length = 10;
inline constexpr std::string_view resume_code_letters = "abcdefghijkmnpqrstuvwxyz23456789";
static_assert(resume_code_letters.size() == 32);

// As it is stored: "k7q2m4xd9p".
std::string resume_code_text(std::uint64_t code);
std::uint64_t resume_code_number(std::string_view text);
// As it is shown: "k7q2m-4xd9p".
std::string shown_resume_code(std::string_view text);
// Empty if the user has none.
std::string resume_code_of(const User& user);
// What was typed, as it is stored: lower case, without dashes. Anything else stays something that is no code.
std::string typed_resume_code(std::string_view typed);

}  // namespace confab
