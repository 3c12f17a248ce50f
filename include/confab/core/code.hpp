// What the chat answers, by kind. The names are those that dialect/text/wording gives to programs ("code"):
// from there on they are part of the contract, so a code is never given another meaning.
#pragma once

#include <cstdint>

namespace confab {

enum class Code : std::uint16_t {
    none,   // nothing is in the way
    plain,  // transitional: a finished text, which is no code for programs

    // A name of a person or a room (NameFault).
    name_missing,
    name_too_long,
    name_bad_start,
    name_bad_character,
    name_mixed_scripts,
    name_reserved,

    // A command that is not called as it should be.
    command_usage,

    // Rooms.
    room_unknown,

    // Accounts.
    server_busy,
    name_given_up,

    // Moderation.
    reason_too_long,
    addresses_need_server_operator,
    address_is_yours,
    target_unknown,
    server_operator_needed,
    room_operator_needed,
    lobby_operator_needed,
    target_is_you,
    target_is_server_operator,
    target_is_owner,
    target_is_equal,
    person_not_here,
    lobby_open_to_all,
    sanctions_full,
    sanctions_full_in_room,
    sanctions_full_of_owner,
    sanctions_full_of_rooms,
    operator_could_not_act,
    network_not_allowed,

    // Moderation: acts.
    kicked,
    you_are_kicked,
    kicked_by,
    banned,
    muted,
    banned_by,
    you_are_banned,
    you_are_muted,
    you_are_muted_by,
    member_banned,
    member_muted,
    ban_unknown,
    mute_unknown,
    not_banned,
    not_muted,
    unbanned,
    unmuted,
    you_are_unmuted,
    member_unbanned,
    member_unmuted,
    audit_for_time,
    audit_for_ever,

    // The list of /bans.
    ban_listed,
    mute_listed,
    bans_none,
    bans_need_operator,
    duration_unknown,

    // Server operators and the lockdown.
    server_operator_no_account,
    server_operator_already,
    server_operator_not,
    server_operator_set,
    server_operator_unset,
    server_operator_by_configuration,
    you_are_server_operator,
    you_are_no_server_operator,
    lockdown_on,
    lockdown_off,
    lockdown_on_already,
    lockdown_off_already,

    // Talking.
    person_away,
    private_not_here,
    reply_to_nobody,
    reply_to_absent,
    reply_unclear,
    reply_unclear_one_left,
    reply_unclear_both_left,

    // Messages: history and search.
    history_last,
    history_since,
    history_before,
    history_around,
    history_end,
    history_more,
    history_nothing_yet,
    history_nothing_since,
    history_nothing_before,
    history_busy,
    history_unreadable,
    search_unavailable,
    search_too_many_words,
    search_word_empty,
    search_since_unknown,
    search_room_unknown,
    search_nothing,
    search_all,
    search_last,
    search_result,
    search_result_emote,
    search_end,
    search_first,
    result_unknown,
    room_unreadable,

    // Commands.
    command_unknown,
    help_command,
    help_usage,
    help_details,
    help_keys,
    help_unknown,
    list_more,

    // The terminal.
    terminal_needed,
    terminal_on_already,
    terminal_off,
    status_line_on,
    status_line_off,
    notify_off,
    notify_mention,
    notify_pm,
    notify_all,
    notify_words,
    notify_too_many_words,
    notify_word_too_long,
    colours_automatic,
    colours_off,
    colours_16,
    colours_256,
    time_zone_unknown,
    times_of_server,
    times_of_zone,

    last_,  // not a code: how many there are
};

}  // namespace confab
