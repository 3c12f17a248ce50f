// What comes in: telnet, then lines or keys.
#include <utility>

#include "terminal_parts.hpp"

namespace confab::dialect {

TerminalInput Terminal::Parts::next(std::string_view& bytes) {
    for (;;) {
        if (has_more()) {
            const TerminalInput input = live_ ? typed() : line_mode();
            if (input.kind != wire::Input::Kind::none) return input;
        }
        typed_.clear();
        taken_ = 0;
        const wire::TelnetInput input = telnet_.next(bytes);
        if (input.kind == wire::TelnetInput::Kind::none) return {};
        const TerminalInput result = telnet(input);
        if (result.kind != wire::Input::Kind::none) return result;
    }
}

TerminalInput Terminal::Parts::telnet(const wire::TelnetInput& input) {
    using Kind = wire::TelnetInput::Kind;
    switch (input.kind) {
        case Kind::reply: return {wire::Input::Kind::reply, input.bytes};
        case Kind::data: return data(input.bytes);
        case Kind::character_mode: return TerminalAction::live;
        case Kind::refused: return TerminalAction::not_live;
        case Kind::resized: resized(input.columns, input.rows); return {};
        case Kind::terminal_type: return named(input.bytes);
        case Kind::user: told_ = input.bytes; return {TerminalAction::user, told_};
        case Kind::timing_mark:
            if (!live_) return wire::Input::Kind::interrupt;
            paint_again();
            return {};
        case Kind::are_you_there: return wire::Input::Kind::are_you_there;
        case Kind::dropped: lose_byte_255(); return {};
        case Kind::interrupt_process:
        case Kind::break_:
            return live_ ? apply({.kind = Key::Kind::ctrl, .letter = 'c', .text = {}}) : TerminalInput();
        case Kind::erase_character:
            if (live_) return apply({.kind = Key::Kind::backspace, .letter = 0, .text = {}});
            lines_.erase_character();
            return {};
        case Kind::erase_line:
            if (live_) return apply({.kind = Key::Kind::ctrl, .letter = 'u', .text = {}});
            lines_.erase_line();
            return {};
        case Kind::charset:
        case Kind::none: return {};
    }
    return {};
}

// A byte 255 is data where telnet had it twice, and alone then.
TerminalInput Terminal::Parts::data(std::string_view bytes) {
    if (live_ || bytes != "\xff") {
        typed_.assign(bytes);
        return {};
    }
    return lines_.add_byte_255(max_line_) ? wire::Input::Kind::too_long : wire::Input::Kind::none;
}

void Terminal::Parts::lose_byte_255() { live_ ? editor_.lose_character() : lines_.lose_byte_255(); }

TerminalInput Terminal::Parts::line_mode() {
    std::string_view rest = std::string_view(typed_).substr(taken_);
    const wire::Input input = lines_.next(rest, max_line_);
    taken_ = typed_.size() - rest.size();
    return input;
}

TerminalInput Terminal::Parts::typed() {
    while (has_more()) {
        std::string_view rest = std::string_view(typed_).substr(taken_);
        const Key key = keys_.next(rest);
        taken_ = typed_.size() - rest.size();
        if (keys_.take_lost()) editor_.lose_character();
        if (key.kind == Key::Kind::none) break;
        const TerminalInput input = apply(key);
        if (input.kind != wire::Input::Kind::none) return input;
    }
    return {};
}

TerminalInput Terminal::Parts::apply(const Key& key) {
    using Kind = EditorResult::Kind;
    EditorResult result = editor_.apply(key);
    if (result.kind == Kind::nothing) return {};
    dirty_ = true;
    told_ = std::move(result.text);
    refusal_ = std::move(result.why);
    switch (result.kind) {
        case Kind::submit: return {wire::Input::Kind::line, told_};
        case Kind::submit_block: return {TerminalAction::block, told_};
        case Kind::leave: return TerminalAction::leave;
        case Kind::refused: return TerminalAction::refused;
        case Kind::interrupt:
            if (editor_.secret()) return wire::Input::Kind::line;
            return told_.empty() ? wire::Input::Kind::interrupt : wire::Input::Kind::none;
        case Kind::complete: {
            const CompletionQuestion question = editor_.question();
            ticket_ = question.ticket;
            asked_ = question.word;
            const InputView view = editor_.view();
            told_ = view.text.substr(0, view.cursor);
            return {TerminalAction::complete, told_};
        }
        case Kind::redraw: paint_again(); return {};
        case Kind::bell: screen_.bell(); return {};
        case Kind::changed:
        case Kind::nothing: return {};
    }
    return {};
}

void Terminal::Parts::flush_escape() {
    const Key key = keys_.flush_escape();
    const bool useless = key.kind == Key::Kind::escape && !editor_.busy();
    apply(key);
    if (!useless) return;
    screen_.bell();
    look();
}

void Terminal::Parts::resized(unsigned columns, unsigned rows) {
    const Size size{columns, rows};
    if (size == size_) return;
    size_ = size;
    prompt();
    if (live_) paint_again();
}

TerminalInput Terminal::Parts::named(std::string_view type) {
    type_ = terminal_type(type);
    type_known_ = true;
    set(settings_);
    if (!type_.dumb) return {};
    telnet_.stop();
    return TerminalAction::not_live;
}

}  // namespace confab::dialect
