// Coming into rooms, reading and speaking there, and their owners.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_rooms() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::room_unknown, "room_unknown", "", "there is no such room, /rooms lists them all"},
        {Code::room_gone, "room_gone", "room", "there is no #{0} any more"},
        {Code::room_asks_for_key, "room_asks_for_key", "room", "#{0} asks for a key, say /join #{0} KEY"},
        {Code::room_key_wrong, "room_key_wrong", "room",
         "#{0} asks for a key, and that is not it; say /join #{0} KEY"},
        {Code::room_asks_for_no_key, "room_asks_for_no_key", "room",
         "no room can be called that: a name has no spaces, and #{0} asks for no key"},
        {Code::too_many_wrong_keys, "too_many_wrong_keys", "wait",
         "too many wrong keys, nothing has changed; try again in {0:brief}"},
        {Code::too_many_rooms, "too_many_rooms", "max",
         "this server has {0} rooms, which is the most it may have; join one of them (/rooms)"},
        {Code::too_many_rooms_of_source, "too_many_rooms_of_source", "count",
         "{0:room was|rooms were} made from where you are, which is the most there may be; join one of them "
         "(/rooms)"},
        {Code::joined_too_many, "joined_too_many", "count room",
         "you are in {0:room|rooms}, /leave one before joining #{1}"},
        {Code::now_talking_in, "now_talking_in", "room unread", "now talking in #{0}{1: (* unread)}"},
        {Code::not_invited, "not_invited", "room", "nobody has invited you{0: to #*}"},
        {Code::invited_to_several, "invited_to_several", "rooms",
         "you are invited to #{0:rooms}; say which: /accept ROOM"},
        {Code::not_in_room, "not_in_room", "room", "you are not in #{0}, /rooms lists all rooms"},
        {Code::only_in_lobby, "only_in_lobby", "",
         "the lobby is the only room you are in, /quit leaves the server"},
        {Code::locked_down, "locked_down", "",
         "the server is locked down, guests may only read: /login NAME PASSWORD if you are registered"},
        {Code::muted_nothing_sent, "muted_nothing_sent", "room until reason",
         "nothing was sent, you are muted{0: in #*}{1: until *}{2:: *}"},
        {Code::in_no_room, "in_no_room", "", "you are not in that room, /join one first"},
        {Code::room_by_invitation, "room_by_invitation", "room",
         "#{0} is by invitation: ask one of its operators"},
        {Code::room_moderated, "room_moderated", "room",
         "#{0} is moderated, nothing was sent: only its operators and voices speak"},
        {Code::room_slow, "room_slow", "room wait slow",
         "#{0} is slow, nothing was sent: wait {1} (one message in {2})"},
        {Code::topic_needs_operator, "topic_needs_operator", "room",
         "only operators set the topic of #{0}, /room says who they are"},
        {Code::topic_too_long, "topic_too_long", "max size",
         "a topic has {0} bytes at most, this one has {1}"},
        {Code::room_has_no_topic, "room_has_no_topic", "room", "#{0} has no topic"},
        {Code::lobby_rules_need_server_operator, "lobby_rules_need_server_operator", "room",
         "#{0} has no owner, so only server operators set its rules"},
        {Code::room_without_owner, "room_without_owner", "room",
         "#{0} has no owner who could do that, /room own makes it yours"},
        {Code::room_owner_needed, "room_owner_needed", "room",
         "only the owner of #{0} may do that, /room says who that is"},
        {Code::room_has_no_owner, "room_has_no_owner", "room", "#{0} has no owner, /room own makes it yours"},
        {Code::room_left_without_owner, "room_left_without_owner", "count room",
         "you own {0:room|rooms} already (/room drop gives one up), so #{1} has no owner"},
        {Code::owned_too_many, "owned_too_many", "count",
         "you own {0:room|rooms} already (/room drop gives one up)"},
        {Code::room_is_yours, "room_is_yours", "room", "#{0} is yours, /room shows its rules"},
        {Code::room_yours_already, "room_yours_already", "room", "#{0} is yours already"},
        {Code::room_owned_by, "room_owned_by", "room owner", "#{0} is owned by {1}"},
        {Code::lobby_cannot_be_owned, "lobby_cannot_be_owned", "room",
         "#{0} belongs to everybody, nobody can own it"},
        {Code::owner_needs_account, "owner_needs_account", "",
         "only registered people own rooms, /register makes your name yours first"},
        {Code::room_has_operator, "room_has_operator", "room",
         "#{0} has an operator, or one that may still come back, and only they can do that"},
        {Code::room_has_no_rules, "room_has_no_rules", "room", "#{0} has no rules to drop"},
        {Code::room_dropped, "room_dropped", "room", "#{0} is an ordinary room now, without an owner"},
        {Code::room_now_owned, "room_now_owned", "by room", "{0} owns #{1} from now on"},
        {Code::room_given_up, "room_given_up", "by room", "{0} gave up #{1}, which has no owner now"},
        {Code::room_owner_gone, "room_owner_gone", "by room",
         "{0} is not registered any more, so #{1} has no owner"},
    });
    return phrases;
}

}  // namespace confab::dialect
