#include "reverse_search.hpp"

#include <unicode/utf8.h>

namespace confab::dialect {

ReverseSearch::ReverseSearch(const InputHistory& history, std::string_view line, std::size_t cursor)
    : history_(history), line_(line), cursor_(cursor), offset_(cursor) {
    write_prompt(true);
}

// One character after the other, so that it does not matter in which pieces they come.
bool ReverseSearch::add(std::string_view typed) {
    bool all = true;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(typed.data());
    const auto end = static_cast<int32_t>(typed.size());
    for (int32_t i = 0; i < end;) {
        const int32_t start = i;
        U8_FWD_1(bytes, i, end);
        const auto length = static_cast<std::size_t>(i - start);
        if (query_.size() + length > max_query) {
            all = false;
            continue;
        }
        query_ += typed.substr(static_cast<std::size_t>(start), length);
        all = search(age_) && all;
    }
    return all;
}

bool ReverseSearch::shorten(std::size_t length) {
    if (length >= query_.size()) return false;
    query_.resize(length);
    age_ = 0;
    if (length > 0) return search(0);
    found_ = false;
    offset_ = cursor_;
    write_prompt(true);
    return true;
}

bool ReverseSearch::older() { return !query_.empty() && search(found_ ? age_ + 1 : 0); }

bool ReverseSearch::search(std::size_t from_age) {
    for (std::size_t age = from_age; age < history_.size(); ++age) {
        const std::size_t offset = history_.line(age).rfind(query_);
        if (offset == std::string::npos) continue;
        age_ = age;
        offset_ = offset;
        found_ = true;
        write_prompt(true);
        return true;
    }
    write_prompt(false);
    return false;
}

void ReverseSearch::write_prompt(bool matches) {
    prompt_ = matches ? "(search) '" : "(no match) '";
    prompt_ += query_;
    prompt_ += "': ";
}

}  // namespace confab::dialect
