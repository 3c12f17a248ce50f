#include "caller.hpp"

#include "confab/base/text.hpp"

namespace confab {

void Caller::tell(std::string_view text) const {
    events_.tell(client_.id, {.type = EventType::notice, .time = time_, .text = text});
}

void Caller::refuse(std::string_view why) const {
    events_.tell(client_.id, {.type = EventType::error, .time = time_, .text = why});
}

void Caller::refuse_text(std::string_view why, std::string_view line) const {
    refuse(why);
    if (client_.view.interactive) events_.offer(client_.id, line);
}

void Caller::tell_outcome(const Outcome& outcome) const {
    if (!outcome.done) return refuse(outcome.text);
    tell(outcome.text);
}

void Caller::refuse_usage() const { refuse(sentence("usage: ", synopsis(command_))); }

bool Caller::refuse_without_terminal() const {
    if (client_.view.interactive) return false;
    refuse(sentence("/", command_.name, " needs the terminal, /ui turns it on"));
    return true;
}

}  // namespace confab
