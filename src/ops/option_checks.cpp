#include "option_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <variant>

#include "brief.hpp"
#include "confab/base/name.hpp"
#include "confab/base/socket_path.hpp"
#include "confab/base/text.hpp"
#include "confab/ops/listen_url.hpp"
#include "confab/ops/log.hpp"
#include "confab/ops/options.hpp"
#include "http_listen.hpp"
#include "keep_time.hpp"
#include "motd.hpp"

namespace confab::ops {

namespace {

void check_word(const std::string& word, std::initializer_list<std::string_view> words) {
    if (std::find(words.begin(), words.end(), word) != words.end()) return;
    throw BadOptions(fmt::format("'{}' is none of {}", brief(word), fmt::join(words, ", ")));
}

}  // namespace

void check_level(const std::string& level) {
    if (log::is_level(level)) return;
    throw BadOptions(fmt::format("'{}' is none of trace, debug, info, warn, error", brief(level)));
}

// It stands in front of what IRC clients are told.
void check_server_name(const std::string& name) {
    constexpr std::size_t longest = 63;
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '-';
    };
    if (!name.empty() && name.size() <= longest && std::all_of(name.begin(), name.end(), fits)) return;
    throw BadOptions(fmt::format("'{}' is no name of a server: letters, digits, '.' and '-', 63 at most",
                                 one_line(name, '?')));
}

void check_listen(const std::string& url) {
    if (url.starts_with(http_scheme)) {
        parse_http_listen(url);
        return;
    }
    try {
        parse_listen_url(url);
    } catch (const std::invalid_argument& error) {
        throw BadOptions(error.what());
    }
}

void check_metrics_listen(const std::string& text) { parse_metrics_listen(text); }

void check_keep(const std::string& text) { parse_keep(text); }

void check_admin_socket(const std::string& path) {
    const bool absolute = path.starts_with('/') && !path.ends_with('/');
    if (path == "none" || (absolute && path.size() <= max_socket_path)) return;
    throw BadOptions(fmt::format("'{}' is neither none nor an absolute path of at most {} bytes", brief(path),
                                 max_socket_path));
}

void check_mode(const std::string& mode) {
    const auto octal = [](char c) { return c >= '0' && c <= '7'; };
    const bool good = mode.size() >= 3 && mode.size() <= 4 && std::all_of(mode.begin(), mode.end(), octal) &&
                      (mode.size() == 3 || mode.front() == '0');
    if (!good) throw BadOptions(fmt::format("'{}' is not a mode in octal, like 0660", brief(mode)));
}

// What an unset variable of a script leaves: it would mean something else without a word about it.
void check_filled(const std::string& text) {
    if (text.empty()) throw BadOptions("must not be empty; give it a value, or leave it out");
}

void check_log_format(const std::string& format) { check_word(format, {"auto", "text", "json", "journal"}); }
void check_guests(const std::string& word) { check_word(word, {"yes", "read-only", "no"}); }
void check_registration(const std::string& word) { check_word(word, {"open", "invite", "closed"}); }
void check_plain_passwords(const std::string& word) { check_word(word, {"auto", "no", "warn", "yes"}); }

void check_auth_command(const std::string& command) {
    constexpr std::string_view scheme = "unix:";
    const bool is_service = command.starts_with(scheme);
    const std::string_view path = std::string_view(command).substr(is_service ? scheme.size() : 0);
    if (path.starts_with('/') && (!is_service || path.size() <= max_socket_path)) return;
    throw BadOptions(fmt::format("'{}' is neither the whole path of a program nor unix: and that of a socket",
                                 brief(command)));
}

// A name that nobody can register would be an operator that never comes.
void check_operator(const std::string& name) {
    check_filled(name);
    const NameRules rules;
    const bool is_name = std::holds_alternative<Name>(rules.check_person(name));
    if (is_name && !is_guest_name(rules.fold(name))) return;
    throw BadOptions(fmt::format("'{}' is no name that somebody can register", brief(name)));
}

void check_motd(const std::string& path) { read_motd(path); }

}  // namespace confab::ops
