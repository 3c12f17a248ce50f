// What of a question to the outside, and of the input that waits for its answer, goes into a snapshot.
#pragma once

#include "confab/core/pending_requests.hpp"
#include "confab/core/users/account.hpp"
#include "reply_fields.hpp"
#include "users/account_fields.hpp"

namespace confab {

namespace snapshot {
template <>
inline constexpr WaitingInput::Kind last_of<WaitingInput::Kind> = WaitingInput::Kind::disconnect;
}  // namespace snapshot

// --- Of the log

inline void fields(snapshot::Writer& archive, const Page& page) {
    archive(page.room_key, page.room, page.detail, page.nothing, page.hint, page.since);
    save_code(archive, page.title);
}
inline void fields(snapshot::Reader& archive, Page& page) {
    archive(page.room_key, page.room, page.detail, page.nothing, page.hint, page.since);
    load_code(archive, page.title);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<ShowPage> auto& request) {
    archive(request.page);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<ShowResults> auto& request) {
    archive(request.words);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<ResumeProgress> auto& progress) {
    archive(progress.seats, progress.left, progress.code, progress.next, progress.up_to);
}

inline bool is_sound(const ResumeProgress& progress) {
    return progress.next <= progress.up_to.size() && progress.up_to.size() <= progress.seats.size();
}

inline void fields(snapshot::Writer& archive, const ShowMissed& request) {
    archive(request.page, request.progress);
}
inline void fields(snapshot::Reader& archive, ShowMissed& request) {
    archive(request.page, request.progress);
    archive.expect(is_sound(request.progress));
}

// --- Of the password hasher

template <class Archive>
void fields(Archive& /*archive*/, snapshot::Like<LogIn> auto& /*purpose*/) {}
// Without the new password: it is asked for when the old one was right.
template <class Archive>
void fields(Archive& /*archive*/, snapshot::Like<ChangePassword> auto& /*purpose*/) {}
template <class Archive>
void fields(Archive& /*archive*/, snapshot::Like<Unregister> auto& /*purpose*/) {}
template <class Archive>
void fields(Archive& /*archive*/, snapshot::Like<ProveName> auto& /*purpose*/) {}

template <class Archive>
void fields(Archive& archive, snapshot::Like<CheckPassword> auto& request) {
    archive(request.name, request.key, request.counted, request.purpose);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<MakePassword> auto& request) {
    archive(request.use, request.application);
}

// --- Of the edge

template <class Archive>
void fields(Archive& archive, snapshot::Like<Reached> auto& reached) {
    archive(reached.before, reached.missing);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<Ghost> auto& ghost) {
    archive(ghost.who, ghost.told, ghost.arrived);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<MeasureGhost> auto& request) {
    archive(request.ghost, request.proof);
}

// --- What was sent meanwhile

template <class Archive>
void fields(Archive& archive, snapshot::Like<WaitingInput> auto& input) {
    archive(input.kind, input.text, input.arrived, input.changed_at, input.reply);
}

}  // namespace confab
