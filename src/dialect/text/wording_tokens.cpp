// Tokens with which programs speak in a room.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_tokens() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::token_added, "token_added", "name room", "{0} may speak in #{1} from now on"},
        {Code::token_shown, "token_shown", "token room", "its token, which is shown only this once: {0}"},
        {Code::token_removed, "token_removed", "name room", "{0} may not speak in #{1} any more"},
        {Code::token_unknown, "token_unknown", "room", "there is no such token in #{0}, /token lists them"},
        {Code::token_listed, "token_listed", "name maker made", "{0}{1:, made by *}, since {2:date}"},
        {Code::tokens_none, "tokens_none", "room", "there are no tokens in #{0}, /token add NAME makes one"},
        {Code::tokens_full, "tokens_full", "room max", "there are too many tokens in #{0} (limit {1})"},
        {Code::tokens_need_owner, "tokens_need_owner", "room",
         "#{0} belongs to nobody and may vanish: /room own makes it yours, then it can have tokens"},
        {Code::tokens_unavailable, "tokens_unavailable", "", "there are no tokens to be had just now"},
        {Code::token_wrong, "token_wrong", "", "that token is not good for that room"},
        {Code::token_maker_gone, "token_maker_gone", "name", "the account that made the token {0} is gone"},
        {Code::token_maker_sanctioned, "token_maker_sanctioned", "name maker",
         "{1}, who made the token {0}, may not speak there"},
        {Code::token_sanctioned, "token_sanctioned", "name", "{0} may not speak there"},
        {Code::room_token_added, "room_token_added", "by room name",
         "{0} lets a program speak in #{1} as {2}"},
        {Code::room_token_removed, "room_token_removed", "by room name", "{0} ended the token {2} of #{1}"},
        {Code::name_of_token, "name_of_token", "name", "{0} is the name of a program that speaks in a room"},
    });
    return phrases;
}

}  // namespace confab::dialect
