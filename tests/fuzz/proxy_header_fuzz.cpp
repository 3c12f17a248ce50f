// A header of a proxy: read as it asks for bytes, it takes none from behind, whatever the pieces are.
#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "confab/wire/proxy_header.hpp"

namespace {

using confab::wire::ProxyProgress;
using Kind = ProxyProgress::Kind;

void expect(bool what) {
    if (!what) std::abort();
}

// Reads at most `most` bytes at once. Says how many it took.
std::size_t taken(std::string_view input, std::size_t most, ProxyProgress& last) {
    std::size_t size = 0;
    for (;;) {
        last = confab::wire::read_proxy_header(input.substr(0, size));
        if (last.kind != Kind::incomplete) return size;
        expect(last.wanted > 0 && size + last.wanted <= confab::wire::max_proxy_v2);
        const std::size_t next = std::min({last.wanted, most, input.size() - size});
        if (next == 0) return size;
        size += next;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    ProxyProgress whole;
    ProxyProgress by_byte;
    const std::size_t length = taken(input, size + 1, whole);
    const std::size_t length_by_byte = taken(input, 1, by_byte);
    expect(whole.kind == by_byte.kind);
    if (whole.kind == Kind::bad) return 0;
    expect(length == length_by_byte);
    if (whole.kind != Kind::complete) return 0;
    expect(whole.header.source == by_byte.header.source && whole.header.port == by_byte.header.port);
    expect(whole.header.relayed || !whole.header.encrypted);
    expect(length >= 15);
    if (length < size) {
        expect(confab::wire::read_proxy_header(input.substr(0, length + 1)).kind == Kind::bad);
    }
    return 0;
}
