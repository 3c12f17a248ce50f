// State as bytes that another process can read, also one of another version.
//
//   file     magic, format, checksum of all that follows; then sections
//   section  name, major and minor version, length, fields
//   struct   length, fields
//   field    a varint, a text with its length, a list with its count, a struct
//
// A field is only ever added at the end of a struct or a section. Who does not know it yet skips it by the
// length, and where it is missing the value stays what it was. Any other change makes another major version,
// which is refused. Monotonic times are written relative to the time of writing, so they hold in a process
// with another such clock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace confab::snapshot {

struct Version {
    std::uint32_t major = 1;
    std::uint32_t minor = 0;
};

enum class Problem : std::uint8_t {
    none,
    damaged,        // cut off, or not what was written
    other_version,  // a section has another major version, or the file another format
};

inline constexpr std::string_view magic = "cfbs";
inline constexpr std::uint64_t format = 1;
inline constexpr std::size_t checksum_size = 8;

// Of bytes, which differs if any of them does: not against intent. Equal states have equal ones.
std::uint64_t checksum(std::string_view bytes);

}  // namespace confab::snapshot
