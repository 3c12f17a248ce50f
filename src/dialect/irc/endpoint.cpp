#include "endpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "formats.hpp"

namespace confab::dialect::irc {

namespace {

constexpr Milliseconds max_silence{120'000};  // then it is asked; as long again, and it is gone
constexpr char ctcp = '\x01';
constexpr std::string_view action = "ACTION";

bool is_word(std::string_view command) {
    return !command.empty() && std::all_of(command.begin(), command.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    });
}

bool is(std::string_view command, std::string_view name) {
    return std::equal(command.begin(), command.end(), name.begin(), name.end(),
                      [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 32 : a) == b; });
}

}  // namespace

void IrcEndpoint::keep(std::string_view piece) {
    too_long_ = too_long_ || held_.size() + piece.size() > max_tags + max_rest + 2;
    if (!too_long_) held_.append(piece);
}

wire::Input IrcEndpoint::next(std::string_view& bytes, std::size_t /*max_line*/) {
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        keep(bytes.substr(0, end));
        if (end == std::string_view::npos) {
            bytes = {};
            break;
        }
        bytes.remove_prefix(end + 1);
        line_ = std::exchange(held_, {});
        while (line_.ends_with('\r')) line_.pop_back();
        const bool long_one = std::exchange(too_long_, false) || is_too_long(line_);
        if (long_one) line_ = line_too_long;
        if (!line_.empty()) return {wire::Input::Kind::other, line_};
    }
    return {};
}

void IrcEndpoint::handle(const wire::Input& input, Now now) {
    heard_ = now.mono;
    asked_ = false;
    watch(now);
    host_.count_line();
    const std::string_view raw = input.bytes;
    if (raw == line_too_long) {
        host_.spend_token();
        return ask(line_too_long, now);
    }
    const Message message = parse_message(raw);
    if (message.command.empty()) return;
    const bool is_free = is(message.command, "PING") || is(message.command, "PONG");
    if (!is_free) host_.spend_token();
    const std::string command(is_word(message.command) ? message.command : "?");
    if (!is_utf8(raw)) {
        const std::string tags = message.tags.empty() ? "" : fmt::format("@{} ", host_.clean(message.tags));
        return ask(fmt::format("{}{} {}", tags, line_not_utf8, command), now);
    }
    ask(cleaned(message), now);
}

void IrcEndpoint::ask(std::string_view text, Now now) { host_.request(Line{TypedLine(text)}, now); }

// The same message with nothing in it but text.
std::string IrcEndpoint::cleaned(const Message& message) {
    std::string line;
    if (!message.tags.empty()) line = fmt::format("@{} ", host_.clean(message.tags));
    const bool talks = is(message.command, "PRIVMSG") || is(message.command, "NOTICE");
    const std::string_view command = is_word(message.command) ? message.command : std::string_view("?");
    bool is_ctcp = false;
    std::string params;
    for (std::size_t i = 0; i < message.params.size(); ++i) {
        const bool last = i + 1 == message.params.size();
        std::string param = talks && last && i > 0
                                ? said(message.params[i], is_ctcp)
                                : std::string(host_.clean(without_formats(message.params[i])));
        if (!last && param.empty()) param = "?";
        params += fmt::format(" {}{}", last ? ":" : "", param);
    }
    return line + (is_ctcp ? "\x01"
                             "ctcp"
                           : std::string(command) + params);
}

// What somebody does gets a mark; other requests of clients to clients are dropped.
std::string IrcEndpoint::said(std::string_view text, bool& is_ctcp) {
    if (!text.starts_with(ctcp)) {
        // Spaces at its end count where lines are joined.
        const std::size_t end = text.find_last_not_of(' ') + 1;
        return std::string(host_.clean(without_formats(text.substr(0, end)))) +
               std::string(text.size() - end, ' ');
    }
    text.remove_prefix(1);
    if (text.ends_with(ctcp)) text.remove_suffix(1);
    is_ctcp = !text.starts_with(action) || (text.size() > action.size() && text[action.size()] != ' ');
    if (is_ctcp) return {};
    text.remove_prefix(std::min(action.size() + 1, text.size()));
    return action_mark + std::string(host_.clean(without_formats(text)));
}

// --- Silence

void IrcEndpoint::watch(Now now) {
    if (std::exchange(watches_, true)) return;
    host_.wake_at(now.mono + max_silence);
}

void IrcEndpoint::time_passed(Now now) {
    if (!watches_ || host_.is_leaving() || host_.is_closing()) return;
    const Milliseconds silence = now.mono - heard_;
    if (silence >= 2 * max_silence && asked_) {
        watches_ = false;
        return ask(client_silent, now);
    }
    if (silence >= max_silence && !asked_) {
        asked_ = true;
        host_.send(fmt::format("PING :{}\r\n", server_));
    }
    host_.wake_at(heard_ + (asked_ ? 2 : 1) * max_silence);
}

template <class Archive, class Self>
void IrcEndpoint::fields(Archive& archive, Self& self) {
    archive(self.held_, self.too_long_, self.heard_, self.asked_, self.watches_);
}

void IrcEndpoint::save(snapshot::Writer& out) { fields(out, *this); }

void IrcEndpoint::load(snapshot::Reader& in) {
    fields(in, *this);
    if (watches_) host_.wake_at(heard_ + (asked_ ? 2 : 1) * max_silence);
}

}  // namespace confab::dialect::irc
