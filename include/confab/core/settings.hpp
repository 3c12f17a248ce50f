// What an operator may set about the chat itself. Limits have their defaults here.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "confab/core/time.hpp"

namespace confab {

struct ChatSettings {
    Milliseconds announce_after{2000};
    std::size_t history = 20;             // lines replayed on joining; 0 = none
    std::size_t history_bytes = 262144;   // most text kept of one room
    std::size_t max_joined = 50;          // rooms one client may be in
    std::size_t max_seats = 10000;        // of guests who have gone and may come back
    std::size_t remembered_rooms = 1000;  // that nobody is in; only where messages last
    std::size_t max_accounts = 100000;    // names that are somebody's own
    std::size_t block_lines = 200;        // of several lines said as one message
    std::size_t block_bytes = 16384;      // the same, with the ends of its lines
    std::vector<std::string> motd{};      // cleaned lines
};

}  // namespace confab
