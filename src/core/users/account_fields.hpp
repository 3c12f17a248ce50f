// What of accounts, and of the places that people come back to, goes into a snapshot.
#pragma once

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/ports/view_fields.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/display_fields.hpp"
#include "confab/core/users/prompt.hpp"

namespace confab {

namespace snapshot {
template <>
inline constexpr PasswordUse last_of<PasswordUse> = PasswordUse::change;
}  // namespace snapshot

template <class Archive>
void fields(Archive& archive, snapshot::Like<Application> auto& application) {
    archive(application.name, application.code);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<InviteCode> auto& code) {
    archive(code.code, code.maker, code.made, code.until);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<Seat> auto& seat) {
    archive(seat.room, seat.seen);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<SavedSettings> auto& settings) {
    archive(settings.echo, settings.timestamps, settings.chose_quiet, settings.quiet, settings.display,
            settings.ignores, settings.seats, settings.left, settings.numbers);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<Account> auto& account) {
    archive(account.id, account.name, account.password_hash, account.created, account.last_seen,
            account.server_operator, account.settings, account.certificates);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<GuestSeat> auto& seat) {
    archive(seat.code, seat.name, seat.left, seat.seats, seat.sanctions, seat.settings, seat.away,
            seat.away_text, seat.source, seat.saved);
}

}  // namespace confab
