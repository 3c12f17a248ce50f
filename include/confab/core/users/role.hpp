// The roles of people, from least to most.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

namespace confab {

struct User;

// In a room. A server operator is one in all of them. Nobody acts against a person of the same role or above.
enum class Role : std::uint8_t { none, voice, room_operator, owner, server_operator };

// What is given to a person by /op, /voice and /invite.
enum class GrantKind : std::uint8_t { operators, voices, invited };

// A person in the chat, with their role in the room that the act is about, or a tool of the machine's owner.
struct Actor {
    std::string name;  // for the others and for the audit
    Role role = Role::none;
    const User* user = nullptr;  // null: a tool
};

inline Actor from_outside(std::string name) { return {std::move(name), Role::server_operator, nullptr}; }

}  // namespace confab
