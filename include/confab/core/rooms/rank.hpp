// Who does something that not everyone may, and what comes of it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace confab {

struct Client;

// In a room. A server operator is one in all of them. Who is not above someone cannot act against them.
enum class Rank : std::uint8_t { none, voice, room_operator, owner, server_operator };

// Somebody in the chat, with their rank in the room that it is about, or a tool of the machine's owner.
struct Actor {
    std::string name;  // for the others and for the audit
    Rank rank = Rank::none;
    const Client* client = nullptr;  // nobody in the chat
};

inline Actor from_outside(std::string name) { return {std::move(name), Rank::server_operator, nullptr}; }

// What to tell who asked: that it was done, or why not, without the "! ".
struct Outcome {
    bool done = false;
    std::string text{};
};

inline Outcome refused(std::string why) { return {false, std::move(why)}; }

}  // namespace confab
