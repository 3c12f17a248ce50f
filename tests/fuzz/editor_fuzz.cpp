// Any bytes through keys to the editor: the cursor is between graphemes, the text is valid UTF-8 within
// its limit, and in other pieces the same lines are sent.
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/terminal/editor.hpp"

namespace {

using confab::dialect::Editor;
using confab::dialect::EditorResult;
using confab::dialect::Grapheme;
using confab::dialect::Graphemes;
using confab::dialect::InputView;
using confab::dialect::Key;
using confab::dialect::KeyReader;

constexpr std::size_t max_line = 64;

Graphemes& graphemes() {
    static Graphemes all;
    return all;
}

bool is_clean(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t i = 0; i < length;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
        if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return false;
    }
    return true;
}

bool is_boundary(std::string_view text, std::size_t at) {
    static std::vector<Grapheme> all;
    graphemes().split(text, all);
    return at == text.size() || std::any_of(all.begin(), all.end(),
                                            [at](const Grapheme& grapheme) { return grapheme.offset == at; });
}

void check(const Editor& editor) {
    const InputView view = editor.view();
    if (view.text.size() > max_line || !is_clean(view.text) || !is_clean(view.prompt)) std::abort();
    if (!is_boundary(view.text, view.cursor)) std::abort();
}

void take(KeyReader& reader, Editor& editor, std::string_view bytes, std::string& out) {
    for (Key key = reader.next(bytes); key.kind != Key::Kind::none; key = reader.next(bytes)) {
        const EditorResult result = editor.apply(key);
        check(editor);
        switch (result.kind) {
            case EditorResult::Kind::nothing:
            case EditorResult::Kind::changed:
            case EditorResult::Kind::bell: continue;
            case EditorResult::Kind::complete:
                editor.offer(editor.question().ticket, {"alice: ", "\xE6\x97\xA5 ", "e\xCC\x81"});
                check(editor);
                break;
            case EditorResult::Kind::interrupt: editor.ask("Password: ", !editor.secret()); break;
            default: break;
        }
        out += static_cast<char>('a' + static_cast<int>(result.kind));
        out += result.text;
        out += '\n';
    }
}

std::string type_in_pieces(std::string_view bytes, std::size_t piece) {
    KeyReader reader;
    Editor editor(graphemes(), max_line);
    std::string out;
    while (!bytes.empty()) {
        const std::string copy(bytes.substr(0, piece));  // gone after the read, as a buffer is
        take(reader, editor, copy, out);
        bytes.remove_prefix(copy.size());
    }
    out += editor.view().text;
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string whole = type_in_pieces(bytes, size + 1);
    if (whole != type_in_pieces(bytes, 1) || whole != type_in_pieces(bytes, 3)) std::abort();
    return 0;
}
