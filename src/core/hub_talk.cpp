// Saying something: to a room, to one person.
#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/base/visible.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

// Lines a room keeps, so that `/history 500` has something to show; --history may ask for more.
constexpr std::size_t default_kept = 1000;

bool block_may_hold_secret(const Interpreter& interpreter, std::string_view block) {
    while (!block.empty()) {
        const std::size_t end = std::min(block.find('\n'), block.size());
        if (interpreter.may_hold_secret(block.substr(0, end))) return true;
        block.remove_prefix(std::min(end + 1, block.size()));
    }
    return false;
}

// What was typed to say this; of a block, its lines.
std::string line_of(EventType type, std::string_view text) {
    if (type == EventType::emote) return sentence("/me ", text);
    const bool block = text.find('\n') != std::string_view::npos;
    return sentence(!block && text.starts_with('/') ? "/" : "", text);
}

}  // namespace

std::size_t Hub::history_kept() const { return std::max(settings_.history, default_kept); }

bool Hub::may_speak(Client& client, Room& room, Now now) {
    return moderation_.refuses_speech(client, room, now).empty() &&
           doors_.refuses_speech(client, room, now).empty();
}

void Hub::say(Client& client, EventType type, std::string_view text, Now now) {
    if (is_blank(text)) return;
    Room& room = *client.current;
    std::string refusal = moderation_.refuses_speech(client, room, now);
    if (refusal.empty()) refusal = doors_.refuses_speech(client, room, now);
    if (!refusal.empty()) return refuse_text(client, refusal, line_of(type, text), now);
    const Event event{.type = type,
                      .time = now.wall,
                      .id = room.next_id(),
                      .room = room.name().text,
                      .from = client.name.text,
                      .text = text};
    Membership& membership = *client.membership(room);
    if (!std::exchange(membership.spoke, true)) seats_.spoke(client);
    membership.spoke_at = in_ticks(now.mono);
    membership.unseen = false;
    keep(client, room, event);
    audience_.tell_room(room.id(), event, except_for(client, !client.echo));
}

void Hub::block(ClientId id, std::string_view text, Now now) {
    Client* client = registry_.find(id);
    if (client == nullptr || is_blank(text)) return;
    if (waits(id, WaitingInput::Kind::block, text)) return;
    take_block(*client, text, now);
}

void Hub::take_block(Client& client, std::string_view text, Now now) {
    client.last_active = now.mono;
    if (client.extras && client.extras->next_line) {
        return tell_error(client, "that was more than one line, nothing was sent", now);
    }
    text = text.substr(0, text.find_last_not_of(" \n") + 1);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    if (lines > settings_.block_lines) {
        return tell_error(
            client, sentence("too many lines at once (limit ", settings_.block_lines, "), nothing was sent"),
            now);
    }
    if (text.size() > settings_.block_bytes) {
        return tell_error(
            client, sentence("too much at once (limit ", settings_.block_bytes, " bytes), nothing was sent"),
            now);
    }
    if (block_may_hold_secret(interpreter_, text)) {
        return tell_error(
            client,
            "one of these lines may hold a password or a key, nothing was sent: type it alone, or "
            "take it out",
            now);
    }
    say(client, EventType::message, text, now);
}

// Being ignored is not shown to the sender: it sees its line as if it had arrived.
void Hub::say_privately(Client& from, Client& to, std::string_view text, Now now) {
    if (const std::string refusal = moderation_.refuses_private(from, now); !refusal.empty()) {
        return refuse_text(from, refusal, sentence("/msg ", to.name.text, " ", text), now);
    }
    const Event event{.type = EventType::private_message,
                      .time = now.wall,
                      .from = from.name.text,
                      .to = to.name.text,
                      .text = text};
    if (from.echo || &from == &to) audience_.tell(from.id, event);
    if (&from != &to && !ignores_.ignores(to, from.name.key)) {
        const bool another = to.more().writers.last != from.id;
        to.more().writers.add(from.id, now.mono);
        to.more().confidants.add(from.id, now.mono);
        from.more().confidants.add(to.id, now.mono);
        audience_.tell(to.id, event);
        if (another) tell_settings(to);
    }
    if (to.extras && to.extras->away) {
        const std::string why = moderation_.refuses_private(to, now).empty() ? to.extras->away_text : "";
        tell(from, sentence(to.name.text, " is away", why.empty() ? "" : ": ", why), now);
    }
}

std::span<const ClientId> Hub::except_for(const Client& sender, bool sender_too) {
    except_.clear();
    if (sender_too) except_.push_back(sender.id);
    ignores_.collect(sender.name.key, except_);
    return except_;
}

}  // namespace confab
