// What of a person and their connections goes into a snapshot. Their rooms are written with the rooms.
#pragma once

#include "account_fields.hpp"
#include "confab/core/ports/view_fields.hpp"
#include "confab/core/users/prompt.hpp"
#include "confab/core/users/reading.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

namespace snapshot {
template <>
inline constexpr Home last_of<Home> = Home::nowhere;
}  // namespace snapshot

// --- What the next line answers

template <class Archive>
void fields(Archive& archive, snapshot::Like<NewPassword> auto& prompt) {
    archive(prompt.use, prompt.tries, prompt.application);
}
template <class Archive>
void fields(Archive& archive, snapshot::Like<InviteCodeAsked> auto& prompt) {
    archive(prompt.application);
}
template <class Archive>
void fields(Archive& archive, snapshot::Like<LoginPassword> auto& prompt) {
    archive(prompt.name);
}
template <class Archive>
void fields(Archive& /*archive*/, snapshot::Like<OldPassword> auto& /*prompt*/) {}
template <class Archive>
void fields(Archive& /*archive*/, snapshot::Like<UnregisterPassword> auto& /*prompt*/) {}
// Never written: see written_prompt().
template <class Archive>
void fields(Archive& archive, snapshot::Like<NewPasswordAgain> auto& prompt) {
    archive(prompt.use);
}

// A password that was typed once is not written: the person is asked for it a first time again.
inline Prompt written_prompt(const Prompt& prompt) {
    const auto* again = std::get_if<NewPasswordAgain>(&prompt);
    if (again == nullptr) return prompt;
    return NewPassword{again->use, 1, again->application};
}

// --- The connection

template <class Archive>
void fields(Archive& archive, snapshot::Like<Reading::Result> auto& result) {
    archive(result.room_key, result.id);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<Reading> auto& reading) {
    archive(reading.room_key, reading.before, reading.results);
}

inline void fields(snapshot::Writer& archive, const ConnectionExtras& extras) {
    archive(written_prompt(extras.prompt), extras.came_back_with, extras.reading, extras.display, extras.seen,
            extras.certificate, extras.proved, extras.operates_as);
}
inline void fields(snapshot::Reader& archive, ConnectionExtras& extras) {
    archive(extras.prompt, extras.came_back_with, extras.reading, extras.display, extras.seen,
            extras.certificate, extras.proved, extras.operates_as);
    archive.expect(!std::holds_alternative<NewPasswordAgain>(extras.prompt));
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<Connection> auto& connection) {
    archive(connection.id, connection.echo, connection.chose_quiet, connection.view, connection.address,
            connection.since, connection.last_active, connection.extras, connection.encrypted,
            connection.was_warned, connection.home);
}

// --- The person

template <class Archive>
void fields(Archive& archive, snapshot::Like<Writers> auto& writers) {
    archive(writers.last, writers.before, writers.changed);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<Confidants::Confidant> auto& confidant) {
    archive(confidant.who, confidant.when);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<UserExtras> auto& extras) {
    archive(extras.away, extras.away_text, extras.ignores, extras.writers, extras.confidants);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<User> auto& user) {
    archive(user.id, user.connection, user.name, user.guest_number, user.code, user.sanctions_at_login,
            user.extras, user.others, user.sharing);
}

}  // namespace confab
