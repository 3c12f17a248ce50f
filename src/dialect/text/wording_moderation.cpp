// What moderators do, and what they are refused.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_moderation() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::reason_too_long, "reason_too_long", "max size",
         "a reason has {0} bytes at most, this one has {1}"},
        {Code::addresses_need_server_operator, "addresses_need_server_operator", "",
         "only server operators do that to addresses"},
        {Code::address_is_yours, "address_is_yours", "address", "you are at {0} yourself"},
        {Code::target_unknown, "target_unknown", "name", "nobody is called {0}, and it is no address"},
        {Code::server_operator_needed, "server_operator_needed", "", "only server operators may do that"},
        {Code::room_operator_needed, "room_operator_needed", "room",
         "only operators of #{0} may do that, /room says who they are"},
        {Code::lobby_operator_needed, "lobby_operator_needed", "room",
         "#{0} has no owner, so only server operators may do that"},
        {Code::target_is_you, "target_is_you", "", "that is you"},
        {Code::target_is_server_operator, "target_is_server_operator", "name",
         "{0} is a server operator, nobody does that to them"},
        {Code::target_is_owner, "target_is_owner", "name room", "{0} owns #{1}"},
        {Code::target_is_equal, "target_is_equal", "name room",
         "{0} is an operator of #{1} too; its owner may do that"},
        {Code::person_not_here, "person_not_here", "name room", "nobody called {0} is {1:in #*|here}"},
        {Code::lobby_open_to_all, "lobby_open_to_all", "",
         "nobody can be kept out of the lobby, a server operator's /ban is for the whole server"},
        {Code::sanctions_full, "sanctions_full", "max tool",
         "there are as many bans and mutes as there may be ({0}), lift some first ({1:confabctl "
         "bans|/bans})"},
        {Code::sanctions_full_in_room, "sanctions_full_in_room", "room max tool",
         "#{0} has as many bans and mutes as it may have ({1}), lift some first ({2:confabctl bans|/bans})"},
        {Code::sanctions_full_of_owner, "sanctions_full_of_owner", "room max",
         "the rooms of the owner of #{0} have {1} bans and mutes together, which is all they may have; lift "
         "some first (/bans)"},
        {Code::sanctions_full_of_rooms, "sanctions_full_of_rooms", "max",
         "all rooms together have {0} bans and mutes, which is all they may have; a server operator can lift "
         "some"},
        {Code::operator_could_not_act, "operator_could_not_act", "name room", "{0} could not act in #{1}:"},
        {Code::network_not_allowed, "network_not_allowed", "",
         "only certain networks may connect here, and yours is none of them; ask the people who run this "
         "server"},
        {Code::kicked, "kicked", "name room", "{0} was put {1:out of #*|off the server}"},
        {Code::you_are_kicked, "you_are_kicked", "room by reason",
         "you were put {0:out of #*|off the server} by {1}{2:: *}"},
        {Code::kicked_by, "kicked_by", "by reason", "kicked by {0}{1:: *}"},
        {Code::banned, "banned", "name room until reason nobody by_name network guests spared",
         "{0} is banned{1: from #*}{2: until *}{3:: *}{4:; nobody has that name now}{5:; by name only, which "
         "anyone can change}{6:; so is *, where they come from}{7:; so are guests from where they come "
         "from}{8:; *, where they come from, is not}"},
        {Code::muted, "muted", "name room until reason nobody by_name network guests spared",
         "{0} is muted{1: in #*}{2: until *}{3:: *}{4:; nobody has that name now}{5:; by name only, which "
         "anyone can change}{6:; so is *, where they come from}{7:; so are guests from where they come "
         "from}{8:; *, where they come from, is not}"},
        {Code::banned_by, "banned_by", "by reason", "banned by {0}{1:: *}"},
        {Code::you_are_banned, "you_are_banned", "room until reason",
         "you are banned{0: from #*}{1: until *}{2:: *}"},
        {Code::you_are_muted, "you_are_muted", "room until reason",
         "you are muted{0: in #*}{1: until *}{2:: *}"},
        {Code::you_are_muted_by, "you_are_muted_by", "room until reason by",
         "you are muted{0: in #*}{1: until *}{2:: *} (by {3})"},
        {Code::member_banned, "member_banned", "by name room duration reason",
         "{0} banned {1:*|someone} from #{2}{3: for *}{4:: *}"},
        {Code::member_muted, "member_muted", "by name room duration reason",
         "{0} muted {1:*|someone} in #{2}{3: for *}{4:: *}"},
        {Code::ban_unknown, "ban_unknown", "number room",
         "there is no ban{1: from #*} with the number {0}, confabctl bans lists them"},
        {Code::mute_unknown, "mute_unknown", "number room",
         "there is no mute{1: in #*} with the number {0}, confabctl bans lists them"},
        {Code::not_banned, "not_banned", "name room tool",
         "{0} is not banned{1: from #*}, {2:confabctl bans|/bans} lists those who are"},
        {Code::not_muted, "not_muted", "name room tool",
         "{0} is not muted{1: in #*}, {2:confabctl bans|/bans} lists those who are"},
        {Code::unbanned, "unbanned", "name room", "{0} is no longer banned{1: from #*}"},
        {Code::unmuted, "unmuted", "name room", "{0} is no longer muted{1: in #*}"},
        {Code::you_are_unmuted, "you_are_unmuted", "room", "you are no longer muted{0: in #*}"},
        {Code::member_unbanned, "member_unbanned", "by name room", "{0} unbanned {1} from #{2}"},
        {Code::member_unmuted, "member_unmuted", "by name room", "{0} unmuted {1} in #{2}"},
        {Code::audit_for_time, "audit_for_time", "duration reason", "for {0}{1:: *}"},
        {Code::audit_for_ever, "audit_for_ever", "reason", "for ever{0:: *}"},
        {Code::ban_listed, "ban_listed", "number name address by_address room until by reason",
         "{0}: {1}{2: (*)}{3: (where they come from)} is banned{4: from #*}{5: until *}, by {6}{7:: *}"},
        {Code::mute_listed, "mute_listed", "number name address by_address room until by reason",
         "{0}: {1}{2: (*)}{3: (where they come from)} is muted{4: in #*}{5: until *}, by {6}{7:: *}"},
        {Code::bans_none, "bans_none", "", "nobody is banned or muted"},
        {Code::bans_need_operator, "bans_need_operator", "", "only operators see who is banned or muted"},
        {Code::duration_unknown, "duration_unknown", "value",
         "{0:*|nothing} is not a valid duration; use 30m, 2h, 7d, 1w or 1d12h"},
        {Code::server_operator_no_account, "server_operator_no_account", "name",
         "no account is called {0}, and only registered people can be server operators"},
        {Code::server_operator_already, "server_operator_already", "name",
         "{0} is marked as a server operator already"},
        {Code::server_operator_not, "server_operator_not", "name", "{0} is not marked as a server operator"},
        {Code::server_operator_set, "server_operator_set", "name", "{0} is now a server operator"},
        {Code::server_operator_unset, "server_operator_unset", "name", "{0} is no longer a server operator"},
        {Code::server_operator_by_configuration, "server_operator_by_configuration", "name",
         "{0} is no longer a server operator by mark, but still is one by the configuration"},
        {Code::you_are_server_operator, "you_are_server_operator", "by",
         "you are now a server operator, says {0}"},
        {Code::you_are_no_server_operator, "you_are_no_server_operator", "by",
         "you are no longer a server operator, says {0}"},
        {Code::lockdown_on, "lockdown_on", "",
         "lockdown is on: guests may only read, and nobody can register"},
        {Code::lockdown_off, "lockdown_off", "", "lockdown is off: guests may talk again"},
        {Code::lockdown_on_already, "lockdown_on_already", "", "lockdown is on already"},
        {Code::lockdown_off_already, "lockdown_off_already", "", "lockdown is off already"},
    });
    return phrases;
}

}  // namespace confab::dialect
