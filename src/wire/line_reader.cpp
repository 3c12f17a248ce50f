#include "confab/wire/line_reader.hpp"

#include <algorithm>
#include <utility>

#include "confab/wire/telnet/telnet.hpp"

namespace confab::wire {

namespace {

// An erased character leaves the mark that a terminal's backspace would have sent.
constexpr char erase_mark = '\x7f';

// Where the first LF, CR or IAC is, or the end. Three searches of the C library, which looks at 32
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
    if (line_ && line_->complete) line_.reset();
    if (tell_interrupt_) {
        tell_interrupt_ = false;
        return {Input::Kind::interrupt, {}};
    }
    while (!bytes.empty()) {
        if (parser_.within()) {
            const Input input = step(parser_.feed(bytes), max_line);
            if (input.kind != Input::Kind::none) return input;
            continue;
        }
        if (bytes[0] == '\xff') {  // may stand between CR and LF
            telnet_ = true;
            parser_.feed(bytes);
            continue;
        }
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
            if (add(piece, max_line)) return {Input::Kind::too_long, {}};
            continue;
        }
        after_cr_ = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        bool done = true;
        const Input input = line_end(piece, max_line, done);
        if (done) return input;
    }
    return {};
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
        return {Input::Kind::too_long, {}};
    }
    line().complete = true;
    return {Input::Kind::line, line_->text, line_->garbled};
}

Input LineReader::finish() {
    const bool broken_off = parser_.within();
    parser_.reset();
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

Input LineReader::step(TelnetStep step, std::size_t max_line) {
    switch (step) {
        case TelnetStep::literal:  // one byte of text
            after_cr_ = false;
            if (add("\xff", max_line)) return {Input::Kind::too_long, {}};
            return {};
        case TelnetStep::not_one:
            if (!overlong_) line().garbled = true;
            return {};
        case TelnetStep::command: return command(parser_.code());
        case TelnetStep::option: return negotiate();
        default: return {};  // sub-negotiations are of options that were refused
    }
}

Input LineReader::command(std::uint8_t code) {
    switch (code) {
        case telnet::erase_character: erase_character(); return {};
        case telnet::erase_line: erase_line(); return {};
        case telnet::interrupt_process: interrupted_ = true; return {};
        case telnet::are_you_there: return {Input::Kind::are_you_there, {}};
        default: return {};
    }
}

// RFC 1143 with every option unsupported: all are off for good, so a request to switch one on is
// refused, one to switch it off is granted already. Refusing once is enough and cannot loop.
Input LineReader::negotiate() {
    const std::uint8_t option = parser_.option();
    if (parser_.verb() == telnet::dont && option == telnet::option_echo && negotiation_) {
        negotiation_->hides = false;  // it goes on showing what is typed, and knows that
    }
    if (parser_.verb() == telnet::wont || parser_.verb() == telnet::dont) return {};
    Negotiation& spoken = negotiation();
    const bool asks_us = parser_.verb() == telnet::do_;
    std::uint8_t answer = asks_us ? telnet::wont : telnet::dont;
    if (asks_us && option == telnet::option_timing_mark) {
        answer = telnet::will;
        tell_interrupt_ = std::exchange(interrupted_, false);
    } else {
        auto refused = spoken.refused[asks_us ? 0 : 1][option];
        if (refused) return {};
        refused = true;
    }
    return {Input::Kind::telnet_reply, say(answer, option)};
}

std::string_view LineReader::say(std::uint8_t verb, std::uint8_t option) {
    std::array<char, 3>& reply = negotiation().reply;
    reply = {static_cast<char>(telnet::iac), static_cast<char>(verb), static_cast<char>(option)};
    return {reply.data(), reply.size()};
}

LineReader::Negotiation& LineReader::negotiation() {
    if (!negotiation_) negotiation_ = std::make_unique<Negotiation>();
    return *negotiation_;
}

// Its DO ECHO is the answer to ours, however late it comes, and wants none.
std::string_view LineReader::hide(bool on) {
    Negotiation& spoken = negotiation();
    if (std::exchange(spoken.hides, on) == on) return {};
    spoken.refused[0][telnet::option_echo] = true;
    return say(on ? telnet::will : telnet::wont, telnet::option_echo);
}

// What is a character is not known before the line is cleaned, so a mark is left for then. Marks
// that can find nothing to erase are not kept, or they could fill the memory.
void LineReader::erase_character() {
    if (!line_ || line_->erasable == 0) return;
    --line_->erasable;
    line_->text.push_back(erase_mark);
}

void LineReader::erase_line() { line_.reset(); }

}  // namespace confab::wire
