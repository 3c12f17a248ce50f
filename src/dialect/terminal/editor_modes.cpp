// What the editor does with keys while a paste, a search or a completion goes on.
#include <utility>

#include "editor.hpp"

namespace confab::dialect {

namespace {

bool cancels(const Key& key) {
    return key.kind == Key::Kind::ctrl && (key.letter == 'c' || key.letter == 'g');
}

}  // namespace

// Nothing of a paste is a command. Keys that are neither text nor a line end are dropped; TAB becomes a
// space.
EditorResult Editor::in_paste(const Key& key) {
    if (!paste_->open()) return waiting_block(key);
    switch (key.kind) {
        case Key::Kind::text: paste_->add(key.text); break;
        case Key::Kind::enter: paste_->add("\n"); break;
        case Key::Kind::tab: secret_ ? lose_character() : paste_->add(" "); break;
        case Key::Kind::paste_end: return close_paste();
        default: lose_character(); break;
    }
    return {};
}

void Editor::lose_character() {
    constexpr std::string_view replacement = "\uFFFD";
    if (!secret_) return;
    paste_ ? paste_->add(replacement) : static_cast<void>(line_.insert_whole(replacement));
}

EditorResult Editor::close_paste() {
    const std::string_view line = line_.text();
    Paste::Outcome outcome = paste_->close(line.substr(0, line_.cursor()), line.substr(line_.cursor()));
    const bool waits = !paste_->block().empty();
    if (!waits || secret_) paste_.reset();
    switch (outcome.kind) {
        case Paste::Outcome::Kind::nothing: return {};
        case Paste::Outcome::Kind::refused: return {EditorResult::Kind::refused, {}, std::move(outcome.why)};
        case Paste::Outcome::Kind::block: break;
        case Paste::Outcome::Kind::one_line:
            if (line_.insert_whole(outcome.text)) return {EditorResult::Kind::changed, {}};
            return {EditorResult::Kind::refused, {}, {Code::line_too_long, line_.max_line()}};
    }
    if (secret_) return {EditorResult::Kind::refused, {}, Code::paste_not_one_line};
    return {EditorResult::Kind::changed, {}};
}

// The line is as it was before the paste, for when the block is dropped.
EditorResult Editor::waiting_block(const Key& key) {
    if (key.kind == Key::Kind::enter) {
        EditorResult result{EditorResult::Kind::submit_block, paste_->block()};
        paste_.reset();
        line_.take();
        if (history_) history_->stop_browsing();
        return result;
    }
    if (key.kind == Key::Kind::escape || cancels(key)) {
        paste_.reset();
        return {EditorResult::Kind::changed, {}};
    }
    if (key.kind == Key::Kind::paste_begin) {
        paste_->reopen();
        return {};
    }
    if (key.kind == Key::Kind::ctrl && key.letter == 'l') return {EditorResult::Kind::redraw, {}};
    return {EditorResult::Kind::bell, {}};
}

EditorResult Editor::start_search() {
    if (secret_) return {EditorResult::Kind::bell, {}};
    search_ = std::make_unique<ReverseSearch>(history(), line_.text(), line_.cursor());
    return {EditorResult::Kind::changed, {}};
}

// False if the search is over and the key is for the line that was found.
bool Editor::in_search(const Key& key, EditorResult& result) {
    result.kind = EditorResult::Kind::changed;
    if (cancels(key)) {
        search_.reset();
    } else if (key.kind == Key::Kind::escape) {
        accept_search();
    } else if (key.kind == Key::Kind::text) {
        result = changed_or_bell(search_->add(key.text));
    } else if (key.kind == Key::Kind::backspace) {
        const std::string& query = search_->query();
        result = changed_or_bell(search_->shorten(graphemes_.before(query, query.size())));
    } else if (key.kind == Key::Kind::ctrl && key.letter == 'r') {
        result = changed_or_bell(search_->older());
    } else if (key.kind == Key::Kind::ctrl && key.letter == 'l') {
        result.kind = EditorResult::Kind::redraw;
    } else {
        accept_search();
        return false;
    }
    return true;
}

void Editor::accept_search() {
    line_.set(search_->match(), search_->match_offset());
    search_.reset();
    name_who_is_answered(true);
}

EditorResult Editor::tab(bool back) {
    if (secret_) return {EditorResult::Kind::bell, {}};
    if (completion_ && !completion_->answered()) return {};
    if (completion_) {
        completion_->cycle(back);
        return show_candidate();
    }
    const std::size_t space = line_.text().substr(0, line_.cursor()).rfind(' ');
    const std::size_t start = space == std::string::npos ? 0 : space + 1;
    completion_ = std::make_unique<Completion>(Completion::Place{start, line_.cursor()}, ++tickets_, back);
    return {EditorResult::Kind::complete, {}};
}

CompletionQuestion Editor::question() const {
    if (!completion_) return {};
    const std::string_view line = line_.text();
    const auto [from, to] = completion_->place();
    const bool first = line.substr(0, from).find_first_not_of(' ') == std::string_view::npos;
    return {line.substr(from, to - from), first, line, completion_->ticket()};
}

EditorResult Editor::offer(std::uint32_t ticket, std::vector<std::string> candidates) {
    if (!completion_ || completion_->answered() || completion_->ticket() != ticket) return {};
    if (completion_->answer(std::move(candidates))) return show_candidate();
    completion_.reset();
    return {EditorResult::Kind::bell, {}};
}

EditorResult Editor::show_candidate() {
    const auto [from, to] = completion_->place();
    if (!line_.replace(from, to, completion_->current())) return {EditorResult::Kind::bell, {}};
    completion_->shown();
    return {EditorResult::Kind::changed, {}};
}

}  // namespace confab::dialect
