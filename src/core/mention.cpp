#include "confab/core/mention.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>

namespace confab {

namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// ASCII with the two things that a UnicodeString is asked for here, so that nothing is copied.
class Ascii {
  public:
    explicit Ascii(std::string_view text) : text_(text) {}

    int32_t length() const { return static_cast<int32_t>(text_.size()); }
    UChar32 char32At(int32_t i) const {
        return i >= 0 && i < length() ? text_[static_cast<std::size_t>(i)] : 0;
    }
    int32_t indexOf(const Ascii& word, int32_t from) const {
        const auto found = std::search(text_.begin() + from, text_.end(), word.text_.begin(),
                                       word.text_.end(), [](char a, char b) { return lower(a) == lower(b); });
        return found == text_.end() ? -1 : static_cast<int32_t>(found - text_.begin());
    }

  private:
    std::string_view text_;
};

bool in_word(UChar32 c) { return u_isalnum(c) || c == '_' || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

// Does the word go on at `i`? '-' and '.' only join if more follows in that direction: "jo-ann" is one
// word, "ann." ends a sentence.
bool goes_on(const auto& text, int32_t i, int32_t direction) {
    if (i < 0 || i >= text.length()) return false;
    const UChar32 c = text.char32At(i);
    if (c != '-' && c != '.') return in_word(c);
    const int32_t next = i + direction;
    return next >= 0 && next < text.length() && in_word(text.char32At(next));
}

bool holds_word(const auto& text, const auto& word) {
    for (int32_t at = text.indexOf(word, 0); at >= 0; at = text.indexOf(word, at + 1)) {
        if (!goes_on(text, at - 1, -1) && !goes_on(text, at + word.length(), 1)) return true;
        if (at + 1 >= text.length()) return false;
    }
    return false;
}

icu::UnicodeString folded(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    return U_FAILURE(status) ? source : fold->normalize(source, status);
}

// What was said, folded once however many words are looked for.
class Line {
  public:
    explicit Line(std::string_view text) : text_(text), ascii_(is_ascii(text)) {}

    bool holds(std::string_view name) {
        if (name.empty()) return false;
        if (ascii_ && is_ascii(name)) return holds_word(Ascii(text_), Ascii(name));
        if (!folded_) folded_ = folded(text_);
        const icu::UnicodeString word = folded(name);
        return !word.isEmpty() && holds_word(*folded_, word);
    }

  private:
    std::string_view text_;
    bool ascii_;
    std::optional<icu::UnicodeString> folded_;
};

}  // namespace

bool mentions(std::string_view text, std::string_view name) { return Line(text).holds(name); }

bool rings(const TerminalSettings& settings, const Event& event) {
    if (event.replay || event.from == settings.name || settings.notify == Notify::off) return false;
    if (event.type == EventType::private_message) return true;
    if (event.type != EventType::message && event.type != EventType::emote) return false;
    if (settings.notify == Notify::all) return true;
    if (settings.notify == Notify::pm) return false;
    Line line(event.text);
    if (line.holds(settings.name)) return true;
    return settings.notify == Notify::word &&
           std::any_of(settings.words.begin(), settings.words.end(),
                       [&](const std::string& word) { return line.holds(word); });
}

}  // namespace confab
