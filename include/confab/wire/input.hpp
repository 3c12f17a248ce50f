// What comes of the bytes of a client.
#pragma once

#include <cstdint>
#include <string_view>

namespace confab::wire {

struct Input {
    enum class Kind : std::uint8_t {
        none,           // all bytes are used up
        line,           // `bytes` without its end, not cleaned yet; may be empty
        too_long,       // told once for a line over the limit, which is thrown away
        reply,          // `bytes` are to be sent as they are
        are_you_there,  // the client's program asks whether the server answers
        interrupt,      // Ctrl-C, where the client's program tells of it
        other,          // what it is knows only the decoder that gives it
    };
    Kind kind = Kind::none;
    std::string_view bytes{};  // valid until the next call, and while the bytes that were fed are
    bool garbled = false;      // of a line: a byte 255 that begins no command was dropped from it
};

}  // namespace confab::wire
