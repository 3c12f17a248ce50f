// What a line says, without its time and room: the one place that has the words.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "confab/core/event.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/rooms/line_number.hpp"

namespace confab::dialect {

// `ink` writes it: fixed() what is ours, name() a person's name, said() what somebody wrote.
// No text of a user comes first, except after a name, and a name never begins with what the other
// lines begin with.
template <class Ink>
void write_body(Ink& ink, const Event& e) {
    switch (e.type) {
        case EventType::message:
            ink.name(e.from);
            ink.fixed(": ");
            return ink.said(e.text);
        case EventType::emote:
            ink.fixed("** ");
            ink.name(e.from);
            ink.fixed(" ");
            return ink.said(e.text);
        case EventType::private_message:
            ink.name(e.from);
            ink.fixed(" -> ");
            ink.name(e.to);
            ink.fixed(": ");
            return ink.said(e.text);
        case EventType::joined:
            ink.fixed("* ");
            ink.name(e.from);
            ink.fixed(" joined #");
            return ink.fixed(e.room);
        case EventType::left:
            ink.fixed("* ");
            ink.name(e.from);
            ink.fixed(" left #");
            ink.fixed(e.room);
            if (e.text.empty()) return;
            ink.fixed(" (");
            ink.said(e.text);
            return ink.fixed(")");
        case EventType::renamed:
            ink.fixed("* ");
            ink.name(e.from);
            ink.fixed(" is now called ");
            return ink.name(e.to);
        case EventType::topic:
            ink.fixed("* ");
            if (!e.from.empty()) {
                ink.name(e.from);
                ink.fixed(e.text.empty() ? " cleared the " : " set the ");
            }
            ink.fixed("topic of #");
            ink.fixed(e.room);
            if (e.text.empty()) return;
            ink.fixed(": ");
            return ink.said(e.text);
        case EventType::edited:
            ink.fixed("* ");
            ink.name(e.from);
            ink.fixed(" corrects: ");
            return ink.said(e.text);
        case EventType::deleted:
            ink.fixed("* ");
            ink.name(e.from);
            ink.fixed(" takes back ");
            if (e.about == nullptr || e.about->from.empty() || e.about->from == e.from) {
                return ink.fixed("a line");
            }
            ink.fixed("a line of ");
            return ink.name(e.about->from);
        case EventType::notice: ink.fixed("* "); return ink.fixed(e.text);
        case EventType::verbatim: return ink.fixed(e.text);
        case EventType::error: ink.fixed("! "); return ink.fixed(e.text);
    }
}

// The line above an answer: what it answers, as far as that is known.
inline bool has_quote(const Event& e) {
    return e.type == EventType::message && e.about != nullptr && !e.about->from.empty();
}

// A name does not begin with '>', so neither does any other line.
template <class Ink>
void write_quote(Ink& ink, const Reference& answered) {
    ink.fixed("> ");
    ink.name(answered.from);
    ink.fixed(": ");
    ink.said(answered.text);
}

// What stands before the name of a line, in brackets; nothing if the view has no numbers.
inline std::string number_before(const Event& e, const View& view) {
    if (!view.numbers) return {};
    const std::uint64_t number = line_number(e);
    return number == 0 ? std::string() : fmt::format("[{}] ", number);
}

}  // namespace confab::dialect
