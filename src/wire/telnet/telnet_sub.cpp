// The sub-negotiations of a terminal's telnet.
#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/wire/telnet/telnet_session.hpp"
#include "telnet_options.hpp"

namespace confab::wire {

namespace {

using telnet_options::Index;

// RFC 1091 and 1572.
constexpr char is = 0;
constexpr char send_it = 1;

// RFC 1572.
constexpr char info = 2;
constexpr char var = 0;
constexpr char value = 1;
constexpr char esc = 2;
constexpr char uservar = 3;

// RFC 2066.
constexpr char request = 1;
constexpr char accepted = 2;
constexpr char rejected = 3;
constexpr std::string_view translation_table = "[TTABLE]";  // and one byte, its version

bool is_utf8(std::string_view name) {
    const std::string_view utf8 = telnet_options::utf8;
    return std::equal(name.begin(), name.end(), utf8.begin(), utf8.end(),
                      [](char a, char b) { return ascii_lower(a) == ascii_lower(b); });
}

// `list` begins with the separator, which stands before every name.
bool has_utf8(std::string_view list) {
    if (list.empty()) return false;
    const char separator = list.front();
    while (!list.empty()) {
        list.remove_prefix(1);
        const std::string_view name = list.substr(0, list.find(separator));
        if (is_utf8(name)) return true;
        list.remove_prefix(name.size());
    }
    return false;
}

// A name or value of RFC 1572 from the front of `rest`, up to the next mark.
std::string take_text(std::string_view& rest) {
    std::string text;
    while (!rest.empty() && rest.front() != var && rest.front() != value && rest.front() != uservar) {
        if (rest.front() == esc) rest.remove_prefix(1);
        if (rest.empty()) break;
        text += rest.front();
        rest.remove_prefix(1);
    }
    return text;
}

}  // namespace

// What we do once an option is on.
void TelnetSession::switched(Side side, std::size_t index, bool was_on) {
    if (was_on || !options_[side][index].on()) return;
    if (side == theirs && index == Index::type && !std::exchange(asked_type_, true)) {
        send_sub(telnet::option_terminal_type, {&send_it, 1});
    }
    if (side == theirs && index == Index::environment && !std::exchange(asked_user_, true)) {
        send_sub(telnet::option_new_environment, std::string{send_it, var, 'U', 'S', 'E', 'R'});
    }
    if (side == ours && index == Index::charset && !std::exchange(asked_charset_, true)) {
        send_sub(telnet::option_charset, std::string{request, ';'}.append(telnet_options::utf8));
    }
}

void TelnetSession::send_sub(std::uint8_t code, std::string_view content) {
    send(telnet::sb, code);
    reply_ += content;
    reply_ += {static_cast<char>(telnet::iac), static_cast<char>(telnet::se)};
}

void TelnetSession::collect(TelnetStep step) {
    switch (step) {
        case TelnetStep::sub_begin:
            sub_option_ = parser_.option();
            sub_dropped_ = false;
            sub_.clear();
            return;
        case TelnetStep::sub_byte:
            if (sub_.size() == max_sub_negotiation) sub_dropped_ = true;
            if (!sub_dropped_) sub_ += static_cast<char>(parser_.code());
            return;
        case TelnetStep::sub_end:
            if (!sub_dropped_) sub_negotiation();
            std::string().swap(sub_);
            return;
        default: return;
    }
}

// Only of options that are on; who sends another one has not asked.
void TelnetSession::sub_negotiation() {
    const auto& side = options_[theirs];
    switch (sub_option_) {
        case telnet::option_window_size:
            if (side[Index::window].on()) window_size(sub_);
            return;
        case telnet::option_terminal_type:
            if (side[Index::type].on()) terminal_type(sub_);
            return;
        case telnet::option_new_environment:
            if (side[Index::environment].on()) environment(sub_);
            return;
        case telnet::option_charset:
            if (side[Index::charset].on() || options_[ours][Index::charset].on()) charset(sub_);
            return;
        default: return;
    }
}

void TelnetSession::window_size(std::string_view content) {
    if (content.size() != 4) return;
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned>(static_cast<std::uint8_t>(content[i]));
    };
    columns_ = byte(0) << 8 | byte(1);
    rows_ = byte(2) << 8 | byte(3);
    note(Kind::resized);
}

// The first one that a client names is its best; the list behind it is not asked for.
void TelnetSession::terminal_type(std::string_view content) {
    if (content.size() < 2 || content.front() != is || std::exchange(got_type_, true)) return;
    value_ = content.substr(1);
    note(Kind::terminal_type);
}

void TelnetSession::environment(std::string_view content) {
    if (content.empty() || (content.front() != is && content.front() != info)) return;
    content.remove_prefix(1);
    while (!content.empty()) {
        content.remove_prefix(1);  // VAR or USERVAR, or a VALUE without either
        const std::string name = take_text(content);
        if (content.empty() || content.front() != value) continue;
        content.remove_prefix(1);
        std::string text = take_text(content);
        if (name != "USER" || text.empty() || std::exchange(got_user_, true)) continue;
        value_ = std::move(text);
        note(Kind::user);
    }
}

void TelnetSession::charset(std::string_view content) {
    if (content.empty()) return;
    const char what = content.front();
    content.remove_prefix(1);
    if (what == accepted && options_[ours][Index::charset].on() && is_utf8(content)) note(Kind::charset);
    if (what != request || !options_[theirs][Index::charset].on()) return;
    if (content.starts_with(translation_table)) {
        content.remove_prefix(std::min(content.size(), translation_table.size() + 1));
    }
    if (!has_utf8(content)) return send_sub(telnet::option_charset, {&rejected, 1});
    send_sub(telnet::option_charset, std::string{accepted}.append(telnet_options::utf8));
    note(Kind::charset);
}

}  // namespace confab::wire
