#include "caller.hpp"

namespace confab {

void Caller::tell(const Reply& what) const { replies_.tell(client_, what, now_); }

void Caller::tell_unlisted(std::size_t all) const {
    if (all > max_listed) tell({Code::list_more, all - max_listed});
}

void Caller::refuse(const Refusal& why) const { replies_.refuse(client_, why, now_); }

void Caller::refuse_text(const Refusal& why, std::string_view line) const {
    replies_.refuse_text(client_, why, line, now_);
}

void Caller::refuse_usage() const { refuse({Code::command_usage, synopsis(command_)}); }

bool Caller::refuse_without_terminal() const {
    if (client_.connection.view.interactive) return false;
    refuse({Code::display_needed, command_.name});
    return true;
}

}  // namespace confab
