#include "encoder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <vector>

#include "confab/base/time_text.hpp"

namespace confab::dialect::irc {

namespace {

constexpr std::size_t max_line = 510;
constexpr std::size_t least_piece = 64;  // however long the prefix is

// The number of bytes of `text` for one line: between words if there is a place, never within a character.
std::size_t fit(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text.size();
    const std::size_t space = text.rfind(' ', most);
    if (space != std::string_view::npos && space > most / 2) return space;
    while (most > 1 && (static_cast<unsigned char>(text[most]) & 0xc0U) == 0x80U) --most;
    return most;
}

std::uint64_t hash_of(std::string_view text, std::uint64_t hash) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return hash;
}

bool is_notice(const Event& event) { return event.extra.starts_with(notice_mark); }

std::string_view tags_of(const Event& event) {
    std::string_view rest = event.extra.substr(is_notice(event) ? 1 : 0);
    if (rest.starts_with(joins_mark)) rest.remove_prefix(rest.find(joins_mark, 1) + 1);
    return rest;
}

// The lines of a message, and whether each is joined to the one before.
struct Part {
    std::string_view text;
    bool joins = false;
};

std::vector<Part> parts_of(const Event& event) {
    std::string_view joins = event.extra.substr(is_notice(event) ? 1 : 0);
    joins =
        joins.starts_with(joins_mark) ? joins.substr(1, joins.find(joins_mark, 1) - 1) : std::string_view();
    std::vector<Part> parts;
    std::size_t begin = 0;
    bool joined = false;
    const auto next_join = [&] {
        std::size_t place = std::string_view::npos;
        std::from_chars(joins.data(), joins.data() + joins.size(), place);
        return place;
    };
    for (;;) {
        const std::size_t line_end = std::min(event.text.find('\n', begin), event.text.size());
        const std::size_t join = next_join();
        const bool cuts = join > begin && join < line_end;
        const std::size_t end = cuts ? join : line_end;
        parts.push_back({event.text.substr(begin, end - begin), joined});
        joined = cuts;
        if (cuts || join <= begin)
            joins.remove_prefix(std::min(joins.find(','), joins.size() - 1) + (joins.empty() ? 0 : 1));
        if (!cuts && end == event.text.size()) return parts;
        begin = cuts ? end : end + 1;
    }
}

}  // namespace

std::string full_name(std::string_view nick) { return fmt::format("{}!~u@{}", nick, host_of_people); }

std::string message_id(const Event& event) {
    if (event.id != 0) return fmt::format("{}.{}", event.room, event.id);
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const std::string_view part : {event.from, event.to, event.text, event.extra})
        hash = hash_of(part, hash);
    return fmt::format("{:x}-{:x}", event.time.time_since_epoch().count(), hash);
}

void EventEncoder::encode(std::string& out, const Event& event, const Format& format) {
    encode(out, event, Caps::of_flavour(format.view.flavour));
}

void EventEncoder::encode(std::string& out, const Event& event, Caps caps) {
    switch (event.type) {
        case EventType::message:
        case EventType::emote:
        case EventType::private_message: return said(out, event, caps);
        case EventType::joined: return joined(out, event, caps);
        case EventType::left: return left(out, event, caps);
        case EventType::renamed:
            begin(out, event, caps, false);
            fmt::format_to(std::back_inserter(out), ":{} NICK {}\r\n", full_name(event.from), event.to);
            return;
        case EventType::topic:
            begin(out, event, caps, false);
            fmt::format_to(std::back_inserter(out), ":{} TOPIC #{} :{}\r\n",
                           event.from.empty() ? server_ : full_name(event.from), event.room, event.text);
            return;
        case EventType::edited:
            begin(out, event, caps, false);
            fmt::format_to(std::back_inserter(out), ":{} NOTICE #{} :{} corrects: {}\r\n", server_,
                           event.room, event.from, event.text.substr(0, event.text.find('\n')));
            return;
        case EventType::deleted:
            begin(out, event, caps, false);
            fmt::format_to(std::back_inserter(out), ":{} NOTICE #{} :{} took a message back\r\n", server_,
                           event.room, event.from);
            return;
        case EventType::notice:
        case EventType::error: return notice(out, event, caps);
        case EventType::verbatim: out.append(event.text); return;
    }
}

void EventEncoder::begin(std::string& out, const Event& event, Caps caps, bool with_id) const {
    const std::size_t start = out.size();
    const auto add = [&](std::string_view name) {
        out.push_back(out.size() == start ? '@' : ';');
        out.append(name);
    };
    if (caps.has(Cap::server_time)) {
        add("time=");
        append_rfc3339(out, event.time);
    }
    if (caps.has(Cap::account_tag) && event.registered) {
        add("account=");
        out.append(event.from);
    }
    if (caps.has(Cap::message_tags) && with_id) {
        add("msgid=");
        out.append(message_id(event));
    }
    const bool is_said = event.type == EventType::message || event.type == EventType::emote ||
                         event.type == EventType::private_message;
    if (caps.has(Cap::message_tags) && is_said) {
        if (const std::string_view tags = tags_of(event); !tags.empty()) add(tags);
    }
    if (out.size() > start) out.push_back(' ');
}

