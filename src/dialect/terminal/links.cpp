#include "links.hpp"

#include <algorithm>
#include <array>

namespace confab::dialect {

namespace {

constexpr std::array<std::string_view, 2> link_schemes{"https://", "http://"};

bool is_letter_or_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::size_t scheme_at(std::string_view text) {
    for (const std::string_view each : link_schemes) {
        if (text.starts_with(each)) return each.size();
    }
    return 0;
}

// "(see https://a.example/b_(c).)" means https://a.example/b_(c).
std::string_view without_end_of_sentence(std::string_view address) {
    while (!address.empty()) {
        const char last = address.back();
        const bool unopened = last == ')' && std::count(address.begin(), address.end(), ')') >
                                                 std::count(address.begin(), address.end(), '(');
        if (!unopened && std::string_view(".,;:!?'\"]}>*_").find(last) == std::string_view::npos) break;
        address.remove_suffix(1);
    }
    return address;
}

}  // namespace

void find_links(std::string_view line, std::vector<Link>& out) {
    out.clear();
    for (std::size_t at = line.find("http"); at != std::string_view::npos; at = line.find("http", at)) {
        const std::size_t scheme = scheme_at(line.substr(at));
        const bool inside_a_word = at > 0 && is_letter_or_digit(line[at - 1]);
        if (scheme == 0 || inside_a_word) {
            ++at;
            continue;
        }
        const std::size_t end = std::min(line.find_first_of(" \x1b<>\"", at), line.size());
        const std::string_view address = without_end_of_sentence(line.substr(at, end - at));
        if (address.size() > scheme && address.size() <= max_link) out.push_back({at, at + address.size()});
        at = end;
    }
}

// An address is ASCII there; what is not is written as in a URI.
void open_link(std::string& out, std::string_view address, std::uint32_t id) {
    out.append("\x1b]8;id=").append(std::to_string(id)).append(";");
    for (const char c : address) {
        if (c > ' ' && c <= '~') {
            out.push_back(c);
            continue;
        }
        constexpr std::string_view digits = "0123456789ABCDEF";
        const auto byte = static_cast<std::uint8_t>(c);
        out.append({'%', digits[byte >> 4U], digits[byte & 15U]});
    }
    out.append("\x1b\\");
}

void close_link(std::string& out) { out.append("\x1b]8;;\x1b\\"); }

}  // namespace confab::dialect
