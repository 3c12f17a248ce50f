// A connection that is asked for a secret: what is typed is hidden as far as its client can do that.
#include "cold_state.hpp"
#include "connection.hpp"
#include "shard.hpp"

namespace confab::net {

void Connection::ask_secret(std::string_view prompt) {
    const bool on = !prompt.empty();
    if (!listens() || (!on && !cold_)) return;
    cold().is_asked_for_secret = on;
    if (InputMarks* marks = shard_.marks()) marks->note(id_, input_mark());
    dialect::Endpoint* own = endpoint();
    if (own != nullptr && own->ask_secret(prompt)) return;
    hide_typing(on);
    if (!on) return;
    const Code how = cold_->is_typing_hidden ? Code::secret_asked : Code::secret_asked_in_sight;
    const Worded words = dialect::wording().word({how, prompt});
    shard_.fanout().send(
        id_,
        {.type = EventType::notice, .time = shard_.clock().wall, .text = words.text, .fields = words.fields});
}

void Connection::hide_typing(bool on) {
    dialect::Endpoint* own = endpoint();
    const std::string_view bytes = own != nullptr ? own->hide_typing(on) : decoder_.hide_typing(on);
    if (!bytes.empty()) shard_.fanout().send_raw(*this, bytes);
    cold_->is_typing_hidden = on && (cold_->is_typing_hidden || !bytes.empty());
}

}  // namespace confab::net
