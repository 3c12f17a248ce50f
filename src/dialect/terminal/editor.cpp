#include "editor.hpp"

#include <algorithm>
#include <utility>

#include "confab/dialect/text/reply_line.hpp"
#include "confab/dialect/text/secret_line.hpp"

namespace confab::dialect {

EditorResult Editor::apply(const Key& key) {
    if (key.kind == Key::Kind::none) return {};
    EditorResult result = on_key(key);
    if (name_who_is_answered() && result.kind == EditorResult::Kind::nothing) {
        result.kind = EditorResult::Kind::changed;
    }
    return result;
}

EditorResult Editor::on_key(const Key& key) {
    if (paste_) return in_paste(key);
    EditorResult result;
    if (search_ && in_search(key, result)) return result;
    if (key.kind != Key::Kind::tab && key.kind != Key::Kind::back_tab) completion_.reset();
    killed_before_ = std::exchange(killing_, false);
    return on_line(key);
}

EditorResult Editor::on_line(const Key& key) {
    switch (key.kind) {
        case Key::Kind::text: return type(key.text);
        case Key::Kind::enter: return submit();
        case Key::Kind::tab: return tab(false);
        case Key::Kind::back_tab: return tab(true);
        case Key::Kind::backspace: return changed_or_bell(line_.erase_left());
        case Key::Kind::del: return changed_or_bell(line_.erase_right());
        case Key::Kind::insert: overwrite_ = !overwrite_; return {};
        case Key::Kind::up: return recall(true);
        case Key::Kind::down: return recall(false);
        case Key::Kind::left: return changed_or_bell(line_.left());
        case Key::Kind::right: return changed_or_bell(line_.right());
        case Key::Kind::word_left: return changed_or_bell(line_.move_to(line_.word_left()));
        case Key::Kind::word_right: return changed_or_bell(line_.move_to(line_.word_right()));
        case Key::Kind::home: return changed_or_bell(line_.move_to(0));
        case Key::Kind::end: return changed_or_bell(line_.move_to(line_.text().size()));
        case Key::Kind::ctrl: return ctrl(key.letter);
        case Key::Kind::alt: return alt(key.letter);
        case Key::Kind::alt_backspace: return kill(line_.word_left(), line_.cursor());
        case Key::Kind::paste_begin: paste_ = std::make_unique<Paste>(line_.max_line()); return {};
        case Key::Kind::page_up:
        case Key::Kind::page_down:
        case Key::Kind::other: return {EditorResult::Kind::bell, {}};
        case Key::Kind::none:
        case Key::Kind::escape:
        case Key::Kind::paste_end: break;
    }
    return {};
}

EditorResult Editor::ctrl(char letter) {
    const std::size_t end = line_.text().size();
    switch (letter) {
        case 'a': return changed_or_bell(line_.move_to(0));
        case 'b': return changed_or_bell(line_.left());
        case 'c': return interrupt();
        case 'd':
            return line_.empty() ? EditorResult{EditorResult::Kind::leave, {}}
                                 : changed_or_bell(line_.erase_right());
        case 'e': return changed_or_bell(line_.move_to(end));
        case 'f': return changed_or_bell(line_.right());
        case 'k': return kill(line_.cursor(), end);
        case 'l': return {EditorResult::Kind::redraw, {}};
        case 'n': return recall(false);
        case 'p': return recall(true);
        case 'r': return start_search();
        case 't': return changed_or_bell(line_.transpose());
        case 'u': return kill(0, line_.cursor());
        case 'w': return kill(line_.spaced_word_left(), line_.cursor());
        case 'y': return yank();
        default: return {EditorResult::Kind::bell, {}};
    }
}

EditorResult Editor::alt(char letter) {
    switch (letter) {
        case 'b': return changed_or_bell(line_.move_to(line_.word_left()));
        case 'd': return kill(line_.cursor(), line_.word_right());
        case 'f': return changed_or_bell(line_.move_to(line_.word_right()));
        default: return {EditorResult::Kind::bell, {}};
    }
}

// Cut behind each blank: what stands before it may become something else, in whichever pieces text comes.
EditorResult Editor::type(std::string_view text) {
    bool all = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size() - 1) + 1;
        all = put(text.substr(0, end)) && all;
        name_who_is_answered();
        text.remove_prefix(end);
    }
    return changed_or_bell(all);
}

bool Editor::put(std::string_view text) { return overwrite_ ? line_.overwrite(text) : line_.insert(text); }

bool Editor::name_who_is_answered(bool wherever_the_cursor_is) {
    if (reply_to_.empty() || secret_ || completion_ || busy()) return false;
    const std::size_t command = reply_command(line_.text());
    const bool before = line_.cursor() < command;
    if (command == 0 || (before && !wherever_the_cursor_is)) return false;
    const std::string wanted = "/msg " + reply_to_ + " ";
    const std::size_t behind = before ? 0 : line_.cursor() - command;
    return line_.replace(0, command, wanted) && (line_.move_to(wanted.size() + behind), true);
}

EditorResult Editor::kill(std::size_t from, std::size_t to) {
    if (from == to) return {EditorResult::Kind::bell, {}};
    if (!secret_) {
        if (!killed_) killed_ = std::make_unique<std::string>();
        if (!killed_before_) killed_->clear();
        const bool to_the_left = to == line_.cursor();
        killed_->insert(to_the_left ? 0 : killed_->size(), line_.text(), from, to - from);
        killing_ = true;
    }
    return changed_or_bell(line_.erase(from, to));
}

EditorResult Editor::yank() { return changed_or_bell(killed_ && line_.insert_whole(*killed_)); }

EditorResult Editor::recall(bool older) {
    if (secret_ || !history_) return {EditorResult::Kind::bell, {}};
    const std::string* line = older ? history_->older(line_.text()) : history_->newer();
    if (line == nullptr) return {EditorResult::Kind::bell, {}};
    line_.set(*line);
    return {EditorResult::Kind::changed, {}};
}

EditorResult Editor::interrupt() {
    if (history_) history_->stop_browsing();
    return {EditorResult::Kind::interrupt, line_.take()};
}

EditorResult Editor::submit() {
    EditorResult result{EditorResult::Kind::submit, line_.take()};
    const bool blank = result.text.find_first_not_of(' ') == std::string::npos;
    if (!secret_ && !blank && !may_hold_secret(result.text)) history().remember(result.text);
    if (history_) history_->stop_browsing();
    return result;
}

InputHistory& Editor::history() {
    if (!history_) history_ = std::make_unique<InputHistory>();
    return *history_;
}

void Editor::ask(std::string prompt, bool secret) {
    prompt_ = std::move(prompt);
    if (std::exchange(secret_, secret) == secret) return;
    line_.take();
    search_.reset();
    paste_.reset();
    completion_.reset();
    killing_ = false;
    if (history_) history_->stop_browsing();
}

InputView Editor::view() const {
    if (secret_) return {prompt_, {}, 0};
    if (paste_ && !paste_->block().empty()) return {prompt_, paste_->notice(), paste_->notice().size()};
    if (search_) {
        const std::string& match = search_->match();
        return {search_->prompt(), match, graphemes_.at_or_after(match, search_->match_offset())};
    }
    return {prompt_, line_.text(), line_.cursor()};
}

}  // namespace confab::dialect
