// How to talk to each kind of server: one entry of a table each, and the only code that differs.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace confab::bench {

class Crowd;
struct Client;

struct Protocol {
    const char* name;
    bool echoes;          // a sender gets its own messages back
    bool greets;          // the server says when a client is in; otherwise whoever is connected is in
    double settle;        // seconds until everything that follows a join has been said
    std::size_t longest;  // payload that fits in one line

    // Says what has to be said to get in.
    void (*enter)(Crowd&, Client&);
    // Appends one message for the wire.
    void (*encode)(std::string& out, std::string_view room, std::string_view payload);
    // Takes whole lines or packets off the front, hands payloads to Crowd::payload() and answers
    // the rest; returns how many bytes it took.
    std::size_t (*split)(Crowd&, Client&, const char* data, std::size_t size);
    const char* question = nullptr;  // a line that only the one who sends it gets an answer to
};

// A name such as "r17". (In one expression, g++ 12 warns of an overlap that is not there.)
inline std::string numbered(const char* kind, unsigned number) {
    std::string name = kind;
    return name += std::to_string(number);
}

std::span<const Protocol> protocols();
const Protocol* find_protocol(std::string_view name);

// For the table's entries: lines that end in LF or CR LF, everything but payloads to `control`.
using Control = void (*)(Crowd&, Client&, std::string_view line);
template <Control control>
std::size_t split_lines(Crowd&, Client&, const char* data, std::size_t size);

// MQTT is no lines; it has a file of its own.
Protocol mqtt();
// Nor is a screen.
Protocol terminal();

}  // namespace confab::bench
