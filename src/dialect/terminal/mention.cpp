#include "confab/dialect/terminal/mention.hpp"

#include "confab/dialect/terminal/listening.hpp"

namespace confab {

bool mentions(std::string_view text, std::string_view name) {
    Listening listening;
    const Listening::Word word = listening.add(name);
    listening.look_at(text);
    return listening.holds(word);
}

bool rings(const DisplayPreferences& settings, const Event& event, Meant meant) {
    if (event.replay || event.from == settings.name || settings.notify == Notify::off) return false;
    if (event.type == EventType::private_message) return true;
    if (event.type != EventType::message && event.type != EventType::emote) return false;
    if (settings.notify == Notify::all) return true;
    if (settings.notify == Notify::pm) return false;
    return meant.by_name || (settings.notify == Notify::word && meant.by_word);
}

}  // namespace confab
