#include "message.hpp"

#include <algorithm>

namespace confab::dialect::irc {

namespace {

std::string_view take_word(std::string_view& rest) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(end);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    return word;
}

template <class Each>
void for_each_tag(std::string_view tags, Each&& each) {
    while (!tags.empty()) {
        const std::string_view tag = tags.substr(0, tags.find(';'));
        tags.remove_prefix(std::min(tag.size() + 1, tags.size()));
        if (!tag.empty()) each(tag);
    }
}

}  // namespace

Message parse_message(std::string_view line) {
    Message message;
    if (line.starts_with('@')) message.tags = take_word(line).substr(1);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line.starts_with(':')) take_word(line);
    message.command = take_word(line);
    while (!line.empty()) {
        const bool last = message.params.size() + 1 == max_params;
        if (line.starts_with(':') || last) {
            message.params.push_back(line.substr(line.starts_with(':') ? 1 : 0));
            break;
        }
        message.params.push_back(take_word(line));
    }
    return message;
}

bool is_too_long(std::string_view line) {
    std::size_t tags = 0;
    if (line.starts_with('@')) tags = std::min(line.find(' '), line.size() - 1) + 1;
    return tags > max_tags || line.size() - tags > max_rest;
}

std::string_view tag_value(std::string_view tags, std::string_view name) {
    std::string_view found;
    for_each_tag(tags, [&](std::string_view tag) {
        const std::size_t equals = std::min(tag.find('='), tag.size());
        if (tag.substr(0, equals) == name) found = tag.substr(std::min(equals + 1, tag.size()));
    });
    return found;
}

std::string client_tags(std::string_view tags) {
    std::string kept;
    for_each_tag(tags, [&](std::string_view tag) {
        if (!tag.starts_with('+') || tag.size() < 2 || tag[1] == '=') return;
        if (!kept.empty()) kept.push_back(';');
        kept.append(tag);
    });
    return kept;
}

}  // namespace confab::dialect::irc
