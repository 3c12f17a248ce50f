#include "confab/dialect/text/interpreter.hpp"

#include "command.hpp"
#include "completion.hpp"
#include "confab/dialect/text/secret_line.hpp"

namespace confab {

void TextInterpreter::command(Hub& hub, Client& client, std::string_view text, Now now) {
    run_command(hub, client, text, now);
}

bool TextInterpreter::may_hold_secret(std::string_view line) const { return confab::may_hold_secret(line); }

Completion TextInterpreter::complete(Hub& hub, const Client& client, std::string_view line,
                                     std::size_t cursor) {
    return confab::complete(hub, client, line, cursor);
}

}  // namespace confab
