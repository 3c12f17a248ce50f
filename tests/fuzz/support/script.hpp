// Any bytes as numbers and texts, for targets that are more than one call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace confab::fuzz {

inline void expect(bool holds) {
    if (!holds) std::abort();
}

class Script {
  public:
    Script(const std::uint8_t* data, std::size_t size) : bytes_(reinterpret_cast<const char*>(data), size) {}

    bool empty() const { return bytes_.empty(); }
    unsigned number() {
        if (bytes_.empty()) return 0;
        const auto byte = static_cast<std::uint8_t>(bytes_.front());
        bytes_.remove_prefix(1);
        return byte;
    }
    // So many bytes as the next one says.
    std::string_view text() {
        const unsigned length = number();
        const std::string_view text = bytes_.substr(0, length);
        bytes_.remove_prefix(text.size());
        return text;
    }

  private:
    std::string_view bytes_;
};

}  // namespace confab::fuzz
