#include "confab/core/rooms/room_settings.hpp"

#include <fmt/format.h>

#include <utility>

#include "confab/base/duration.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/private_periods.hpp"
#include "confab/core/rooms/slow_mode.hpp"

namespace confab {

Outcome RoomSettings::set_moderated(const Actor& actor, Room& room, bool on, Now now) {
    if (Refusal why = Access::can_set_rules(actor, room, false)) return refused(std::move(why));
    if (std::exchange(room.rules_or_new().moderated, on) != on) {
        changes_.tell(actor, room, on ? Code::room_now_moderated : Code::room_no_longer_moderated, now);
    }
    return changes_.made(actor, room, on ? "moderated on" : "moderated off",
                         {on ? Code::moderated_on : Code::moderated_off, room.name().text}, now);
}

Outcome RoomSettings::set_by_invitation(const Actor& actor, Room& room, bool on, Now now) {
    if (Refusal why = Access::can_set_rules(actor, room, false)) return refused(std::move(why));
    if (room.is_lobby()) return refused({Code::lobby_open_to_all});
    if (std::exchange(room.rules_or_new().by_invitation, on) != on) {
        changes_.tell(actor, room, on ? Code::room_now_by_invitation : Code::room_no_longer_by_invitation,
                      now);
    }
    return changes_.made(actor, room, on ? "by-invitation on" : "by-invitation off",
                         {on ? Code::by_invitation_on : Code::by_invitation_off, room.name().text}, now);
}

Outcome RoomSettings::set_topic_lock(const Actor& actor, Room& room, bool on, Now now) {
    if (Refusal why = Access::can_set_rules(actor, room, false)) return refused(std::move(why));
    if (std::exchange(room.rules_or_new().topic_lock, on) != on) {
        changes_.tell(actor, room, on ? Code::room_now_topic_lock : Code::room_no_longer_topic_lock, now);
    }
    return changes_.made(actor, room, on ? "topic-lock on" : "topic-lock off",
                         {on ? Code::topic_lock_on : Code::topic_lock_off, room.name().text}, now);
}

// Only the owner may, because what it removes cannot be had back.
Outcome RoomSettings::set_history(const Actor& actor, Room& room, bool on, Now now) {
    if (Refusal why = Access::can_set_rules(actor, room, true)) return refused(std::move(why));
    if (!on && !forget_all_of(room)) return refused({Code::messages_busy});
    const bool changes = std::exchange(room.rules_or_new().keeps_history, on) != on;
    if (!on) {
        room.history.keep(0);
        forget_private_periods(room);
    }
    if (changes || !on) {
        changes_.tell(actor, room, on ? Code::room_now_keeps_history : Code::room_keeps_no_history, now);
    }
    return changes_.made(actor, room, on ? "history on" : "history off",
                         {on ? Code::history_on : Code::history_off, room.name().text}, now);
}

Outcome RoomSettings::set_private(const Actor& actor, Room& room, bool on, Now now) {
    const std::string name = room.name().text;
    if (Refusal why = Access::can_set_rules(actor, room, true)) return refused(std::move(why));
    if (!room.owned()) return refused({Code::room_without_owner_is_open, name});
    if (room.hidden() == on) {
        return refused({on ? Code::room_private_already : Code::room_public_already, name});
    }
    if (Refusal why = on ? visibility_.hide(room) : visibility_.show(room)) return refused(std::move(why));
    if (on) {
        for (const User* member : room.members()) invitations_.let_back(*member, room);
    }
    changes_.tell(actor, room, on ? Code::room_now_private : Code::room_now_public, now);
    return changes_.made(actor, room, on ? "private" : "public",
                         {on ? Code::room_is_private : Code::room_is_public, name}, now);
}

// An earlier version kept what was said in private under a key of its own.
bool RoomSettings::forget_all_of(const Room& room) {
    if (!log_.forget(room.name().key, room.last_id())) return false;
    if (!room.owned() || room.hidden()) return true;
    return log_.forget(RoomKey::of_private(room.rules->owner, room.name().key.base()), room.last_id());
}

Outcome RoomSettings::set_slow(const Actor& actor, Room& room, std::uint32_t seconds, Now now) {
    if (Refusal why = Access::can_set_rules(actor, room, false)) return refused(std::move(why));
    const Milliseconds time = std::chrono::seconds(seconds);
    if (seconds > max_slow)
        return refused({Code::slow_too_long, Milliseconds(std::chrono::seconds(max_slow))});
    const bool changes = std::exchange(room.rules_or_new().slow, seconds) != seconds;
    if (seconds == 0) return end_slow(actor, room, changes, now);
    if (changes) changes_.tell(actor, room, Code::room_now_slow, now, time);
    return changes_.made(actor, room, fmt::format("slow {}", duration_text(time)),
                         {Code::slow_on, room.name().text, time}, now);
}

Outcome RoomSettings::end_slow(const Actor& actor, Room& room, bool changes, Now now) {
    if (room.guests) room.guests->spoke.clear();
    if (changes) changes_.tell(actor, room, Code::room_no_longer_slow, now);
    return changes_.made(actor, room, "slow off", {Code::slow_off, room.name().text}, now);
}

Refusal RoomSettings::can_set_key(const Actor& actor, const Room& room, std::string_view word) {
    if (Refusal why = Access::can_set_rules(actor, room, false)) return why;
    if (room.is_lobby()) return {Code::room_without_owner_is_open, room.name().text};
    if (word == garbled_secret) return {Code::key_garbled};
    if (word.size() > RoomRules::max_key) return {Code::key_too_long, RoomRules::max_key};
    if (word.find_first_of(" \n") != std::string_view::npos) return {Code::key_of_several_words};
    return {};
}

Outcome RoomSettings::set_key(const Actor& actor, Room& room, std::string_view word, Now now) {
    if (Refusal why = can_set_key(actor, room, word)) return refused(std::move(why));
    const std::string before = std::exchange(room.rules_or_new().key, word);
    if (before != word) {
        changes_.tell(actor, room,
                      word.empty()     ? Code::room_key_removed
                      : before.empty() ? Code::room_key_set
                                       : Code::room_key_changed,
                      now);
    }
    return word.empty() ? changes_.made(actor, room, "key off", {Code::key_off, room.name().text}, now)
                        : changes_.made(actor, room, "key on", {Code::key_on, room.name().text, word}, now);
}

}  // namespace confab
