#include "option_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "brief.hpp"
#include "confab/base/number.hpp"
#include "option_checks.hpp"

namespace confab::ops {

namespace {

constexpr double mebi = 1048576;

const std::array table = {
    Option{"config", "FILE", "TOML file with these options", &Options::config, 0, 0, true, false,
           check_filled},
    Option{"check-config", "", "check everything, start nothing; exit 0 or 2", &Options::check_config, 0, 0,
           true, false},
    Option{
        "check-upgrade", "",
        "ask whether this program can go on with the state on standard input; exit 0, or 1 with the reason; "
        "confabctl upgrade does that",
        &Options::check_upgrade, 0, 0, true, false},
    Option{"dump-config", "", "print every value and where it comes from; start nothing",
           &Options::dump_config, 0, 0, true, false},
    Option{"restore", "DIR",
           "replace the databases in the data directory with the backup in DIR; start nothing",
           &Options::restore, 0, 0, true, false, check_filled},
    Option{"listen", "URL",
           "address to listen on, repeatable: tcp://ADDR:PORT, telnet://ADDR:PORT (with the live terminal), "
           "tls://ADDR:PORT and tlstelnet://ADDR:PORT (the same, encrypted), irc://ADDR:PORT and "
           "ircs://ADDR:PORT "
           "(for IRC clients), unix:///PATH, irc+unix:///PATH, "
           "systemd:NAME?as=SCHEME "
           "(a socket that systemd passes), http://ADDR:PORT (for programs, docs/webhooks.md); port 0 picks "
           "a free one "
           "(default tcp://127.0.0.1:4242 and tcp://[::1]:4242)",
           &Options::listen, 0, 0, false, true, check_listen},
    Option{"tls-cert", "FILE",
           "certificate for tls, tlstelnet and ircs listeners, in PEM with its chain, repeatable: one for "
           "each name",
           &Options::tls_cert, 0, 0, false, true, check_filled},
    Option{"tls-key", "FILE", "the key of each certificate, in PEM, in the same order", &Options::tls_key, 0,
           0, false, true, check_filled},
    Option{"server-name", "NAME", "what IRC clients are told that this server is called",
           &Options::server_name, 0, 0, true, true, check_server_name},
    Option{"unix-mode", "MODE",
           "octal mode of the sockets of unix listeners: 0666 for every local user, 0660 for a group",
           &Options::unix_mode, 0, 0, false, true, check_mode},
    Option{"data-dir", "DIR",
           "directory of all stored data (default $STATE_DIRECTORY, else confab in the user's XDG state "
           "directory)",
           &Options::data_dir, 0, 0, true, true, check_filled},
    Option{"admin-socket", "PATH",
           "socket for confabctl; none turns it off (default admin.sock in $RUNTIME_DIRECTORY, else in "
           "the data directory)",
           &Options::admin_socket, 0, 0, true, true, check_admin_socket},
    Option{"threads", "N", "I/O threads; 0 = one per core", &Options::threads, 0, 256, true},
    Option{
        "keep-connections", "N",
        "plain connections that go on if the server crashes, because systemd keeps copies of them; 0 = none "
        "(only as a service)",
        &Options::keep_connections, 0, 4000, true},
    Option{"max-clients", "N", "maximum number of clients at once; further ones are told so and closed",
           &Options::max_clients, 1, 1000000},
    Option{"max-line", "BYTES", "longest line a client may send", &Options::max_line, 1, mebi},
    Option{"max-queue", "BYTES", "maximum unsent output for one client", &Options::max_queue, 1024,
           1024 * mebi},
    Option{"max-queued", "BYTES",
           "maximum unsent output for all clients together; at it the client with the most is closed",
           &Options::max_queued, mebi, 1048576 * mebi},
    Option{"flood-rate", "R", "lines per second from each client; 0 = no limit", &Options::flood_rate, 0,
           1000000},
    Option{"flood-burst", "N", "lines at once before --flood-rate applies", &Options::flood_burst, 1,
           1000000},
    Option{"eof-grace", "SECONDS",
           "how long lines held back by --flood-rate are handled after a client has ended its input",
           &Options::eof_grace, 1, 86400},
    Option{"handshake-timeout", "SECONDS",
           "how long a new connection may take before its first line, on listeners that negotiate something",
           &Options::handshake_timeout, 1, 600},
    Option{"max-handshakes", "N",
           "maximum number of such connections at once; from half of it more and more are refused",
           &Options::max_handshakes, 1, 100000},
    Option{"announce-after", "SECONDS", "how long someone has to stay before the room is told; 0 = at once",
           &Options::announce_after, 0, 86400},
    Option{"history", "N", "lines of a room replayed on joining; 0 turns the replay off", &Options::history,
           0, 100000},
    Option{"history-bytes", "BYTES", "maximum amount of text kept in memory for one room",
           &Options::history_bytes, 0, 1024 * mebi},
    Option{"history-keep", "TIME",
           "how long messages are kept: 12h, 90d, 1y or forever; 0 = in memory only, until a restart",
           &Options::history_keep, 0, 0, false, true, check_keep},
    Option{"history-keep-lines", "N", "maximum number of lines kept on disk for one room; 0 = no limit",
           &Options::history_keep_lines, 0, 1e12},
    Option{"max-connections", "N", "maximum number of connections of one person at once",
           &Options::max_connections, 1, 10000},
    Option{"max-joined", "N", "maximum number of rooms of one client at once", &Options::max_joined, 1,
           10000},
    Option{"max-seats", "N",
           "maximum number of disconnected guests who may come back with /resume; 0 turns that off",
           &Options::max_seats, 0, 1000000},
    Option{"max-rooms", "N", "maximum number of rooms in the whole server", &Options::max_rooms, 1, 1000000},
    Option{"max-rooms-per-source", "N",
           "maximum number of existing rooms created from one address (IPv6: /64)",
           &Options::max_rooms_per_source, 1, 1000000},
    Option{"max-owned-rooms", "N", "maximum number of rooms of one registered owner",
           &Options::max_owned_rooms, 0, 10000},
    Option{"away-messages", "N",
           "maximum number of private messages kept, in plain text, for a registered person who is away; 0 = "
           "none "
           "is kept",
           &Options::away_messages, 0, 10000},
    Option{"away-messages-per-sender", "N", "maximum number of such messages by one person",
           &Options::away_messages_per_sender, 1, 10000},
    Option{"away-messages-days", "DAYS", "how long they are kept", &Options::away_messages_days, 1, 365},
    Option{"edit-time", "SECONDS", "how long people may correct or take back what they said; 0 = never",
           &Options::edit_time, 0, 86400},
    Option{"max-topic", "BYTES", "longest topic", &Options::max_topic, 1, 4096},
    Option{"max-accounts", "N", "maximum number of registered names", &Options::max_accounts, 0, 1000000},
    Option{"max-sanctions", "N", "maximum number of bans and mutes at once", &Options::max_sanctions, 1,
           100000},
    Option{"max-unwritten", "BYTES",
           "maximum size of messages waiting to be written, if storage is slow or full",
           &Options::max_unwritten, 65536, 4096 * mebi, true},
    Option{"guests", "WHO",
           "yes, read-only, or no: then everyone is asked to log in first, and is told nothing else",
           &Options::guests, 0, 0, false, true, check_guests},
    Option{"login-timeout", "SECONDS", "how long somebody has to log in if guests is no",
           &Options::login_timeout, 1, 3600},
    Option{"registration", "WHO",
           "who may register a name: open, invite (with a code of /invite-code), or closed",
           &Options::registration, 0, 0, false, true, check_registration},
    Option{"max-invite-codes", "N",
           "maximum number of unused invitation codes of one person; 0 = only server operators make them",
           &Options::max_invite_codes, 0, 1000},
    Option{"max-certificates", "N", "maximum number of certificates that log in as one account",
           &Options::max_certificates, 0, 100},
    Option{"plain-passwords", "WHAT",
           "passwords over a connection that is neither encrypted nor local: no refuses them, warn warns, "
           "yes takes them, auto warns until there is a listener with TLS, and refuses them then",
           &Options::plain_passwords, 0, 0, false, true, check_plain_passwords},
    Option{"auth-command", "PROGRAM|unix:PATH",
           "asks a program, or a service at a Unix socket, whether a password is right, and keeps none",
           &Options::auth_command, 0, 0, true, true, check_auth_command},
    Option{"operator", "NAME", "a registered name that is a server operator, repeatable", &Options::operators,
           0, 0, false, true, check_operator},
    Option{"allow", "NETWORK",
           "address or network that may connect, or file:/PATH with one a line, repeatable (default all)",
           &Options::allow},
    Option{"deny", "NETWORK",
           "address or network that may not connect, or file:/PATH with one a line, repeatable",
           &Options::deny},
    Option{
        "exempt", "NETWORK",
        "address or network that many people share, or uid:N, repeatable: no limit per address holds there "
        "(default: loopback, for the limits on connections)",
        &Options::exempt},
    Option{"reserved-clients", "N",
           "part of --max-clients for exempt networks, Unix sockets and addresses of operators",
           &Options::reserved_clients, 0, 10000},
    Option{"max-per-source", "N",
           "connections at once from one address (IPv6: /64; /48 four times that; Unix: user); 0 = no limit",
           &Options::max_per_source, 0, 1000000},
    Option{"connect-burst", "N", "new connections at once from one address before --connect-interval applies",
           &Options::connect_burst, 1, 1000000},
    Option{"connect-interval", "SECONDS", "then one new connection from it each time; 0 = no limit",
           &Options::connect_interval, 0, 86400},
    Option{"max-sources", "N", "addresses without a connection that are remembered for these limits",
           &Options::max_sources, 16, 10000000},
    Option{"penalty", "KIND:TIME",
           "how long an address is kept out for what went wrong, repeatable: wrong-secret:5s, handshake:5s, "
           "not-chat:5s, slow-reader:10s add up, from min:15s on, to max:10m; off turns it off",
           &Options::penalties},
    Option{"motd", "FILE", "greeting text", &Options::motd, 0, 0, false, true, check_motd},
    Option{"log-level", "LEVEL", "trace, debug, info, warn or error", &Options::log_level, 0, 0, false, true,
           check_level},
    Option{"log-format", "FORMAT",
           "text, json, journal (fields of systemd's journal), or auto: journal where stderr is the journal",
           &Options::log_format, 0, 0, false, true, check_log_format},
    Option{"log-messages", "",
           "also log messages in rooms that are not private, have no key and keep history; never private "
           "messages",
           &Options::log_messages},
    Option{"log-rate", "N",
           "log lines per second about connections and logins, further ones are counted; 0 = no limit",
           &Options::log_rate, 0, 1000000},
    Option{"log-queue", "BYTES", "maximum size of log lines that wait for stderr to take them; more are lost",
           &Options::log_queue, 65536, 1024 * mebi},
    Option{"metrics-listen", "ADDR:PORT",
           "serves figures for Prometheus at http://ADDR:PORT/metrics; a port alone means loopback",
           &Options::metrics_listen, 0, 0, false, true, check_metrics_listen},
};

std::string number_text(double number) {
    std::array<char, 400> text{};  // the greatest have 309 digits
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed).ptr;
    return {text.data(), end};
}

template <class T>
T number_for(const Option& option, const std::string& text, const char* kind) {
    const auto number = parse_number<T>(text);
    if (!number) throw BadOptions(fmt::format("'{}' is not a {}", brief(text), kind));
    check_range(option, static_cast<double>(*number));
    return *number;
}

}  // namespace

