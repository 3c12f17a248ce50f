#include "typing.hpp"

#include <utility>

#include "confab/dialect/text/wording.hpp"

namespace confab::unit {

void Typing::type(std::string_view bytes, std::size_t piece) {
    while (!bytes.empty()) {
        const std::string copy(bytes.substr(0, piece));
        std::string_view part = copy;
        bytes.remove_prefix(part.size());
        for (dialect::Key key = reader.next(part); key.kind != dialect::Key::Kind::none;
             key = reader.next(part)) {
            note(editor.apply(key));
        }
    }
}

void Typing::note(const dialect::EditorResult& result) {
    static constexpr const char* names[] = {"nothing", "changed",  "submit", "submit_block", "interrupt",
                                            "leave",   "complete", "redraw", "bell",         "refused"};
    using Kind = dialect::EditorResult::Kind;
    if (result.kind == Kind::nothing || result.kind == Kind::changed) return;
    std::string text = names[static_cast<std::size_t>(result.kind)];
    if (!result.text.empty()) text.append(" ").append(result.text);
    if (result.why) text.append(" ").append(dialect::EnglishWording().word(result.why).text);
    happened.push_back(std::move(text));
}

std::vector<std::string> Typing::take() { return std::exchange(happened, {}); }

std::string Typing::seen() const {
    const dialect::InputView view = editor.view();
    std::string text(view.prompt);
    text += view.text.substr(0, view.cursor);
    text += '|';
    text += view.text.substr(view.cursor);
    return text;
}

}  // namespace confab::unit
