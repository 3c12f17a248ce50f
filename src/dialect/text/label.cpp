#include "label.hpp"

#include <algorithm>

namespace confab {

LabelledLine read_label(const TypedLine& line) {
    if (!line.text.starts_with(label_mark)) return {{}, line};
    const std::size_t end = std::min(line.text.find(' '), line.text.size());
    const std::string_view label = line.text.substr(label_mark.size(), end - label_mark.size());
    const bool is_visible =
        std::all_of(label.begin(), label.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (label.empty() || label.size() > max_label || !is_visible) return {{}, line, true};

    const std::size_t begin = std::min(line.text.find_first_not_of(' ', end), line.text.size());
    const bool changed = line.changed_at != TypedLine::nowhere && line.changed_at >= begin;
    return {label, {line.text.substr(begin), changed ? line.changed_at - begin : TypedLine::nowhere}};
}

}  // namespace confab
