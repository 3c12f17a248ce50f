// An answer as data: a code and its arguments. A dialect makes words, numbers or fields of it.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "confab/base/time.hpp"
#include "confab/base/zone_clock.hpp"
#include "confab/core/code.hpp"

namespace confab {

// A moment, on the clocks of the person that reads of it.
struct LocalTime {
    WallTime time;
    ZoneClock clock;
    WallTime now{};  // where a date that is today's is left out
};

using NameList = std::vector<std::string>;

// Nothing: the argument is left out, and with it the words around it.
using Argument =
    std::variant<std::monostate, std::string, std::uint64_t, bool, Milliseconds, LocalTime, NameList>;

inline Argument argument(std::string_view text) {
    if (text.empty()) return {};
    return std::string(text);
}
template <std::integral Number>
Argument argument(Number number) {
    if constexpr (std::same_as<Number, bool>) {
        return Argument(std::in_place_type<bool>, number);
    } else {
        return static_cast<std::uint64_t>(number);
    }
}
inline Argument argument(Milliseconds duration) { return duration; }
inline Argument argument(LocalTime time) { return time; }
inline Argument argument(NameList names) { return names.empty() ? Argument() : Argument(std::move(names)); }
inline Argument argument(std::monostate) { return {}; }
template <std::same_as<Argument> Same>
Argument argument(const Same& same) {
    return same;
}

// Owns its arguments, so it may outlive the call that made it.
struct Reply {
    Reply() = default;
    template <class... Arguments>
    Reply(Code what, const Arguments&... values) : code(what), arguments{argument(values)...} {}

    Code code = Code::none;
    std::vector<Argument> arguments;
};

// Why something may not be done. False: it may.
struct Refusal : Reply {
    using Reply::Reply;
    explicit Refusal(Reply why) : Reply(std::move(why)) {}

    explicit operator bool() const { return code != Code::none; }
};

}  // namespace confab
