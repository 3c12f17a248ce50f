// Talking, and what was said before.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_messages() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::person_away, "person_away", "name away", "{0} is away{1:: *}"},
        {Code::private_not_here, "private_not_here", "name",
         "nobody here is called {0}, nothing was sent (/who lists the people here)"},
        {Code::reply_to_nobody, "reply_to_nobody", "", "nobody has sent you a private message yet"},
        {Code::reply_to_absent, "reply_to_absent", "",
         "the person who wrote to you last has left, nothing was sent"},
        {Code::reply_unclear, "reply_unclear", "name before",
         "whom do you mean? {0} wrote just after {1}, nothing was sent: /msg {1} TEXT or /msg {0} TEXT"},
        {Code::reply_unclear_one_left, "reply_unclear_one_left", "name before",
         "whom do you mean? {0:*|someone who has left} wrote just after {1:*|someone who has left}, nothing "
         "was sent:{1: /msg * TEXT}{0: /msg * TEXT}"},
        {Code::reply_unclear_both_left, "reply_unclear_both_left", "",
         "whom do you mean? someone who has left wrote just after someone who has left, nothing was sent"},
        {Code::numbers_on, "numbers_on", "", "numbers are on: /re N answers the line of that number"},
        {Code::numbers_off, "numbers_off", "", "numbers are off, /re alone shows the last lines with theirs"},
        {Code::editing_off, "editing_off", "", "nothing can be corrected or taken back on this server"},
        {Code::message_unknown, "message_unknown", "",
         "there is no such line here, or it is too old (/re lists the last ones)"},
        {Code::message_not_yours, "message_not_yours", "", "that line is not yours"},
        {Code::message_too_old, "message_too_old", "within",
         "what was said can be corrected or taken back for {0:brief}, that line is older"},
        {Code::message_blank, "message_blank", "", "nothing of that can be seen, /delete takes a line back"},
        {Code::message_numbered, "message_numbered", "number name message", "[{0}] {1}: {2}"},
        {Code::emote_numbered, "emote_numbered", "number name message", "[{0}] ** {1} {2}"},
        {Code::numbered_end, "numbered_end", "", "/re N TEXT answers one"},
        {Code::nothing_of_yours, "nothing_of_yours", "room", "you have said nothing in #{0} lately"},
        {Code::history_last, "history_last", "lines room", "last {0:line|lines} of #{1}:"},
        {Code::history_since, "history_since", "lines room since", "{0:line|lines} of #{1} since {2:when}:"},
        {Code::history_before, "history_before", "lines room", "{0:line|lines} of #{1} before that:"},
        {Code::history_around, "history_around", "lines room result",
         "{0:line|lines} of #{1} around result {2}:"},
        {Code::history_end, "history_end", "", "now live"},
        {Code::history_more, "history_more", "", "there is more before that, /more shows it"},
        {Code::history_nothing_yet, "history_nothing_yet", "room", "nothing was said in #{0} yet"},
        {Code::history_nothing_since, "history_nothing_since", "room since",
         "nothing was said in #{0} since {1:when}"},
        {Code::history_nothing_before, "history_nothing_before", "room",
         "nothing was said in #{0} before that"},
        {Code::history_busy, "history_busy", "",
         "too many people are reading the history at the moment, try again"},
        {Code::history_unreadable, "history_unreadable", "",
         "what was said before cannot be read at the moment, try again later"},
        {Code::search_unavailable, "search_unavailable", "",
         "this server keeps nothing that could be searched"},
        {Code::search_too_many_words, "search_too_many_words", "max",
         "a search has at most {0} words, name fewer"},
        {Code::search_word_empty, "search_word_empty", "word",
         "{0} cannot be searched for: there is no letter, digit or emoji in it"},
        {Code::search_since_unknown, "search_since_unknown", "",
         "since: wants a time like 2h, 14:00 or 2026-11-20"},
        {Code::search_room_unknown, "search_room_unknown", "",
         "there is no such room, or you may not read it (/rooms lists them)"},
        {Code::search_nothing, "search_nothing", "words", "no matches for {0}"},
        {Code::search_all, "search_all", "lines words", "{0:match|matches} for {1}:"},
        {Code::search_last, "search_last", "lines words", "the last {0:match|matches} for {1}:"},
        {Code::search_result, "search_result", "result said room name message",
         "{0}. {1:when} #{2} {3}: {4}"},
        {Code::search_result_emote, "search_result_emote", "result said room name message",
         "{0}. {1:when} #{2} ** {3} {4}"},
        {Code::search_end, "search_end", "", "/context N shows what was around one"},
        {Code::search_first, "search_first", "", "there are no results, /search first"},
        {Code::result_unknown, "result_unknown", "result max", "there is no result {0}, the last one is {1}"},
        {Code::room_unreadable, "room_unreadable", "", "that room cannot be read any more"},
    });
    return phrases;
}

}  // namespace confab::dialect
