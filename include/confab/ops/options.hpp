// Configuration: the command line, and a TOML file with the same names.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/address.hpp"
#include "confab/base/source_table.hpp"
#include "confab/ops/listen_url.hpp"

namespace confab::ops {

struct Options {
    std::string config;
    bool check_config = false;
    bool check_upgrade = false;
    bool dump_config = false;
    std::string restore;              // a directory with a backup; empty: start
    std::vector<std::string> listen;  // empty: default_listen
    std::vector<std::string> tls_cert;
    std::vector<std::string> tls_key;
    std::string unix_mode = "0666";
    std::string data_dir;      // empty: default_data_dir()
    std::string admin_socket;  // empty: default_admin_socket()
    std::int64_t threads = 1;
    std::int64_t keep_connections = 2000;  // where systemd can keep them
    std::int64_t max_clients = 10000;
    std::int64_t max_line = 4096;
    std::int64_t max_queue = 1048576;
    std::int64_t max_queued = 268435456;
    double flood_rate = 5;
    std::int64_t flood_burst = 20;
    std::int64_t eof_grace = 600;         // seconds
    std::int64_t handshake_timeout = 10;  // seconds
    std::int64_t max_handshakes = 256;
    double announce_after = 2;
    std::int64_t history = 20;
    std::int64_t history_bytes = 262144;
    std::string history_keep = "90d";
    std::int64_t history_keep_lines = 100000;
    std::int64_t max_connections = 10;  // of one person
    std::int64_t max_joined = 50;
    std::int64_t max_seats = 10000;
    std::int64_t max_rooms = 10000;
    std::int64_t max_rooms_per_source = 100;
    std::int64_t max_owned_rooms = 20;
    std::string server_name = "confab";
    std::int64_t max_topic = 390;
    std::int64_t edit_time = 300;  // seconds
    std::int64_t away_messages = 100;
    std::int64_t away_messages_per_sender = 20;
    std::int64_t away_messages_days = 30;
    std::int64_t max_accounts = 100000;
    std::int64_t max_sanctions = 10000;
    std::int64_t max_unwritten = 67108864;
    std::string guests = "yes";
    std::int64_t login_timeout = 60;  // seconds
    std::string registration = "open";
    std::int64_t max_invite_codes = 5;   // of one person
    std::int64_t max_certificates = 10;  // of one account
    std::string plain_passwords = "auto";
    std::string auth_command;  // empty: passwords are kept here
    std::vector<std::string> operators;
    std::vector<std::string> allow;
    std::vector<std::string> deny;
    std::vector<std::string> exempt;
    std::int64_t reserved_clients = 10;
    std::int64_t max_per_source = 32;
    std::int64_t max_sources = 16384;
    std::int64_t connect_burst = 32;
    double connect_interval = 20;  // seconds
    std::vector<std::string> penalties;
    std::string motd;
    std::string log_level = "info";
    std::string log_format = "auto";
    bool log_messages = false;
    double log_rate = 20;
    std::int64_t log_queue = 1048576;
    std::string metrics_listen = "none";

    // Made from the above by load(). By their names, where options were set; those that were not are as
    // above.
    std::map<std::string, std::string, std::less<>> origins;
    std::vector<ListenUrl> listen_urls;
    bool listen_is_default = false;  // nobody said where
    ListenUrl webhook_url;           // of a listener http://; no host: none
    ListenUrl metrics_url;           // without a host: nowhere
    std::vector<Network> allow_networks;
    std::vector<Network> deny_networks;
    std::vector<Network> exempt_networks;
    SourceLimits sources;
    std::vector<std::string> motd_lines;             // as they are in the file
    std::chrono::milliseconds history_keep_time{0};  // 0: for ever
    bool history_lasts = true;                       // on disk
};

// Of this program, as "1.2.3".
std::string_view version();

// What is wrong and where, in one line.
struct BadOptions : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// --help and --version: what to print before exiting with status 0.
struct Information {
    std::string text;
};

// Reads the command line, then the file it names and its drop-ins; the command line wins. Checks everything
// that can be checked without starting. Throws BadOptions or Information.
Options load(const std::vector<std::string>& arguments);

// All that may stand in a file, as a file that says the same, and where each value comes from.
std::string dump_config(const Options& options);

// Each option that differs, as "max-line 4096 -> 100". `restart` gets the names of those which
// only a restart can change.
std::vector<std::string> differences(const Options& before, const Options& after,
                                     std::vector<std::string>& restart);

// What holds after a reload: `after`, but for what only a restart can change, which is still as in `before`.
Options in_force(const Options& before, const Options& after);

}  // namespace confab::ops
