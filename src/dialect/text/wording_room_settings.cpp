// Rules of rooms: what is set, what the room is told of it, and the rows that show it.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_room_settings() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::moderated_on, "moderated_on", "room",
         "moderated is on: only operators and voices speak in #{0}"},
        {Code::moderated_off, "moderated_off", "room", "moderated is off: everyone speaks in #{0}"},
        {Code::history_on, "history_on", "room", "history is on: what is said from now on is kept in #{0}"},
        {Code::history_off, "history_off", "room",
         "history is off: nothing is kept of what is said, or was said, in #{0}"},
        {Code::slow_on, "slow_on", "room slow", "slow is {1}: so long between two messages of one person"},
        {Code::slow_off, "slow_off", "room", "slow is off"},
        {Code::slow_too_long, "slow_too_long", "max", "slow is {0} at most: /room slow {0}"},
        {Code::key_on, "key_on", "room key", "#{0} asks for a key now: /join #{0} {1}"},
        {Code::key_off, "key_off", "room", "#{0} asks for no key any more"},
        {Code::key_garbled, "key_garbled", "",
         "a key is UTF-8 without control characters, and that was not; choose another"},
        {Code::key_too_long, "key_too_long", "max", "a key has {0} bytes at most, choose a shorter one"},
        {Code::key_of_several_words, "key_of_several_words", "", "a key is one word"},
        {Code::room_is_private, "room_is_private", "room",
         "#{0} is private: nobody else can find it; /invite lets someone in"},
        {Code::room_is_public, "room_is_public", "room", "#{0} is public: everyone sees it"},
        {Code::room_private_already, "room_private_already", "room", "#{0} is private already"},
        {Code::room_public_already, "room_public_already", "room", "#{0} is public already"},
        {Code::public_room_exists, "public_room_exists", "room",
         "there is another #{0} that everybody sees, so this one stays private"},
        {Code::private_room_exists, "private_room_exists", "room", "you own another private #{0}"},
        {Code::room_without_owner_is_open, "room_without_owner_is_open", "room",
         "#{0} has no owner, so it is open to all"},
        {Code::messages_purged, "messages_purged", "count", "{0:message|messages} removed from memory"},
        {Code::messages_busy, "messages_busy", "",
         "too much is being removed or moved at the moment, try again in a minute"},
        {Code::room_now_moderated, "room_now_moderated", "by room",
         "{0} made #{1} moderated: only operators and voices speak"},
        {Code::room_no_longer_moderated, "room_no_longer_moderated", "by room",
         "{0} made #{1} open to speak in: it is no longer moderated"},
        {Code::room_now_keeps_history, "room_now_keeps_history", "by room",
         "{0} turned on history in #{1}: what is said from now on is kept"},
        {Code::room_keeps_no_history, "room_keeps_no_history", "by room",
         "{0} turned off history in #{1}: nothing is kept of what is said, or was said"},
        {Code::room_now_slow, "room_now_slow", "by room slow", "{0} made #{1} slow: one message in {2} each"},
        {Code::room_no_longer_slow, "room_no_longer_slow", "by room", "{0} ended slow mode in #{1}"},
        {Code::room_key_set, "room_key_set", "by room",
         "{0} set a key for #{1}: joining takes it from now on"},
        {Code::room_key_changed, "room_key_changed", "by room",
         "{0} changed the key of #{1}: joining takes it from now on"},
        {Code::room_key_removed, "room_key_removed", "by room", "{0} removed the key of #{1}"},
        {Code::room_now_private, "room_now_private", "by room",
         "{0} made #{1} private: nobody else can find it"},
        {Code::room_now_public, "room_now_public", "by room", "{0} made #{1} public: everyone sees it"},
        {Code::room_listed, "room_listed", "room members private topic",
         "#{0} ({1} here{2:, private}){3:: *}"},
        {Code::room_rules, "room_rules", "room owner private history slow moderated key",
         "#{0} is {1:owned by *|without an owner}, {2:private|public}, key {6:on|off}, history {3:on|off}, "
         "slow {4:*|off}, moderated {5:on|off}"},
        {Code::room_rules_and_key, "room_rules_and_key", "room owner private history slow moderated key",
         "#{0} is {1:owned by *|without an owner}, {2:private|public}, key {6}, history {3:on|off}, slow "
         "{4:*|off}, moderated {5:on|off}"},
        {Code::room_operators, "room_operators", "room names more", "operators: {1}{2: and * more}"},
        {Code::room_voices, "room_voices", "room names more", "voices: {1}{2: and * more}"},
        {Code::room_invited, "room_invited", "room names more", "invited: {1}{2: and * more}"},
    });
    return phrases;
}

}  // namespace confab::dialect
