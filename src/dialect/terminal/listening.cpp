#include "confab/dialect/terminal/listening.hpp"

#include <algorithm>
#include <utility>

#include "confab/base/word_borders.hpp"

namespace confab {

// The first node is of no letters.
Listening::Listening() : nodes_(1) {}

std::uint32_t Listening::child(std::uint32_t node, char16_t unit) const {
    const auto found = children_.find(key(node, unit));
    return found == children_.end() ? 0 : found->second;
}

std::uint32_t Listening::make_child(std::uint32_t node, char16_t unit) {
    if (const std::uint32_t known = child(node, unit); known != 0) return known;
    auto made = static_cast<std::uint32_t>(nodes_.size());
    if (free_.empty()) {
        nodes_.emplace_back();
    } else {
        made = free_.back();
        free_.pop_back();
    }
    nodes_[made] = {.parent = node, .unit = unit};
    children_.emplace(key(node, unit), made);
    return made;
}

Listening::Word Listening::add(std::string_view word) {
    const icu::UnicodeString units = folded(word);
    if (units.isEmpty() || static_cast<std::size_t>(units.length()) > max_word) return 0;
    std::uint32_t node = 0;
    for (int32_t i = 0; i < units.length(); ++i) {
        node = make_child(node, units.charAt(i));
        ++nodes_[node].passing;
    }
    ++nodes_[node].words;
    changed_ = true;
    return node;
}

void Listening::remove(Word word) {
    if (word == 0) return;
    --nodes_[word].words;
    changed_ = true;
    for (std::uint32_t node = word; node != 0;) {
        const Node here = nodes_[node];
        if (--nodes_[node].passing == 0) {
            children_.erase(key(here.parent, here.unit));
            free_.push_back(node);
        }
        node = here.parent;
    }
}

void Listening::look_at(std::string_view line) {
    if (!changed_ && line == text_) return;
    changed_ = false;
    text_ = line;
    ++line_;
    if (children_.empty()) return;
    const icu::UnicodeString units = folded(line);
    for (int32_t begin = 0; begin < units.length(); ++begin) {
        if (child(0, units.charAt(begin)) != 0 && may_begin(units, begin)) search(units, begin);
    }
}

// Goes on as long as some word does. One that the line was seen to hold is not looked at again.
void Listening::search(const icu::UnicodeString& line, int32_t begin) {
    std::uint32_t node = 0;
    for (int32_t end = begin; end < line.length();) {
        node = child(node, line.charAt(end));
        if (node == 0) return;
        ++end;
        Node& here = nodes_[node];
        if (here.words == 0 || here.line == line_) continue;
        const Occurrence word{begin, end - begin};
        if (ends(line, word, -1) && ends(line, word, 1)) here.line = line_;
    }
}

void Ear::listen(const DisplayPreferences& settings) {
    const std::vector<std::string> none;
    const std::vector<std::string>& texts = settings.notify == Notify::word ? settings.words : none;
    if (settings.name == name_ && texts == texts_) return;
    all_.remove(std::exchange(of_name_, 0));
    for (const Listening::Word word : std::exchange(words_, {})) all_.remove(word);
    name_ = settings.name;
    texts_ = texts;
    of_name_ = all_.add(name_);
    for (const std::string& text : texts_) words_.push_back(all_.add(text));
}

Meant Ear::meant_by(std::string_view line) {
    all_.look_at(line);
    return {.by_name = all_.holds(of_name_),
            .by_word = std::any_of(words_.begin(), words_.end(),
                                   [this](Listening::Word word) { return all_.holds(word); })};
}

}  // namespace confab
