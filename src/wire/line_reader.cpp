#include "confab/wire/line_reader.hpp"

#include <algorithm>

namespace confab::wire {

namespace {

// An erased character leaves the mark that a terminal's backspace would have sent.
constexpr char erase_mark = '\x7f';

// Where the first LF, CR or byte 255 is, or the end. Three searches of the C library, which looks at 32
// and more bytes at once, over a window at a time, so that a far LF is not looked for again and
// again while lines end with CR.
std::size_t find_special(std::string_view bytes) {
    constexpr std::size_t window = 256;
    for (std::size_t start = 0; start < bytes.size(); start += window) {
        const std::string_view part = bytes.substr(start, window);
        std::size_t end = std::min(part.find('\n'), part.size());
        end = std::min(part.substr(0, end).find('\r'), end);
        end = std::min(part.substr(0, end).find('\xff'), end);
        if (end < part.size()) return start + end;
    }
    return bytes.size();
}

}  // namespace

Input LineReader::next(std::string_view& bytes, std::size_t max_line) {
    forget_told();
    while (!bytes.empty()) {
        if (bytes[0] == '\xff') return {};  // may stand between CR and LF
        if (after_cr_) {
            after_cr_ = false;
            if (bytes[0] == '\n' || bytes[0] == '\0') {
                bytes.remove_prefix(1);
                continue;
            }
        }
        const std::size_t end = find_special(bytes);
        const std::string_view piece = bytes.substr(0, end);
        if (end == bytes.size() || bytes[end] == '\xff') {
            bytes.remove_prefix(end);
            if (add(piece, max_line)) return {Input::Kind::too_long};
            return {};
        }
        after_cr_ = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        bool done = true;
        const Input input = line_end(piece, max_line, done);
        if (done) return input;
    }
    return {};
}

void LineReader::forget_told() {
    if (line_ && line_->complete) line_.reset();
}

// `done` is false when the line was thrown away and that has been told before.
Input LineReader::line_end(std::string_view last_piece, std::size_t max_line, bool& done) {
    if (!line_ && !overlong_ && last_piece.size() <= max_line) {
        return {Input::Kind::line, last_piece};  // the usual case: nothing is copied
    }
    const bool just_now = add(last_piece, max_line);
    if (overlong_) {
        overlong_ = false;
        done = just_now;
        return {Input::Kind::too_long};
    }
    line().complete = true;
    return {Input::Kind::line, line_->text, line_->garbled};
}

Input LineReader::finish(bool broken_off) {
    if (!line_ || line_->complete) return {};
    line_->garbled |= broken_off;
    line_->complete = true;
    return {Input::Kind::line, line_->text, line_->garbled};
}

LineReader::Partial& LineReader::line() {
    if (!line_) line_ = std::make_unique<Partial>();
    return *line_;
}

// True when this piece makes the line too long.
bool LineReader::add(std::string_view piece, std::size_t max_line) {
    if (overlong_ || piece.empty()) return false;
    if (line().length + piece.size() > max_line) {
        overlong_ = true;
        line_.reset();
        return true;
    }
    line_->text.append(piece);
    line_->length += piece.size();
    line_->erasable += piece.size();
    return false;
}

bool LineReader::add_byte_255(std::size_t max_line) {
    forget_told();
    after_cr_ = false;
    return add("\xff", max_line);
}

void LineReader::lose_byte_255() {
    forget_told();
    if (!overlong_) line().garbled = true;
}

// What is a character is not known before the line is cleaned, so a mark is left for then. Marks
// that can find nothing to erase are not kept, or they could fill the memory.
void LineReader::erase_character() {
    forget_told();
    if (!line_ || line_->erasable == 0) return;
    --line_->erasable;
    line_->text.push_back(erase_mark);
}

void LineReader::erase_line() { line_.reset(); }

}  // namespace confab::wire
