#include "confab/wire/not_chat.hpp"

namespace confab::wire {

// RFC 8446, 5.1: a handshake record (22) of a version 3.x; no person begins with a SYN character.
std::string_view not_chat_bytes(std::string_view start) { return start.starts_with("\x16\x03") ? "TLS" : ""; }

// RFC 9112, 3: METHOD SP target SP HTTP/1.1. "GET well soon" is no request, nor
// is "I use HTTP/1.1": a target is a path, a URL or '*', or follows CONNECT.
// RFC 4253, 4.2: SSH-2.0-software. "SSH-keys are due" is none.
std::string_view not_chat_line(std::string_view first_line) {
    const bool version = first_line.size() > 4 && first_line[4] >= '0' && first_line[4] <= '9';
    if (first_line.starts_with("SSH-") && version) return "SSH";
    const std::size_t method = first_line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (method == 0 || method == std::string_view::npos || first_line[method] != ' ') return "";
    const std::size_t target = first_line.find(' ', method + 1);
    if (target == std::string_view::npos) return "";
    if (!first_line.substr(target).starts_with(" HTTP/")) return "";
    const std::string_view name = first_line.substr(0, method);
    const std::string_view what = first_line.substr(method + 1, target - method - 1);
    const bool is_target = what.starts_with('/') || what.starts_with('*') ||
                           what.find("://") != std::string_view::npos || name == "CONNECT";
    return is_target ? "HTTP" : "";
}

}  // namespace confab::wire
