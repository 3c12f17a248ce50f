#include "confab/wire/telnet/telnet_session.hpp"

#include <algorithm>
#include <bit>

#include "confab/wire/telnet/telnet.hpp"
#include "telnet_options.hpp"

namespace confab::wire {

namespace {

using telnet_options::Index;
using telnet_options::table;

}  // namespace

TelnetInput TelnetSession::next(std::string_view& bytes) {
    const TelnetInput input = next_command(bytes);
    if (input.kind != Kind::none || bytes.empty()) return input;
    const std::string_view data = bytes.substr(0, bytes.find('\xff'));
    bytes.remove_prefix(data.size());
    return {Kind::data, data};
}

TelnetInput TelnetSession::next_command(std::string_view& bytes) {
    if (told_) forget_told();
    while (reply_.empty() && pending_ == 0) {
        if (bytes.empty() || (!parser_.within() && bytes.front() != '\xff')) return {};
        const TelnetStep step = parser_.feed(bytes);
        switch (step) {
            case TelnetStep::more: break;
            case TelnetStep::literal: return {Kind::data, "\xff"};
            case TelnetStep::not_one: return {Kind::dropped};
            case TelnetStep::command: command(parser_.code()); break;
            case TelnetStep::option: negotiate(parser_.verb(), parser_.option()); break;
            default: collect(step); break;
        }
    }
    return tell();
}

std::string_view TelnetSession::reply() {
    told_ = true;
    return reply_;
}

// The reply first: what is told may make the caller send more, which has to come after it.
TelnetInput TelnetSession::tell() {
    told_ = true;
    if (!reply_.empty()) return {Kind::reply, reply_};
    const auto kind = static_cast<Kind>(std::countr_zero(pending_));
    pending_ &= static_cast<std::uint16_t>(pending_ - 1);
    switch (kind) {
        case Kind::resized: return {kind, {}, columns_, rows_};
        case Kind::terminal_type:
        case Kind::user: return {kind, value_};
        case Kind::charset: return {kind, telnet_options::utf8};
        default: return {kind};
    }
}

// Whoever has negotiated is idle in this respect for good: nothing is kept for them.
void TelnetSession::forget_told() {
    if (!told_) return;
    told_ = false;
    std::string().swap(reply_);
    if (pending_ == 0) std::string().swap(value_);
}

void TelnetSession::command(std::uint8_t code) {
    switch (code) {
        case telnet::are_you_there: return note(Kind::are_you_there);
        case telnet::interrupt_process: return note(Kind::interrupt_process);
        case telnet::break_: return note(Kind::break_);
        case telnet::erase_character: return note(Kind::erase_character);
        case telnet::erase_line: return note(Kind::erase_line);
        default: return;
    }
}

void TelnetSession::start() {
    forget_told();
    if (left_alone_) return;
    started_ = true;
    ever_started_ = true;
    for (std::size_t i = 0; i < known; ++i) {
        if (table[i].ask_ours) want(ours, i, true);
        if (table[i].ask_theirs) want(theirs, i, true);
    }
}

void TelnetSession::stop() {
    forget_told();
    if (!started_) return;
    character_mode_ = false;
    started_ = false;
    want(ours, Index::go_ahead, false);
    give_lines_back();
}

void TelnetSession::echo(bool on) {
    forget_told();
    if (left_alone_ || character_mode_) return;
    ever_echoed_ = true;
    want(ours, Index::echo, on);
}

void TelnetSession::want(Side side, std::size_t index, bool on) {
    say(side, index, options_[side][index].want(on));
}

void TelnetSession::say(Side side, std::size_t index, TelnetOption::Say what) {
    using Say = TelnetOption::Say;
    if (what == Say::nothing) return;
    const bool on = what == Say::on;
    if (side == ours) return send(on ? telnet::will : telnet::wont, table[index].code);
    send(on ? telnet::do_ : telnet::dont, table[index].code);
}

void TelnetSession::send(std::uint8_t verb, std::uint8_t code) {
    reply_ += {static_cast<char>(telnet::iac), static_cast<char>(verb), static_cast<char>(code)};
}

void TelnetSession::negotiate(std::uint8_t verb, std::uint8_t code) {
    const Side side = verb == telnet::do_ || verb == telnet::dont ? ours : theirs;
    const bool on = verb == telnet::do_ || verb == telnet::will;
    if (code == telnet::option_timing_mark && side == ours) return answer_timing_mark(verb);
    const auto row =
        std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.code == code; });
    const auto index = static_cast<std::size_t>(row - table.begin());
    if (row == table.end() || !negotiates(side, index)) {
        if (on) refuse(side, code);
        return;
    }

    TelnetOption& option = options_[side][index];
    const bool was_on = option.on();
    const bool was_asked = option.asked();
    // We show what is typed only to whoever we have offered it.
    const bool agreeable = index != Index::echo;
    say(side, index, on ? option.peer_on(agreeable) : option.peer_off());
    switched(side, index, was_on);
    if (side == ours && telnet_options::for_keys(index)) look_at_mode(!on && (was_on || was_asked));
}

bool TelnetSession::negotiates(Side side, std::size_t index) const {
    if (!ever_started_) return side == ours && index == Index::echo && ever_echoed_;
    return side == ours ? table[index].ours : table[index].theirs;
}

// RFC 860: WILL once everything before it has been handled, which is now.
void TelnetSession::answer_timing_mark(std::uint8_t verb) {
    if (verb != telnet::do_) return;
    send(telnet::will, telnet::option_timing_mark);
    note(Kind::timing_mark);
}

// An option that is off and stays off: one refusal is enough, and cannot loop.
void TelnetSession::refuse(Side side, std::uint8_t code) {
    auto refused = refused_[side][code];
    if (refused) return;
    refused = true;
    send(side == ours ? telnet::wont : telnet::dont, code);
}

void TelnetSession::look_at_mode(bool said_no) {
    const bool agreed = options_[ours][Index::echo].on() && options_[ours][Index::go_ahead].on();
    if (agreed && started_ && !left_alone_ && !character_mode_) {
        character_mode_ = true;
        note(Kind::character_mode);
    } else if (said_no && !left_alone_) {
        leave_alone();
    }
}

// A client that agreed to one of the two and not to the other would not show the typing
// or wait for lines: it gets back to showing its own.
void TelnetSession::leave_alone() {
    left_alone_ = true;
    character_mode_ = false;
    give_lines_back();
    if (started_) note(Kind::refused);
}

// It shows what is typed itself. With BINARY a telnet would not make the line ends of its own echo
// what its terminal needs.
void TelnetSession::give_lines_back() {
    want(ours, Index::echo, false);
    want(ours, Index::binary, false);
    want(theirs, Index::binary, false);
}

}  // namespace confab::wire
