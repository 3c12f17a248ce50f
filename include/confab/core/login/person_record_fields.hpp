// What of a PersonRecord goes into a snapshot: all of it.
#pragma once

#include "confab/core/login/person_record.hpp"
#include "confab/core/ports/view_fields.hpp"
#include "confab/core/users/display_fields.hpp"

namespace confab {

template <class Archive>
void fields(Archive& archive, snapshot::Like<PersonRecord::Place> auto& place) {
    archive(place.room, place.seen, place.announced, place.spoke, place.guest_operator, place.guest_voice);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<PersonRecord::Link> auto& link) {
    archive(link.id, link.echo, link.chose_quiet, link.was_warned, link.view, link.address, link.since,
            link.last_active, link.display, link.current);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<PersonRecord> auto& person) {
    archive(person.name, person.account, person.guest_number, person.sanctions_at_login, person.code,
            person.sanctions, person.places, person.away, person.away_text, person.ignores, person.links);
}

}  // namespace confab
