// The line that a person types in a terminal: keys in, what happened out.
//
// It writes nothing to the terminal; view() says what is to be seen. The keys are those of GNU
// readline in its Emacs mode as far as there are any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/snapshot/forward.hpp"

#include "completion.hpp"
#include "input_history.hpp"
#include "input_view.hpp"
#include "keys.hpp"
#include "line_text.hpp"
#include "paste.hpp"
#include "reverse_search.hpp"

namespace confab::dialect {

struct EditorResult {
    enum class Kind : std::uint8_t {
        nothing,       // the view is as it was
        changed,       // the view may be another
        submit,        // `text` is the line, maybe empty
        submit_block,  // `text` is the lines of a paste, with LF between them
        interrupt,     // Ctrl-C; `text` is what was typed, gone now. If empty, tell how to leave
        leave,         // Ctrl-D on an empty line
        complete,      // Tab: see question() and offer()
        redraw,        // Ctrl-L
        bell,          // the key could do nothing, or not all of it
        refused,       // `why`: a paste was too long; the line is as it was
    };
    Kind kind = Kind::nothing;
    std::string text{};  // valid UTF-8, not cleaned yet
    Refusal why{};
};

inline EditorResult changed_or_bell(bool changed) {
    return {changed ? EditorResult::Kind::changed : EditorResult::Kind::bell, {}};
}

// Of an idle user it is under 200 bytes; history, killed text, search, paste and completion are there
// only from when they are used, and each has its limit.
//
// The same keys give the same line, in whichever pieces their text comes.
class Editor {
  public:
    // `max_line` in bytes: no line becomes longer, what does not fit rings. `graphemes` must outlive it.
    Editor(Graphemes& graphemes, std::size_t max_line) : graphemes_(graphemes), line_(graphemes, max_line) {}

    void set_max_line(std::size_t max_line) { line_.set_max_line(max_line); }
    // Whom `/r ` means now, or nobody. In the line it becomes `/msg NAME ` at once, so that it is still for
    // the same one if another writes meanwhile.
    void set_reply_to(std::string_view name) { reply_to_ = name; }

    EditorResult apply(const Key& key);
    // A character that was typed or pasted has vanished: a secret is then another one than was meant, and
    // shows that by a U+FFFD in it, which no secret may have.
    void lose_character();

    // What stands before the line: text without controls. While `secret`, nothing of the line is shown
    // and none of it is kept for history or Ctrl-Y. What is half typed stays, except where `secret`
    // begins or ends: then it is dropped, so that it neither passes for the secret nor shows it.
    void ask(std::string prompt, bool secret);

    // Valid until the next call.
    InputView view() const;

    // After `complete`, until the next key.
    CompletionQuestion question() const;
    // The answer, best first; it may come later. Nothing happens if there was another key meanwhile;
    // Tab alone waits for it. Tab and Shift-Tab then go round without asking again.
    EditorResult offer(std::uint32_t ticket, std::vector<std::string> candidates);

    bool secret() const { return secret_; }
    // Nothing is typed, pasted or looked for.
    bool idle() const { return line_.empty() && !busy(); }
    // Esc has something to end.
    bool busy() const { return paste_ || search_; }

    // Between two calls. A search ends with what it has found, and a completion with what it shows.
    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    EditorResult on_key(const Key& key);
    EditorResult on_line(const Key& key);
    EditorResult ctrl(char letter);
    EditorResult alt(char letter);
    EditorResult type(std::string_view text);
    bool put(std::string_view text);
    bool name_who_is_answered(bool wherever_the_cursor_is = false);
    EditorResult kill(std::size_t from, std::size_t to);
    EditorResult yank();
    EditorResult recall(bool older);
    EditorResult interrupt();
    EditorResult submit();
    InputHistory& history();

    EditorResult in_paste(const Key& key);
    EditorResult close_paste();
    EditorResult waiting_block(const Key& key);

    EditorResult start_search();
    bool in_search(const Key& key, EditorResult& result);
    void accept_search();

    EditorResult tab(bool back);
    EditorResult show_candidate();

    Graphemes& graphemes_;
    LineText line_;
    std::string prompt_;
    std::string reply_to_;
    std::unique_ptr<std::string> killed_;
    std::unique_ptr<InputHistory> history_;
    std::unique_ptr<ReverseSearch> search_;
    std::unique_ptr<Paste> paste_;
    std::unique_ptr<Completion> completion_;
    std::uint32_t tickets_ = 0;
    bool secret_ = false;
    bool overwrite_ = false;
    bool killing_ = false;        // this key kills
    bool killed_before_ = false;  // so did the one before: what they kill is one piece
};

}  // namespace confab::dialect