// Each line of a message of several is one here; a longer one is cut.
void EventEncoder::said(std::string& out, const Event& event, Caps caps) const {
    const std::string_view target = event.type == EventType::private_message ? event.to : event.room;
    const bool is_private = event.type == EventType::private_message;
    const std::size_t marks = event.type == EventType::emote ? std::string_view(
                                                                   "\x01"
                                                                   "ACTION \x01")
                                                                   .size()
                                                             : 0;
    const std::size_t head = full_name(event.from).size() + target.size() + (is_private ? 0 : 1) + marks +
                             std::string_view(": PRIVMSG  :").size();
    const std::size_t most = std::max(least_piece, max_line - std::min(max_line, head));
    const bool several = event.text.find('\n') != std::string_view::npos ||
                         event.extra.find(joins_mark) != std::string_view::npos;
    if (several && caps.has(Cap::multiline)) return block(out, event, caps);
    bool first = true;
    for (const Part& part : parts_of(event)) {
        std::string_view line = part.text;
        while (!line.empty()) {
            const std::size_t length = fit(line, most);
            piece(out, event, caps, line.substr(0, length), first);
            line.remove_prefix(length);
            if (line.starts_with(' ')) line.remove_prefix(1);
            first = false;
        }
    }
}

// For those who can put it together again.
void EventEncoder::block(std::string& out, const Event& event, Caps caps) const {
    const bool is_private = event.type == EventType::private_message;
    const std::string name = fmt::format("m{:x}", hash_of(message_id(event), 0xcbf29ce484222325ULL));
    const std::string target = fmt::format("{}{}", is_private ? "" : "#", is_private ? event.to : event.room);
    auto to = std::back_inserter(out);
    begin(out, event, caps, true);
    fmt::format_to(to, ":{} BATCH +{} draft/multiline {}\r\n", full_name(event.from), name, target);
    for (const Part& part : parts_of(event)) {
        fmt::format_to(to, "@batch={}{} :{} {} {} :{}\r\n", name, part.joins ? ";draft/multiline-concat" : "",
                       full_name(event.from), is_notice(event) ? "NOTICE" : "PRIVMSG", target, part.text);
    }
    fmt::format_to(to, ":{} BATCH -{}\r\n", server_, name);
}

void EventEncoder::piece(std::string& out, const Event& event, Caps caps, std::string_view text,
                         bool first) const {
    begin(out, event, caps, first);
    const bool is_private = event.type == EventType::private_message;
    const bool acts = event.type == EventType::emote;
    fmt::format_to(std::back_inserter(out), ":{} {} {}{} :{}{}{}\r\n", full_name(event.from),
                   is_notice(event) ? "NOTICE" : "PRIVMSG", is_private ? "" : "#",
                   is_private ? event.to : event.room,
                   acts ? "\x01"
                          "ACTION "
                        : "",
                   text, acts ? "\x01" : "");
}

void EventEncoder::joined(std::string& out, const Event& event, Caps caps) const {
    begin(out, event, caps, false);
    fmt::format_to(std::back_inserter(out), ":{} JOIN #{}", full_name(event.from), event.room);
    if (caps.has(Cap::extended_join)) {
        const std::string_view real = event.extra.empty() ? event.from : event.extra;
        fmt::format_to(std::back_inserter(out), " {} :{}", event.registered ? event.from : "*", real);
    }
    out.append("\r\n");
}

void EventEncoder::left(std::string& out, const Event& event, Caps caps) const {
    begin(out, event, caps, false);
    auto to = std::back_inserter(out);
    switch (event.leaving) {
        case Leaving::walked_out: {
            const std::string_view why = event.extra.empty() ? event.text : event.extra;
            fmt::format_to(to, ":{} PART #{}{}{}\r\n", full_name(event.from), event.room,
                           why.empty() ? "" : " :", why);
            return;
        }
        case Leaving::gone: fmt::format_to(to, ":{} QUIT :{}\r\n", full_name(event.from), event.text); return;
        case Leaving::put_out:
            fmt::format_to(to, ":{} KICK #{} {} :{}\r\n", event.by.empty() ? server_ : std::string(event.by),
                           event.room, event.from, event.extra.empty() ? event.text : event.extra);
            return;
    }
}

// Comings and goings in sums are for others.
void EventEncoder::notice(std::string& out, const Event& event, Caps caps) const {
    if (event.code == Code::presence_sum || event.code == Code::presence_count) return;
    begin(out, event, caps, false);
    if (event.room.empty()) {
        fmt::format_to(std::back_inserter(out), ":{} NOTICE * :{}\r\n", server_, event.text);
    } else {
        fmt::format_to(std::back_inserter(out), ":{} NOTICE #{} :{}\r\n", server_, event.room, event.text);
    }
}

}  // namespace confab::dialect::irc
