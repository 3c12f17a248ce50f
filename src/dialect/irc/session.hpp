// What the dialect knows of one connection of an IRC client, besides what the chat knows.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "capabilities.hpp"
#include "confab/base/ids.hpp"
#include "confab/base/name.hpp"

namespace confab::dialect::irc {

struct Session {
    static constexpr std::size_t max_watched = 100;

    ClientId id;
    Caps caps;
    bool negotiates = false;  // CAP LS or REQ came, and no CAP END yet
    bool knows_302 = false;   // capabilities may have values
    bool is_welcome = false;  // has registered, and has been greeted
    bool is_bot = false;
    bool is_operator = false;      // by OPER
    bool is_invisible = false;     // by MODE +i, which hides nobody here
    bool proves_for_sasl = false;  // the password that is checked now came by AUTHENTICATE
    bool proves_for_oper = false;  // by OPER
    bool proves_for_pass = false;  // by PASS
    std::string nick{};            // that is wanted, before the person comes in
    std::string user{};
    std::string real_name{};
    std::string away{};       // draft/pre-away
    std::string mechanism{};  // of SASL, while it goes on
    std::string response{};   // what has come of it
    bool reads = false;       // has asked for history in the words of people, and is told it
    bool registers = false;   // an account, and waits for the answer
    // A message of several lines that has begun.
    struct Block {
        std::string name{};  // of its batch; empty: there is none
        std::string target{};
        std::string label{};
        std::string tags{};
        std::string text{};
        std::string joins{};  // where lines of the client were joined: bytes of the text
        std::size_t lines = 0;
        bool is_notice = false;
    };
    Block block{};
    std::string pass_name{};
    std::string pass_word{};
    std::vector<Name> watched{};  // by MONITOR
    bool watches(std::string_view key) const {
        return std::any_of(watched.begin(), watched.end(),
                           [key](const Name& each) { return each.key == key; });
    }
    std::string told_nick{};          // the name that the client knows it has
    std::vector<std::string> left{};  // names of rooms shown, and left during this command or after it
    std::vector<RoomId> shown{};      // rooms that the client has been told it is in
    std::vector<RoomId> unshown{};    // rooms that the person is in and the client has not been told
};

}  // namespace confab::dialect::irc
