// Bytes to requests.
#pragma once

#include <string_view>

#include "confab/wire/input.hpp"

namespace confab::dialect {

// The bytes of one connection, cut into inputs. A connection that talks in lines has its wire::LineDecoder
// for this; a dialect with another framing brings a decoder. Not thread-safe.
class Decoder {
  public:
    virtual ~Decoder() = default;

    // The next input out of the front of `bytes`, and of bytes that were taken before. However the same bytes
    // are cut into pieces, the same inputs come out. `max_line` limits what is kept of an unfinished one.
    virtual wire::Input next(std::string_view& bytes, std::size_t max_line) = 0;
    // Does the next call give something even without new bytes?
    virtual bool has_more() const { return false; }
    // Bytes that has_more() tells of.
    virtual std::string_view unused() const { return {}; }
    // What came before the end of the input without an end of its own, and what finish() would give of it.
    virtual wire::Input finish() { return {}; }
    virtual std::string_view partial() const { return {}; }
};

}  // namespace confab::dialect
