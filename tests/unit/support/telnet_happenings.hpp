// What came out of a TelnetSession, readable. For tests that see wire's own headers.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "confab/wire/telnet/telnet_session.hpp"
#include "unit/support/bytes.hpp"

namespace confab::unit {

inline std::string describe(const wire::TelnetInput& input) {
    static constexpr std::array<const char*, 16> names{
        "none",       "reply",   "data",        "character mode", "refused",   "resized", "terminal type",
        "user",       "charset", "timing mark", "are you there",  "interrupt", "break",   "erase character",
        "erase line", "dropped"};
    std::string text = names.at(static_cast<std::size_t>(input.kind));
    if (input.kind == wire::TelnetInput::Kind::resized) {
        text.append(" ").append(std::to_string(input.columns)).append(" ").append(std::to_string(input.rows));
    }
    if (!input.bytes.empty()) text.append(" ").append(escaped(input.bytes));
    return text;
}

// All that comes of the pieces; data that follows on data is one.
inline Happenings hear(wire::TelnetSession& session, const std::vector<std::string_view>& pieces) {
    Happenings happenings;
    bool after_data = false;
    for (const std::string_view piece : pieces) {
        const std::string copy(piece);
        std::string_view rest = copy;
        for (;;) {
            const wire::TelnetInput input = session.next(rest);
            if (input.kind == wire::TelnetInput::Kind::none) break;
            const bool data = input.kind == wire::TelnetInput::Kind::data;
            if (data && after_data) {
                happenings.back() += escaped(input.bytes);
            } else {
                happenings.push_back(describe(input));
            }
            after_data = data;
        }
    }
    return happenings;
}

inline Happenings hear(wire::TelnetSession& session, std::string_view bytes) {
    return hear(session, std::vector<std::string_view>{bytes});
}

}  // namespace confab::unit
