// What a line says, without its time and room: the one place that has the words.
#pragma once

#include "confab/core/event.hpp"

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
        case EventType::notice: ink.fixed("* "); return ink.fixed(e.text);
        case EventType::error: ink.fixed("! "); return ink.fixed(e.text);
    }
}

}  // namespace confab::dialect
