#include "confab/core/users/resume_code.hpp"

#include <fmt/format.h>

#include "confab/base/text.hpp"

namespace confab {

std::string resume_code_text(std::uint64_t code) {
    std::string text;
    for (std::size_t i = 0; i < resume_code_length; ++i) {
        text += resume_code_letters[code % resume_code_letters.size()];
        code /= resume_code_letters.size();
    }
    return text;
}

std::uint64_t resume_code_number(std::string_view text) {
    constexpr std::size_t base = resume_code_letters.size();
    std::uint64_t code = 0;
    for (std::size_t i = text.size(); i > 0; --i) {
        code = code * base + resume_code_letters.find(text[i - 1]) % base;
    }
    return code;
}

std::string shown_resume_code(std::string_view text) {
    constexpr std::size_t half = resume_code_length / 2;
    return fmt::format("{}-{}", text.substr(0, half), text.substr(half));
}

std::string resume_code_of(const User& user) {
    return user.code == 0 ? std::string() : shown_resume_code(resume_code_text(user.code));
}

std::string typed_resume_code(std::string_view typed) {
    std::string code = ascii_lower(excerpt(typed, 2 * resume_code_length));
    std::erase(code, '-');
    return code;
}

}  // namespace confab
