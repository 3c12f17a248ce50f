// What happened, before any dialect gave it a form.
#pragma once

#include <cstdint>
#include <string_view>

#include "confab/base/time.hpp"
#include "confab/core/code.hpp"

namespace confab {

enum class EventType : std::uint8_t {
    message,
    emote,
    private_message,
    joined,
    left,
    renamed,
    topic,
    notice,
    error,
    edited,   // about: the message that says `text` now
    deleted,  // about: the message that is gone
    verbatim,  // bytes that the dialect of its one receiver made, as they are
};

// How somebody left a room.
enum class Leaving : std::uint8_t { walked_out, gone, put_out };

// Which members of a room an event is for, by how much of comings and goings they want to see (Quiet).
enum class Reach : std::uint8_t {
    everyone,
    unless_all,  // not for those who see none
    only_off,    // for those who see each; the others are told otherwise, or not at all
    only_on,     // for quiet members, instead of the above
};

// The message that another event is about: one that is answered, corrected or taken back. What is not known
// of it any more is empty.
struct Reference {
    std::uint64_t id = 0;
    std::string_view from{};
    std::string_view text{};  // the beginning of it, one line
};

// The string views last for the call they are passed to: a receiver that keeps an event copies it.
// Only the text of a message may hold newlines: it is then of several lines.
// What makes no sense for a type is empty (text, names) or 0 (id).
struct Event {
    EventType type = EventType::notice;
    bool replay = false;            // said before the receiver came
    bool frame = false;             // the two lines around a replay: never with time or room
    Reach reach = Reach::everyone;  // in a room; a client that is told singly gets all
    Leaving leaving = Leaving::walked_out;
    bool registered = false;  // `from` is the name of an account
    Code code = Code::none;   // of a reply
    WallTime time{};
    std::uint64_t id = 0;     // rises within its room, from 1
    std::string_view room{};  // without '#'
    std::string_view from{};
    std::string_view to{};
    std::string_view text{};
    std::string_view fields{};         // of a reply: Worded::fields
    std::string_view via{};            // who made the token that it was said with; empty: a person said it
    std::string_view label{};          // that the receiver gave to what this answers
    std::string_view by{};             // somebody who put `from` out
    std::string_view extra{};          // for clients of the author's dialect, in its form
    const Reference* about = nullptr;  // null: none; lasts as long as the views
};

}  // namespace confab
