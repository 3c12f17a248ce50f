// People: the ones here, coming and going, away or ignored.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_people() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::presence_sum, "presence_sum", "joined left room members",
         "{0} joined, {1} left #{2} ({3} here)"},
        {Code::presence_count, "presence_count", "joined left room members", "{0:+* }{1:-* }#{2} ({3} here)"},
        {Code::people_joined, "people_joined", "names room", "{0} joined #{1}"},
        {Code::people_left, "people_left", "names room", "{0} left #{1}"},
        {Code::people_joined_and_left, "people_joined_and_left", "came went room",
         "{0} joined; {1} left #{2}"},
        {Code::someone_left, "someone_left", "room reason", "someone left #{0} ({1})"},
        {Code::person_renamed, "person_renamed", "name room", "{0} has taken another name"},
        {Code::room_members, "room_members", "room members", "{1} in #{0}:"},
        {Code::member, "member", "name room idle role away reason connections",
         "{0}, idle {2:brief}{3:, *}{6:, on * connections}{4:, away}{5:: *}"},
        {Code::person_guest, "person_guest", "name since operator online idle away reason connections",
         "{0}: a guest{2:, operator of this server}, here for {3:brief}, idle {4:brief}{7:, on * connections}"
         "{5:, away}{6:: *}"},
        {Code::person_registered, "person_registered",
         "name since operator online idle away reason connections",
         "{0}: registered since {1:date}{2:, operator of this server}, here for {3:brief}, idle "
         "{4:brief}{7:, on * connections}{5:, away}{6:: *}"},
        {Code::person_absent, "person_absent", "name since gone",
         "{0}: registered since {1:date}, not here, last seen {2:brief} ago"},
        {Code::person_address, "person_address", "name address", "{0} is connected from {1}"},
        {Code::common_rooms, "common_rooms", "rooms", "you share #{0:rooms}"},
        {Code::no_common_rooms, "no_common_rooms", "", "you share no room"},
        {Code::name_unknown_at_all, "name_unknown_at_all", "name",
         "nobody here is called {0}, and nobody registered is"},
        {Code::name_is_yours, "name_is_yours", "name", "you are already called {0}"},
        {Code::you_are_away, "you_are_away", "reason", "you are away{0:: *}"},
        {Code::you_were_not_away, "you_were_not_away", "", "you were not away"},
        {Code::you_are_back, "you_are_back", "", "you are back"},
        {Code::nobody_here_called, "nobody_here_called", "name",
         "nobody here is called {0}, /who lists the people here"},
        {Code::ignored, "ignored", "name", "you ignore {0} now, /unignore ends it"},
        {Code::ignored_people, "ignored_people", "names", "you ignore {0}"},
        {Code::ignored_nobody, "ignored_nobody", "", "you ignore nobody"},
        {Code::ignored_too_many, "ignored_too_many", "max",
         "you ignore {0} people already, /unignore one first"},
        {Code::ignore_yourself, "ignore_yourself", "", "you cannot ignore yourself"},
        {Code::not_ignored, "not_ignored", "name",
         "you do not ignore {0}, /ignore lists the people you ignore"},
        {Code::unignored, "unignored", "name", "you see {0} again"},
        {Code::echo_on, "echo_on", "", "echo is on: you see your own lines"},
        {Code::echo_off, "echo_off", "", "echo is off: you do not see your own lines"},
        {Code::quiet_on, "quiet_on", "", "quiet is on: only some joins and leaves are shown"},
        {Code::quiet_off, "quiet_off", "", "quiet is off: all joins and leaves are shown"},
        {Code::quiet_all, "quiet_all", "", "quiet is all: no joins and leaves are shown"},
        {Code::timestamps_on, "timestamps_on", "", "timestamps are on"},
        {Code::timestamps_off, "timestamps_off", "", "timestamps are off"},
        {Code::format_for_people, "format_for_people", "", "format is text"},
        {Code::format_for_programs, "format_for_programs",
         "name room max_joined max_line max_topic block_lines block_bytes", "format is json"},
        {Code::format_needs_lines, "format_needs_lines", "",
         "json is for lines, /ui off leaves the terminal first"},
    });
    return phrases;
}

}  // namespace confab::dialect
