// Addresses of the web in a line, and how a terminal is told of one (OSC 8).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace confab::dialect {

struct Link {
    std::size_t begin = 0;  // bytes of the line
    std::size_t end = 0;
};

// Terminals ignore what is longer.
inline constexpr std::size_t max_link = 2000;

// `http://` and `https://` up to a blank or a colour, without what only ends a sentence. Replaces what
// `out` held.
void find_links(std::string_view line, std::vector<Link>& out);

// Pieces of one address in several rows have the same `id`, and so are one link.
void open_link(std::string& out, std::string_view address, std::uint32_t id);
void close_link(std::string& out);

}  // namespace confab::dialect
