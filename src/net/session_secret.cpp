// A session that is asked for a secret: what is typed is hidden as far as its client can do that.
#include <string>

#include "session.hpp"
#include "session_rare.hpp"
#include "shard.hpp"

namespace confab::net {

void Session::ask_secret(std::string_view prompt) {
    const bool on = !prompt.empty();
    if (!listens() || (!on && !rare_)) return;
    rare().asked = on;
    TerminalSide* side = terminal();
    if (side != nullptr) {
        side->terminal.ask_secret(on ? std::string(prompt).append(": ") : std::string());
        shard_.flush_at_end(*this);
        if (side->terminal.live()) return;
    }
    hide_typing(on);
    if (!on) return;
    std::string text(prompt);
    if (!rare_->hidden) text.append(", shown as you type it");
    text.append(" (Enter alone calls it off):");
    shard_.fanout().tell(id_, {.type = EventType::notice, .time = shard_.clock().wall, .text = text});
}

void Session::hide_typing(bool on) {
    std::string_view bytes;
    if (TerminalSide* side = terminal()) {
        bytes = side->terminal.echo(on);
    } else if (reader_.telnet()) {
        bytes = reader_.hide(on);
    }
    if (!bytes.empty()) shard_.fanout().send_raw(*this, bytes);
    rare_->hidden = on && (rare_->hidden || !bytes.empty());
}

}  // namespace confab::net
