// Coming, coming back and going, and what users send.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_connections() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::welcome, "welcome", "", "Welcome to Confab."},
        {Code::motd, "motd", "line", "{0}"},
        {Code::motd_none, "motd_none", "", "this server has no words of its own in the greeting"},
        {Code::how_to_begin, "how_to_begin", "", "Type to talk. /help lists the commands, /quit leaves."},
        {Code::how_to_resume, "how_to_resume", "resume_code",
         "If the connection breaks, /resume {0} brings you back."},
        {Code::where_you_are, "where_you_are", "name room people", "You are {0} in #{1} ({2} here)"},
        {Code::where_you_are_still, "where_you_are_still", "name room",
         "you are {0} in #{1}, /help tells what you can do"},
        {Code::user_name_unusable, "user_name_unusable", "name",
         "your name there cannot be used here, you are {0}"},
        {Code::resume_logged_in, "resume_logged_in", "",
         "you are logged in: your places come back with your name"},
        {Code::resume_own_code, "resume_own_code", "", "that is the code of this connection"},
        {Code::resume_code_unknown, "resume_code_unknown", "",
         "nothing is known of that code: it may be mistyped, used, or older than a day"},
        {Code::resume_name_taken, "resume_name_taken", "name stays", "the name {0} is taken, you stay {1}"},
        {Code::resumed, "resumed", "name room", "you are back as {0} in #{1}"},
        {Code::away_still, "away_still", "", "you are still away, /back ends that"},
        {Code::connection_added, "connection_added", "address", "you have connected from {0} as well"},
        {Code::connection_ended, "connection_ended", "", "you have ended this connection on another one"},
        {Code::connection_ended_by_password, "connection_ended_by_password", "",
         "your password has been changed on another connection, this one ends"},
        {Code::connection_listed, "connection_listed", "number address format online idle here encrypted",
         "connection {0}: {2} from {1}{6:, encrypted}, here for {3:brief}, idle {4:brief}{5:, this one}"},
        {Code::connection_unknown, "connection_unknown", "number connections",
         "there is no connection {0}: you have {1}, /whois of your own name lists them"},
        {Code::connections_ended, "connections_ended", "connections", "{0:connection|connections} ended"},
        {Code::connections_full, "connections_full", "max",
         "you have {0} connections already, which is the limit: /disconnect ends one of them"},
        {Code::connections_none_other, "connections_none_other", "", "this is your only connection"},
        {Code::goodbye, "goodbye", "", "goodbye"},
        {Code::server_stopping, "server_stopping", "", "the server is stopping, goodbye"},
        {Code::storage_changed, "storage_changed", "reason", "{0}"},
        {Code::snapshot_damaged, "snapshot_damaged", "", "the saved state is damaged or cut off"},
        {Code::snapshot_other_version, "snapshot_other_version", "version",
         "the saved state is of version {0}, which this program cannot read"},
        {Code::label_bad, "label_bad", "max",
         "a label is 1 to {0} visible characters of ASCII with a space behind them, nothing was sent"},
        {Code::line_may_hold_secret, "line_may_hold_secret", "",
         "that may hold a password, nothing was sent: a command begins with /"},
        {Code::block_is_no_secret, "block_is_no_secret", "", "that was more than one line, nothing was sent"},
        {Code::block_too_many_lines, "block_too_many_lines", "max",
         "too many lines at once (limit {0}), nothing was sent"},
        {Code::block_too_long, "block_too_long", "max",
         "too much at once (limit {0} bytes), nothing was sent"},
        {Code::block_may_hold_secret, "block_may_hold_secret", "",
         "one of these lines may hold a password or a key, nothing was sent: type it alone, or take it out"},
        {Code::input_dropped, "input_dropped", "lines",
         "too much was sent while you waited for an answer, the last {0:line was|lines were} not handled; "
         "send less at once"},

        {Code::server_says, "server_says", "line", "[server] {0}"},
        {Code::server_going_down, "server_going_down", "", "the server is going down for maintenance"},
        {Code::server_going_down_in, "server_going_down_in", "seconds",
         "the server is going down for maintenance in {0:second|seconds}"},
        {Code::upgrade_ends_connection, "upgrade_ends_connection", "",
         "the server is being upgraded, which ends encrypted connections: connect again"},
        {Code::upgrade_ends_guest, "upgrade_ends_guest", "resume_code",
         "the server is being upgraded, which ends encrypted connections: connect again, and /resume {0} "
         "brings "
         "you back"},
        {Code::upgrade_ends_login, "upgrade_ends_login", "name",
         "the server is being upgraded, which ends encrypted connections: connect again, and /login {0} "
         "brings "
         "you back"},
        {Code::server_going_down_within, "server_going_down_within", "seconds",
         "the server is going down for maintenance, your connection ends within {0:second|seconds}"},
        {Code::stop_ends_connection, "stop_ends_connection", "",
         "the server is going down for maintenance: connect again later"},
        {Code::stop_ends_guest, "stop_ends_guest", "resume_code",
         "the server is going down for maintenance: connect again later, and /resume {0} brings you back"},
        {Code::stop_ends_login, "stop_ends_login", "name",
         "the server is going down for maintenance: connect again later, and /login {0} brings you back"},
        {Code::back_after_crash, "back_after_crash", "name room lost",
         "the server crashed and is back, you are still {0} in #{1}; what was said or changed in the last "
         "{2} "
         "may be missing (/history)"},
        {Code::line_lost_by_crash, "line_lost_by_crash", "",
         "the line that you had begun when the server crashed was not taken: type it again"},
        {Code::server_full, "server_full", "max", "the server is full ({0} clients), try again later"},
        {Code::encrypted_port, "encrypted_port", "",
         "this port is encrypted: connect with ncat --ssl, or with openssl s_client -quiet -connect "
         "HOST:PORT"},
        {Code::source_full, "source_full", "max",
         "too many connections from your address (limit {0}), close one of them first"},
        {Code::source_too_fast, "source_too_fast", "wait",
         "too many new connections from your address, try again in {0:brief}"},
        {Code::source_kept_out, "source_kept_out", "wait",
         "too much went wrong from your address, try again in {0:brief}"},
        {Code::network_denied, "network_denied", "",
         "your network may not connect here; ask the people who run this server"},
        {Code::proxy_expected, "proxy_expected", "",
         "only a proxy may connect here, and it has to say first whom it connects"},
        {Code::other_protocol, "other_protocol", "protocol",
         "this is a chat for telnet and nc, and you speak {0}; try: nc HOST PORT"},
        {Code::other_chat_protocol, "other_chat_protocol", "protocol",
         "this is a chat for telnet and nc, and you speak {0}, which this port does not; try: nc "
         "HOST "
         "PORT"},
        {Code::still_here, "still_here", "", "yes, still here"},
        {Code::how_to_leave, "how_to_leave", "", "/quit leaves"},
        {Code::line_too_long, "line_too_long", "max", "line too long (limit {0} bytes), nothing was sent"},
        {Code::paste_too_long, "paste_too_long", "max", "paste too long (limit {0} bytes), nothing was sent"},
        {Code::paste_too_many_lines, "paste_too_many_lines", "max",
         "paste too long (limit {0} lines), nothing was sent"},
        {Code::paste_not_one_line, "paste_not_one_line", "",
         "paste has more than one line, nothing was sent"},
        {Code::secret_asked, "secret_asked", "secret", "{0} (Enter alone calls it off):"},
        {Code::secret_asked_in_sight, "secret_asked_in_sight", "secret",
         "{0}, shown as you type it (Enter alone calls it off):"},
        {Code::input_slowed, "input_slowed", "", "slow down, you are read more slowly now; nothing is lost"},
        {Code::input_left_over, "input_left_over", "seconds",
         "the rest of what you sent was not handled: your input ended {0:second|seconds} ago"},
        {Code::read_too_slowly, "read_too_slowly", "bytes",
         "you read too slowly, {0} bytes were waiting for you; goodbye"},
        {Code::read_slowest, "read_slowest", "bytes",
         "you read too slowly, {0} bytes were waiting for you, the most of all, and the server had no room "
         "for more; goodbye"},
        {Code::read_slowest_of_source, "read_slowest_of_source", "bytes",
         "you read too slowly, {0} bytes were waiting for you, the most of all from your address, which has "
         "too many; "
         "goodbye"},
        {Code::display_on, "display_on", "",
         "this is the terminal: your line stays below what others say (/help keys, /ui off)"},
        {Code::display_refused, "display_refused", "", "your client keeps to lines, nothing has changed"},
    });
    return phrases;
}

}  // namespace confab::dialect
