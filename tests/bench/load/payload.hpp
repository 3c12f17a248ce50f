// What a message says: who sent it and which of that sender's messages it is, in letters that no
// server cleans away, then filler that shows damage. It ends the line it arrives in, whatever a
// server puts before it.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>

namespace confab::bench {

enum class Kind : char {
    message = 'M',  // counted and verified
    probe = 'S',    // only asks whether everybody is there
};

struct Mark {
    Kind kind;
    std::uint32_t sender;
    std::uint32_t sequence;
};

class Payload {
  public:
    static constexpr std::size_t header = 1 + 4 + 8;

    explicit Payload(std::size_t size) : filler_(size - header, 'x') {}

    std::size_t size() const { return header + filler_.size(); }

    // Appends it; `padding` bytes before it make a long line.
    void write(std::string& out, Mark mark, std::size_t padding = 0) const {
        out.append(padding, 'z');
        out += static_cast<char>(mark.kind);
        letters(out, mark.sender, 4);
        letters(out, mark.sequence, 8);
        out += filler_;
    }

    // Whether the size() bytes at `at` are one; the letters are checked by whoever reads them.
    bool stands_at(const char* at) const {
        return (*at == 'M' || *at == 'S') && !std::memcmp(at + header, filler_.data(), filler_.size());
    }

    static Mark read(const char* at) {
        return {static_cast<Kind>(*at), number(at + 1) & 0xffff, number(at + 5)};
    }

  private:
    static void letters(std::string& out, std::uint32_t value, int count) {
        for (int i = 0; i < count; ++i) out += static_cast<char>('a' + ((value >> (4 * i)) & 15));
    }

    // Eight letters of four bits, the lowest first. Runs once per delivery, hence no loop.
    static std::uint32_t number(const char* at) {
        std::uint64_t x;
        std::memcpy(&x, at, sizeof x);
        x -= 0x6161616161616161;
        x = (x | (x >> 4)) & 0x00ff00ff00ff00ff;
        x = (x | (x >> 8)) & 0x0000ffff0000ffff;
        return static_cast<std::uint32_t>(x | (x >> 16));
    }

    std::string filler_;
};

}  // namespace confab::bench
