#include "confab/wire/not_chat.hpp"

#include <algorithm>
#include <array>

namespace confab::wire {

namespace {

std::string_view take_word(std::string_view& rest) {
    const std::string_view word = rest.substr(0, std::min(rest.find(' '), rest.size()));
    rest.remove_prefix(word.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    return word;
}

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    while (!text.empty()) {
        take_word(text);
        ++words;
    }
    return words;
}

bool starts_with_one_of(std::string_view text, std::string_view characters) {
    return !text.empty() && characters.find(text[0]) != std::string_view::npos;
}

// RFC 9112, 3: METHOD SP target SP HTTP/1.1. "GET well soon" is no request, nor
// is "I use HTTP/1.1": a target is a path, a URL or '*', or follows CONNECT.
bool is_http(std::string_view line) {
    const std::size_t method = line.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (method == 0 || method == std::string_view::npos || line[method] != ' ') return false;
    const std::size_t target = line.find(' ', method + 1);
    if (target == std::string_view::npos || !line.substr(target).starts_with(" HTTP/")) return false;
    const std::string_view name = line.substr(0, method);
    const std::string_view what = line.substr(method + 1, target - method - 1);
    return what.starts_with('/') || what.starts_with('*') || what.find("://") != std::string_view::npos ||
           name == "CONNECT";
}

// RFC 4253, 4.2: SSH-2.0-software. "SSH-keys are due" is none.
bool is_ssh(std::string_view line) {
    return line.starts_with("SSH-") && line.size() > 4 && line[4] >= '0' && line[4] <= '9';
}

bool is_capability(std::string_view word) {
    constexpr std::array<std::string_view, 7> words = {"LS", "LIST", "REQ", "ACK", "NAK", "CLEAR", "END"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

// The header of a proxy that came to the wrong port: version 1 of the PROXY protocol, 2.1.
bool is_proxy_header(std::string_view line) {
    return line.starts_with("PROXY TCP4 ") || line.starts_with("PROXY TCP6 ") ||
           line.starts_with("PROXY UNKNOWN");
}

// RFC 2812 and IRCv3: how a client registers. PASS is believed whatever follows, because it is a password.
bool is_irc(std::string_view line) {
    const std::string_view command = take_word(line);
    const std::size_t parameters = count_words(line);
    if (command == "PASS") return parameters >= 1;
    if (command == "CAP") return is_capability(take_word(line));
    if (command == "JOIN") return starts_with_one_of(line, "#&+!:0");
    if (command == "AUTHENTICATE") return parameters == 1;
    if (command == "USER" || command == "WEBIRC") return parameters >= 4;
    return false;
}

// "NICK ann" alone may be a person; followed by what a client says next it is none. So is "USER ann" with
// "PASS", which is how FTP and POP3 begin.
bool is_irc_nick(std::string_view line, std::string_view after) {
    const std::string_view command = take_word(line);
    if ((command != "NICK" && command != "USER") || count_words(line) != 1) return false;
    while (!after.empty()) {
        const std::size_t end = std::min(after.find_first_of("\r\n"), after.size());
        if (is_irc(after.substr(0, end))) return true;
        after.remove_prefix(std::min(end + 1, after.size()));
    }
    return false;
}

// A byte order mark and one letter of ASCII, in either order.
bool is_utf16(std::string_view start) {
    if (start.size() < 4) return false;
    if (start.starts_with("\xff\xfe")) return start[2] != '\0' && start[3] == '\0';
    return start.starts_with("\xfe\xff") && start[2] == '\0' && start[3] != '\0';
}

}  // namespace

// RFC 8446, 5.1: a handshake record (22) of a version 3.x; no person begins with a SYN character.
std::string_view not_chat_bytes(std::string_view start) {
    if (start.starts_with("\x16\x03")) return "TLS";
    // Version 2 of the PROXY protocol, 2.2.
    constexpr std::string_view proxy("\r\n\r\n\0\r\nQUIT\n", not_chat_length);
    if (start.starts_with(proxy)) return "the PROXY protocol";
    return is_utf16(start) ? "UTF-16" : "";
}

std::string_view not_chat_line(std::string_view first_line, std::string_view after) {
    if (is_ssh(first_line)) return "SSH";
    if (is_http(first_line)) return "HTTP";
    if (is_proxy_header(first_line)) return "the PROXY protocol";
    return is_irc(first_line) || is_irc_nick(first_line, after) ? "IRC" : "";
}

std::string_view without_byte_order_mark(std::string_view first_line) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (first_line.starts_with(mark)) first_line.remove_prefix(mark.size());
    return first_line;
}

}  // namespace confab::wire
