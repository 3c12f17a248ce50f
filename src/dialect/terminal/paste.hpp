// Bracketed paste: what the terminal says was not typed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "confab/core/reply.hpp"

namespace confab::dialect {

// Collects a paste, and after that is the block of lines that waits to be sent.
class Paste {
  public:
    // Of a block, which is one message.
    static constexpr std::size_t max_bytes = 16 * 1024;
    static constexpr std::size_t max_lines = 200;

    // Bytes of each line.
    explicit Paste(std::size_t max_line) : max_line_(max_line) {}

    // Keeps no more than the limits, however much comes.
    void add(std::string_view piece);
    bool open() const { return open_; }  // the terminal is still pasting
    void reopen() { open_ = true; }      // it pastes again

    struct Outcome {
        enum class Kind : std::uint8_t {
            nothing,
            one_line,  // `text` is to be inserted as if it was typed
            block,     // waits now
            refused,   // for the reason `why`; a block from before still waits
        };
        Kind kind = Kind::nothing;
        std::string text{};
        Refusal why{};
    };
    // The end of the paste. A line end at its end does not make it two lines: whoever copies one line
    // often copies that too. A block stands where the cursor was: what is before the cursor begins its
    // first line, and what is after it ends the last one. A second paste goes below the block.
    Outcome close(std::string_view before_cursor, std::string_view after_cursor);

    // At least two lines with LF between them, not cleaned yet; empty if none waits.
    const std::string& block() const { return block_; }
    // What is shown for it: "[14 lines: Enter sends, Esc drops]".
    const std::string& notice() const { return notice_; }

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.pasted_, self.block_, self.notice_, self.open_, self.overlong_);
    }

  private:
    Refusal too_long(std::string_view lines) const;

    std::size_t max_line_;
    std::string pasted_;
    std::string block_;
    std::string notice_;
    bool open_ = true;
    bool overlong_ = false;
};

}  // namespace confab::dialect
