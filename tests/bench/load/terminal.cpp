// Clients with a live terminal of 80 by 24: keys go out, and what comes back draws a screen. A payload
// is shorter than a row, so it stands in one piece wherever the screen has it.
#include <cstring>

#include "crowd.hpp"

namespace confab::bench {
namespace {

// All that a telnet would say in answer, said at once: keys one by one, the size, the type.
using namespace std::string_view_literals;  // there are NULs in it
constexpr std::string_view agreement =
    "\xff\xfd\x01\xff\xfd\x03\xff\xfb\x1f\xff\xfa\x1f\x00\x50\x00\x18\xff\xf0"
    "\xff\xfb\x18\xff\xfa\x18\x00XTERM-256COLOR\xff\xf0"
    "\xff\xfc\x27\xff\xfe\x2a\xff\xfc\x2a\xff\xfe\x00\xff\xfc\x00"sv;

void enter(Crowd& crowd, Client& client) { crowd.write(client, agreement); }

void encode(std::string& out, std::string_view, std::string_view payload) { (out += payload) += '\r'; }

// The rest may hold the beginning of a payload, and is looked at again.
std::size_t split(Crowd& crowd, Client& client, const char* data, std::size_t size) {
    const std::string_view all(data, size);
    if (client.awaited && all.substr(client.partial.size()).find(client.awaited) != all.npos) {
        client.awaited = 0;
        client.echoed = now_ns();
    }
    if (!client.in && all.find("* You are ") != all.npos) crowd.is_in(client);
    const std::size_t payload = crowd.shape().size();
    std::size_t at = 0;
    while (at + payload <= size) {
        const std::size_t next = all.find_first_of("MS", at);
        if (next == all.npos || next + payload > size) break;
        const bool stands = crowd.shape().stands_at(data + next);
        if (stands) crowd.payload(client, data + next);
        at = next + (stands ? payload : 1);
    }
    return size < payload ? 0 : std::max(at, size - (payload - 1));
}

}  // namespace

Protocol terminal() { return {"terminal", true, true, 3.3, 70, enter, encode, split}; }

}  // namespace confab::bench
