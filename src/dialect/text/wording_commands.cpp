// Commands themselves, whatever they are about.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_commands() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::command_usage, "command_usage", "usage", "usage: {0}"},
        {Code::command_unknown, "command_unknown", "command like",
         "unknown command /{0}{1:or , did you mean *?|,} nothing was sent (/help all lists them, // says a "
         "line "
         "with /)"},
        {Code::help_command, "help_command", "usage summary", "{0:20}  {1}"},
        {Code::help_usage, "help_usage", "usage summary", "{0}: {1}"},
        {Code::help_details, "help_details", "details", "{0}"},
        {Code::help_keys, "help_keys", "keys", "{0}"},
        {Code::help_unknown, "help_unknown", "command like",
         "there is no command /{0}{1:or , did you mean *?|,} /help all lists them"},
        {Code::help_topics, "help_topics", "topics", "topics: {0}"},
        {Code::help_more, "help_more", "",
         "/help TOPIC and /help COMMAND tell more, /help all lists all commands"},
        {Code::help_for_operators, "help_for_operators", "topic",
         "{0} is for the operators of a room: whoever makes one is its operator (/help rooms)"},
        {Code::setting_listed, "setting_listed", "setting value summary", "/{0} {1}: {2}"},
        {Code::list_more, "list_more", "more", "and {0} more"},
        {Code::display_needed, "display_needed", "command", "/{0} needs the terminal, /ui turns it on"},
        {Code::display_on_already, "display_on_already", "", "the terminal is on already"},
        {Code::display_off, "display_off", "", "the terminal is off"},
        {Code::status_line_on, "status_line_on", "", "the status line is on"},
        {Code::status_line_off, "status_line_off", "", "the status line is off"},
        {Code::notify_off, "notify_off", "", "nothing rings"},
        {Code::notify_mention, "notify_mention", "", "your name and private messages ring"},
        {Code::notify_pm, "notify_pm", "", "private messages ring"},
        {Code::notify_all, "notify_all", "", "every line rings"},
        {Code::notify_words, "notify_words", "", "your name, private messages and your words ring"},
        {Code::notify_words_now, "notify_words_now", "words",
         "your name, private messages and these words ring: {0}"},
        {Code::notify_too_many_words, "notify_too_many_words", "max",
         "{0} words may ring at most, name fewer"},
        {Code::notify_word_too_long, "notify_word_too_long", "max",
         "a word that rings has {0} bytes at most, choose a shorter one"},
        {Code::colours_automatic, "colours_automatic", "", "using the colours that your terminal supports"},
        {Code::colours_off, "colours_off", "", "using no colours"},
        {Code::colours_16, "colours_16", "", "using 16 colours"},
        {Code::colours_256, "colours_256", "", "using 256 colours"},
        {Code::time_zone_unknown, "time_zone_unknown", "zone",
         "there is no time zone {0}, name one like Europe/Berlin, or server"},
        {Code::times_of_server, "times_of_server", "", "times are the server's"},
        {Code::times_of_zone, "times_of_zone", "zone", "times are those of {0}"},
    });
    return phrases;
}

}  // namespace confab::dialect
