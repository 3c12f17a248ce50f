// From data to lines, which end with LF, CR LF, CR NUL or a bare CR, as telnet and netcat send them.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "confab/wire/input.hpp"

namespace confab::wire {

// Keeps a partial line and nothing else: an idle reader holds no buffer. A byte 255 is in no text, but may
// begin a command: next() stops in front of it, and whoever knows what it is goes on from there.
class LineReader {
  public:
    // Takes the next line out of the front of `bytes`; none when it has used them up to the end or a byte
    // 255. However the same bytes are cut into pieces, the same lines come out. `max_line` counts a line's
    // bytes without its end; no more than twice that is ever kept.
    Input next(std::string_view& bytes, std::size_t max_line);
    // The last line, if input ended without a newline; `broken_off`: or within a command.
    Input finish(bool broken_off = false);

    // A byte 255 is text after all. True if it makes the line too long.
    bool add_byte_255(std::size_t max_line);
    // A byte 255 was nothing, and was dropped.
    void lose_byte_255();
    void erase_character();
    void erase_line();

    std::string_view partial() const {
        return line_ && !line_->complete ? std::string_view(line_->text) : std::string_view();
    }

    // For snapshots, between two calls.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.line_, self.after_cr_, self.overlong_);
    }

  private:
    // A line whose end has not come yet.
    struct Partial {
        std::string text;
        std::size_t length = 0;    // its bytes without erase marks
        std::size_t erasable = 0;  // how many of them at most are not erased yet
        bool complete = false;     // handed out; gone with the next call
        bool garbled = false;

        template <class Archive, class Self>
        static void fields(Archive& archive, Self& self) {
            archive(self.text, self.length, self.erasable, self.complete, self.garbled);
        }
    };

    Input line_end(std::string_view last_piece, std::size_t max_line, bool& done);
    bool add(std::string_view piece, std::size_t max_line);
    Partial& line();
    void forget_told();

    std::unique_ptr<Partial> line_;
    bool after_cr_ = false;
    bool overlong_ = false;
};

}  // namespace confab::wire
