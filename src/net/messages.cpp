#include "messages.hpp"

#include <concepts>
#include <vector>

namespace confab::net {

namespace {

template <class T, class... Others>
concept one_of = (std::same_as<T, Others> || ...);

// These refer to nothing.
template <class T>
concept plain =
    one_of<T, Subscribe, Unsubscribe, ChangeView, PauseInput, Measure, RequestInteractive, Charge, Handled,
           Adopt, Measured, Release, dialect::Greet, dialect::SetInteractive, dialect::AskStatus>;

void own(Arena& arena, std::string_view& text) { text = arena.copy(text); }

void own(Arena& arena, Event& event) {
    for (std::string_view* text : {&event.room, &event.from, &event.to, &event.text, &event.fields}) {
        own(arena, *text);
    }
}

void own(Arena& /*arena*/, plain auto& /*message*/) {}

void own(Arena& arena, Publish& message) {
    own(arena, message.event);
    message.except = arena.copy(message.except);
}

void own(Arena& arena, Send& message) { own(arena, message.event); }

void own(Arena& arena, HangUp& message) {
    own(arena, message.name);
    own(arena, message.reason);
}

void own(Arena& arena, AskSecret& message) { own(arena, message.prompt); }
void own(Arena& arena, Offer& message) { own(arena, message.line); }

void own(Arena& arena, SetPreferences& message) {
    std::size_t bytes = sizeof(DisplayPreferences);
    for (const std::string& word : message.preferences->words) bytes += sizeof word + word.size();
    message.preferences = arena.keep(*message.preferences, bytes);
}

void own(Arena& arena, Completions& message) {
    own(arena, message.word);
    std::size_t bytes = 0;
    for (const std::string& each : message.candidates) bytes += sizeof each + each.size();
    const std::vector<std::string> candidates(message.candidates.begin(), message.candidates.end());
    message.candidates = *arena.keep(candidates, bytes);
}

void own(Arena& arena, SetStatus& message) { message.status = arena.keep(*message.status, sizeof(Status)); }

void own(Arena& arena, dialect::Line& request) { own(arena, request.line.text); }
void own(Arena& arena, dialect::Block& request) { own(arena, request.text); }
void own(Arena& arena, dialect::Reject& request) { own(arena, request.why); }
void own(Arena& arena, dialect::Notice& request) { own(arena, request.text); }
void own(Arena& arena, dialect::UserName& request) { own(arena, request.name); }
void own(Arena& arena, dialect::Complete& request) { own(arena, request.line); }

void own(Arena& arena, FromClient& message) {
    std::visit([&arena](auto& request) { own(arena, request); }, message.request);
}

void own(Arena& arena, Disconnect& message) { own(arena, message.reason); }
void own(Arena& arena, Lost& message) { own(arena, message.reason); }

}  // namespace

void copy_into(Arena& arena, ShardMessage& message) {
    std::visit([&arena](auto& each) { own(arena, each); }, message);
}

void copy_into(Arena& arena, HubMessage& message) {
    std::visit([&arena](auto& each) { own(arena, each); }, message);
}

}  // namespace confab::net
