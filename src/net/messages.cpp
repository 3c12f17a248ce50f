#include "messages.hpp"

#include <concepts>
#include <string>
#include <utility>
#include <vector>

namespace confab::net {

namespace {

template <class T, class... Others>
concept one_of = (std::same_as<T, Others> || ...);

// These refer to nothing.
template <class T>
concept plain = one_of<T, Subscribe, Unsubscribe, ChangeView, PauseInput, ShareSending, Measure,
                       RequestInteractive, Charge, Handled, Adopt, Measured, Release, dialect::Greet,
                       dialect::SetInteractive, dialect::AskStatus>;

void own(Arena& arena, std::string_view& text) { text = arena.copy(text); }

void own(Arena& arena, Event& event) {
    for (std::string_view* text : {&event.room, &event.from, &event.to, &event.text, &event.fields,
                                   &event.via, &event.label, &event.by, &event.extra}) {
        own(arena, *text);
    }
    if (event.about == nullptr) return;
    const Reference& about = *event.about;
    event.about = arena.keep(Reference{about.id, arena.copy(about.from), arena.copy(about.text)}, 0);
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

// More than there is: a short string has its text within itself.
std::size_t bytes_of(std::span<const std::string> texts) {
    std::size_t bytes = texts.size_bytes();
    for (const std::string& text : texts) bytes += text.size();
    return bytes;
}

void own(Arena& arena, SetPreferences& message) {
    const DisplayPreferences& from = *message.preferences;
    const std::size_t names =
        from.name.size() + from.time_zone.size() + from.room.size() + from.reply_to.size();
    message.preferences = arena.keep(from, names + bytes_of(from.words));
}

void own(Arena& arena, Completions& message) {
    own(arena, message.word);
    std::vector<std::string> candidates(message.candidates.begin(), message.candidates.end());
    message.candidates = *arena.keep(std::move(candidates), bytes_of(message.candidates));
}

void own(Arena& arena, SetStatus& message) {
    const Status& from = *message.status;
    message.status = arena.keep(from, from.name.size() + from.room.size());
}

void own(Arena& arena, dialect::Line& request) { own(arena, request.line.text); }
void own(Arena& arena, dialect::Block& request) { own(arena, request.text); }
const Reply* own(Arena& arena, const Reply& reply) {
    std::size_t bytes = reply.arguments.size() * sizeof(Argument);
    for (const Argument& each : reply.arguments) {
        if (const auto* const text = std::get_if<std::string>(&each)) bytes += text->size();
    }
    return arena.keep(reply, bytes);
}

void own(Arena& arena, dialect::Reject& request) { request.why = own(arena, *request.why); }
void own(Arena& arena, dialect::Notice& request) { request.what = own(arena, *request.what); }
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
