// What of a room goes into a snapshot, but for its members.
#pragma once

#include "confab/core/rooms/room_guests.hpp"
#include "confab/core/rooms/room_rules.hpp"
#include "confab/core/users/membership.hpp"
#include "message_fields.hpp"

namespace confab {

// --- Its rules

template <class Archive>
void fields(Archive& archive, snapshot::Like<PrivatePeriod::Reader> auto& reader) {
    archive(reader.who, reader.up_to);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<PrivatePeriod> auto& period) {
    archive(period.from, period.to, period.readers);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<Invitation> auto& invitation) {
    archive(invitation.who, invitation.by);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<PostingToken> auto& token) {
    archive(token.name, token.digest, token.maker, token.made);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<RoomRules> auto& rules) {
    archive(rules.owner, rules.unlisted, rules.key, rules.keeps_history, rules.moderated, rules.slow,
            rules.operators, rules.voices, rules.invited, rules.pending, rules.periods, rules.moved_from,
            rules.moved_up_to, rules.tokens, rules.by_invitation, rules.topic_lock);
}

// --- What guests may do there

template <class Archive>
void fields(Archive& archive, snapshot::Like<RoomGuests::Absent> auto& absent) {
    archive(absent.code, absent.account, absent.until);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<RoomGuests::Invitation> auto& invitation) {
    archive(invitation.who, invitation.by);
}

template <class Archive>
void fields(Archive& archive, snapshot::Like<RoomGuests::Reader> auto& reader) {
    archive(reader.who, reader.code, reader.from, reader.up_to);
}

// When somebody spoke is a counter of ticks.
inline void save_spoke(snapshot::Writer& archive, const std::map<std::string, std::uint32_t>& spoke) {
    archive(spoke.size());
    for (const auto& [sign, at] : spoke) {
        archive(sign);
        archive.behind(in_ticks(archive.now()), at);
    }
}
inline void load_spoke(snapshot::Reader& archive, std::map<std::string, std::uint32_t>& spoke) {
    std::size_t count = 0;
    archive(count);
    archive.expect(count <= archive.left());
    for (; archive.ok() && count > 0; --count) {
        std::string sign;
        std::uint32_t at = 0;
        archive(sign);
        archive.behind(in_ticks(archive.now()), at);
        archive.expect(spoke.emplace(std::move(sign), at).second);
    }
}

inline void fields(snapshot::Writer& archive, const RoomGuests& guests) {
    archive(guests.operators, guests.voices, guests.invited, guests.absent, guests.pending, guests.readers);
    save_spoke(archive, guests.spoke);
}
inline void fields(snapshot::Reader& archive, RoomGuests& guests) {
    archive(guests.operators, guests.voices, guests.invited, guests.absent, guests.pending, guests.readers);
    load_spoke(archive, guests.spoke);
}

// --- What is still to be told

template <class Archive>
void fields(Archive& archive, snapshot::Like<Comings> auto& comings) {
    archive(comings.joined, comings.left, comings.due);
}

// --- The place of a member

inline void fields(snapshot::Writer& archive, const Membership& place) {
    archive(place.announced, place.spoke, place.unseen, place.seen);
    if (place.spoke) archive.behind(in_ticks(archive.now()), place.spoke_at);
}
inline void fields(snapshot::Reader& archive, Membership& place) {
    archive(place.announced, place.spoke, place.unseen, place.seen);
    if (place.spoke) archive.behind(in_ticks(archive.now()), place.spoke_at);
}

}  // namespace confab
