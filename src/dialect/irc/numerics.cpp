#include "numerics.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace confab::dialect::irc {

namespace {

constexpr auto numbers = std::to_array<std::pair<Code, std::string_view>>({
    {Code::nobody_here_called, "401"},
    {Code::name_unknown, "401"},
    {Code::room_unknown, "403"},
    {Code::room_gone, "403"},
    {Code::private_not_here, "401"},
    {Code::inbox_needs_login, "401"},
    {Code::line_may_hold_secret, "404"},
    {Code::block_may_hold_secret, "404"},
    {Code::muted_nothing_sent, "404"},
    {Code::room_moderated, "404"},
    {Code::room_slow, "404"},
    {Code::guests_read_only, "404"},
    {Code::locked_down, "404"},
    {Code::joined_too_many, "405"},
    {Code::too_many_rooms, "405"},
    {Code::too_many_rooms_of_source, "405"},
    {Code::name_banned, "432"},
    {Code::name_owner_banned, "432"},
    {Code::name_for_guests, "432"},
    {Code::name_taken, "433"},
    {Code::name_looks_taken, "433"},
    {Code::name_registered, "433"},
    {Code::person_not_here, "441"},
    {Code::person_must_be_there, "441"},
    {Code::guest_must_be_there, "441"},
    {Code::in_no_room, "442"},
    {Code::not_in_room, "442"},
    {Code::member_already, "443"},
    {Code::login_needed, "451"},
    {Code::room_by_invitation, "473"},
    {Code::you_are_banned, "474"},
    {Code::room_asks_for_key, "475"},
    {Code::room_key_wrong, "475"},
    {Code::too_many_wrong_keys, "475"},
    {Code::server_operator_needed, "481"},
    {Code::room_operator_needed, "482"},
    {Code::lobby_operator_needed, "482"},
    {Code::lobby_rules_need_server_operator, "482"},
    {Code::lobby_has_no_operators, "482"},
    {Code::room_owner_needed, "482"},
    {Code::room_without_owner, "482"},
    {Code::topic_needs_operator, "482"},
    {Code::target_is_equal, "482"},
    {Code::room_open_to_all, "482"},
    {Code::room_invites_nobody, "482"},
    {Code::operator_could_not_act, "482"},
    {Code::target_is_owner, "482"},
    {Code::target_is_server_operator, "482"},
});

constexpr std::array told_otherwise{
    Code::where_you_are_still,
    Code::welcome,
    Code::motd,
    Code::how_to_begin,
    Code::where_you_are,
    Code::now_talking_in,
    Code::person_away,
    Code::goodbye,
    Code::you_are_operator,
    Code::you_are_no_operator,
    Code::you_have_voice,
    Code::you_have_no_voice,
    Code::you_are_kicked,
    Code::you_are_away,
    Code::you_are_back,
    Code::you_were_not_away,
    Code::you_are_invited,
    Code::you_are_invited_privately,
    Code::operator_made,
    Code::operator_unmade,
    Code::voice_given,
    Code::voice_taken,
    Code::moderated_on,
    Code::moderated_off,
    Code::room_now_moderated,
    Code::room_no_longer_moderated,
    Code::by_invitation_on,
    Code::by_invitation_off,
    Code::room_now_by_invitation,
    Code::room_no_longer_by_invitation,
    Code::topic_lock_on,
    Code::topic_lock_off,
    Code::room_now_topic_lock,
    Code::room_no_longer_topic_lock,
    Code::key_on,
    Code::key_off,
    Code::room_key_set,
    Code::room_key_changed,
    Code::room_key_removed,
    Code::invited,
    Code::kicked,
    Code::operator_already,
    Code::operator_not,
    Code::banned,
    Code::unbanned,
    Code::member_banned,
    Code::member_unbanned,
    Code::voice_already,
    Code::voice_not,
    Code::resumed,
    Code::logged_out,
};

}  // namespace

std::string_view numeric_of(Code code) {
    const auto found =
        std::find_if(numbers.begin(), numbers.end(), [&](const auto& each) { return each.first == code; });
    return found == numbers.end() ? std::string_view() : found->second;
}

bool is_told_otherwise(Code code) {
    return std::find(told_otherwise.begin(), told_otherwise.end(), code) != told_otherwise.end();
}

std::string_view mode_of(std::string_view action, std::string_view detail) {
    constexpr auto modes = std::to_array<std::pair<std::string_view, std::string_view>>({
        {"room op", "+o"},
        {"room deop", "-o"},
        {"voice", "+v"},
        {"devoice", "-v"},
        {"moderated on", "+m"},
        {"moderated off", "-m"},
        {"by-invitation on", "+i"},
        {"by-invitation off", "-i"},
        {"topic-lock on", "+t"},
        {"topic-lock off", "-t"},
        {"ban", "+b"},
        {"unban", "-b"},
        {"key on", "+k"},
        {"key off", "-k"},
    });
    const std::string_view act = action == "room" ? detail : action;
    const auto found =
        std::find_if(modes.begin(), modes.end(), [&](const auto& each) { return each.first == act; });
    return found == modes.end() ? std::string_view() : found->second;
}

}  // namespace confab::dialect::irc
