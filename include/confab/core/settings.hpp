// What an operator may set about the chat itself. Limits have their defaults here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "confab/base/address.hpp"
#include "confab/base/time.hpp"

namespace confab {

// What people may do who have not logged in. `no`: nothing but that.
enum class Guests : std::uint8_t { yes, read_only, no };
// Which people may register a name.
enum class Registration : std::uint8_t { open, invite, closed };
// What happens to a password that comes over a connection on which others may read it.
enum class PlainPasswords : std::uint8_t { no, warn, yes };

struct ChatSettings {
    Guests guests = Guests::yes;
    Registration registration = Registration::open;
    PlainPasswords plain_passwords = PlainPasswords::warn;
    std::string encrypted_at{};          // where a connection is encrypted, as people type it; or empty
    Milliseconds login_timeout{60'000};  // to log in, if there are no guests
    std::size_t max_invite_codes = 5;    // of one person; 0: only server operators make them
    Milliseconds invite_code_time{604'800'000};  // that they hold
    Milliseconds announce_after{2000};
    std::size_t history = 20;                // lines replayed on joining; 0 = none
    std::size_t history_bytes = 262144;      // most text kept of one room
    std::size_t max_connections = 10;        // of one person at once
    std::size_t max_joined = 50;             // rooms one client may be in
    std::size_t max_rooms = 10000;           // in the whole server, with the lobby
    std::size_t max_rooms_per_source = 100;  // made from one address (IPv6: /64) and still there
    std::size_t max_owned_rooms = 20;        // of one account; further ones are nobody's own
    std::size_t max_topic = 390;             // bytes
    std::size_t max_sanctions = 10000;       // bans and mutes that hold, in the whole server
    std::vector<std::string> operators{};    // names of accounts that are server operators
    std::vector<Network> allow{};            // if not empty, nobody else may connect but by a Unix socket
    std::vector<Network> exempt{};           // many people come from one address there: it has no shares
    std::size_t max_seats = 10000;           // of guests who have gone and may come back
    std::size_t max_certificates = 10;       // that log in as one account
    std::size_t max_accounts = 100000;       // names that are somebody's own
    std::size_t remembered_rooms = 1000;     // that nobody is in; only where messages last
    std::size_t max_line = 4096;             // bytes of a typed line; the edge has this limit, programs are told it
    std::size_t block_lines = 200;           // of several lines said as one message
    std::size_t block_bytes = 16384;         // the same, with the ends of its lines
    std::size_t away_messages = 100;         // that wait for one person; 0: none is kept
    std::size_t away_messages_per_sender = 20;
    Milliseconds away_messages_time{2'592'000'000};  // that they are kept
    Milliseconds edit_time{300'000};                 // to correct or take back what one said; 0: never
    std::vector<std::string> motd{};                 // cleaned lines

    // What is counted by source is not counted for this one. Never true of a Unix socket.
    bool is_exempt(const Address& address) const {
        return std::any_of(exempt.begin(), exempt.end(),
                           [&](const Network& network) { return network.contains(address); });
    }
};

}  // namespace confab
