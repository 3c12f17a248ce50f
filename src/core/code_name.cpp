#include "code_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace confab {

namespace {

constexpr std::size_t code_count = static_cast<std::size_t>(Code::last_);

// "... [with Code code = confab::Code::room_gone]", and the like of other compilers.
template <Code code>
constexpr std::string_view enumerator() {
    std::string_view name = __PRETTY_FUNCTION__;
    name = name.substr(name.rfind("Code::") + 6);
    return name.substr(0, name.find_first_of(";]"));
}

template <std::size_t... Number>
constexpr auto enumerators(std::index_sequence<Number...>) {
    return std::array<std::string_view, sizeof...(Number)>{enumerator<static_cast<Code>(Number)>()...};
}

constexpr auto names = enumerators(std::make_index_sequence<code_count>());
static_assert(names[0] == "none");

}  // namespace

std::string_view code_name(Code code) { return names[static_cast<std::size_t>(code)]; }

std::optional<Code> code_named(std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Code>(found - names.begin());
}

}  // namespace confab