std::span<const Option> option_table() { return table; }

const Option* find_option(std::string_view name) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const Option& option) { return option.name == name; });
    return found == table.end() ? nullptr : &*found;
}

void check_range(const Option& option, double number) {
    if (std::isfinite(number) && number >= option.least && number <= option.most) return;
    throw BadOptions(fmt::format("{} is out of range, {} to {}", number_text(number),
                                 number_text(option.least), number_text(option.most)));
}

void check_text(const Option& option, const std::string& text) {
    if (option.check != nullptr) option.check(text);
}

void set_from_text(Options& options, const Option& option, const std::vector<std::string>& values) {
    const std::string last = values.empty() ? std::string() : values.back();
    if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&option.target)) {
        for (const std::string& value : values) check_text(option, value);
        options.*(*list) = values;
    } else if (const auto* text = std::get_if<std::string Options::*>(&option.target)) {
        check_text(option, last);
        options.*(*text) = last;
    } else if (const auto* whole = std::get_if<std::int64_t Options::*>(&option.target)) {
        options.*(*whole) = number_for<std::int64_t>(option, last, "whole number");
    } else if (const auto* real = std::get_if<double Options::*>(&option.target)) {
        options.*(*real) = number_for<double>(option, last, "number");
    } else {
        options.*std::get<bool Options::*>(option.target) = last != "false";
    }
}

std::string show(const Options& options, const Option& option) {
    if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&option.target)) {
        return fmt::to_string(fmt::join(options.*(*list), " "));
    }
    if (const auto* text = std::get_if<std::string Options::*>(&option.target)) return options.*(*text);
    if (const auto* whole = std::get_if<std::int64_t Options::*>(&option.target)) {
        return fmt::to_string(options.*(*whole));
    }
    if (const auto* real = std::get_if<double Options::*>(&option.target))
        return number_text(options.*(*real));
    return options.*std::get<bool Options::*>(option.target) ? "on" : "off";
}

}  // namespace confab::ops
