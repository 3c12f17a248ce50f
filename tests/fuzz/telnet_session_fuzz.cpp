// Any bytes in any pieces: the session tells the same, and answers little.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "confab/wire/telnet/telnet_session.hpp"

namespace {

using confab::wire::TelnetInput;
using confab::wire::TelnetSession;

// The first requests, and those that follow on an option that was agreed, are not in the input.
constexpr std::size_t asked_by_ourselves = 100;

struct Heard {
    std::string told;
    std::string data;
    std::size_t answered = 0;

    bool operator==(const Heard&) const = default;
};

void take(TelnetSession& session, std::string_view bytes, Heard& heard) {
    for (;;) {
        const TelnetInput input = session.next(bytes);
        if (input.kind == TelnetInput::Kind::none) return;
        if (input.kind == TelnetInput::Kind::data) {
            heard.data += input.bytes;
            continue;
        }
        if (input.kind == TelnetInput::Kind::reply) heard.answered += input.bytes.size();
        heard.told += static_cast<char>('a' + static_cast<int>(input.kind));
        heard.told += input.bytes;
        heard.told += std::to_string(input.columns * 65536 + input.rows);
        heard.told += std::to_string(heard.data.size());  // what was typed before it
    }
}

Heard hear_in_pieces(std::string_view bytes, std::size_t piece) {
    TelnetSession session;
    session.start();
    Heard heard;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        take(session, bytes.substr(0, piece), heard);
    }
    take(session, {}, heard);
    return heard;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Heard whole = hear_in_pieces(bytes, size + 1);
    if (whole != hear_in_pieces(bytes, 1) || whole != hear_in_pieces(bytes, 3)) std::abort();
    if (whole.data.size() > size || whole.answered > size + asked_by_ourselves) std::abort();
    return 0;
}
