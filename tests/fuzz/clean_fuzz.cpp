// Any bytes come out clean: valid UTF-8, no control, no space at the end, and clean again is the same.
#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "confab/wire/clean.hpp"

namespace {

bool is_clean(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return false;
        if ((c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) return false;
    }
    return text.empty() || text.back() != ' ';
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static confab::wire::Cleaner cleaner;
    const std::string once(cleaner.clean({reinterpret_cast<const char*>(data), size}));
    if (!is_clean(once)) std::abort();
    if (cleaner.clean(once) != once) std::abort();
    return 0;
}
