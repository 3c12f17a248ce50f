// What may be sent to a terminal.
#pragma once

#include <string_view>

namespace confab::fuzz {

// Text with the sequences a screen may send: colours, moves, erasing of a row, a region, the breaking of rows
// and the cursor's two, links, and the marks around pastes. Nothing is left half done, and no screen is
// erased as a whole.
inline bool well_formed(std::string_view bytes) {
    bool region = false;
    bool saved = false;
    bool breaks_rows = true;
    while (!bytes.empty()) {
        const char c = bytes.front();
        bytes.remove_prefix(1);
        if (c == '\x7f') return false;
        if (static_cast<unsigned char>(c) >= ' ') continue;
        if (c != '\x1b') {
            if (std::string_view("\r\n\b\a").find(c) == std::string_view::npos) return false;
            continue;
        }
        if (bytes.starts_with('7') || bytes.starts_with('8')) {
            if (saved == bytes.starts_with('7')) return false;
            saved = !saved;
            bytes.remove_prefix(1);
            continue;
        }
        if (bytes.starts_with("[?2004h") || bytes.starts_with("[?2004l")) {
            bytes.remove_prefix(7);
            continue;
        }
        if (bytes.starts_with("[?7h") || bytes.starts_with("[?7l")) {
            breaks_rows = bytes[3] == 'h';
            bytes.remove_prefix(4);
            continue;
        }
        if (bytes.starts_with("]8;")) {
            const std::size_t stop = bytes.find('\x1b');
            if (stop == std::string_view::npos || bytes.substr(stop, 2) != "\x1b\\") return false;
            bytes.remove_prefix(stop + 2);
            continue;
        }
        if (!bytes.starts_with('[')) return false;
        const std::size_t end = bytes.find_first_not_of("0123456789;", 1);
        if (end == std::string_view::npos) return false;
        if (std::string_view("mHKCDr").find(bytes[end]) == std::string_view::npos) return false;
        if (bytes[end] == 'r') region = end > 1;
        bytes.remove_prefix(end + 1);
    }
    return !region && !saved && breaks_rows;
}

}  // namespace confab::fuzz
