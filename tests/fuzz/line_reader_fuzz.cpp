// Any bytes in any pieces: the decoder gives the same lines, keeps little, and never crashes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "confab/wire/line_decoder.hpp"

namespace {

constexpr std::size_t max_line = 64;

using confab::wire::Input;
using confab::wire::LineDecoder;

void take(LineDecoder& decoder, std::string_view bytes, std::string& out) {
    for (;;) {
        const Input input = decoder.next(bytes, max_line);
        if (input.kind == Input::Kind::none) return;
        out += static_cast<char>('0' + static_cast<int>(input.kind));
        out += input.bytes;
        out += '\n';
        if (decoder.partial().size() > 2 * max_line) std::abort();
    }
}

std::string read_in_pieces(std::string_view bytes, std::size_t piece) {
    LineDecoder decoder;
    std::string out;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        take(decoder, bytes.substr(0, piece), out);
    }
    out += decoder.finish().bytes;
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string whole = read_in_pieces(bytes, size + 1);
    if (whole != read_in_pieces(bytes, 1) || whole != read_in_pieces(bytes, 3)) std::abort();
    return 0;
}
