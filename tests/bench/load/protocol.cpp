#include "protocol.hpp"

#include <array>

#include "crowd.hpp"

namespace confab::bench {
namespace {

void nothing(Crowd&, Client&) {}
void ignore(Crowd&, Client&, std::string_view) {}

bool begins(std::string_view line, std::string_view with) { return line.substr(0, with.size()) == with; }
bool contains(std::string_view line, std::string_view what) { return line.find(what) != line.npos; }

void encode_line(std::string& out, std::string_view, std::string_view payload) { (out += payload) += '\n'; }

void confab_line(Crowd& crowd, Client& client, std::string_view line) {
    if (client.in || !begins(line, "* You are ")) return;
    if (crowd.many_rooms()) crowd.write(client, "/join " + crowd.room_name(client) + "\n/leave lobby\n");
    crowd.is_in(client);
}

void irc_enter(Crowd& crowd, Client& client) {
    const std::string nick = numbered("u", client.number);
    crowd.write(client, "NICK " + nick + "\r\nUSER " + nick + " 0 * :" + nick + "\r\n");
}

void irc_line(Crowd& crowd, Client& client, std::string_view line) {
    if (begins(line, "PING")) {
        crowd.write(client, "PONG" + std::string(line.substr(4)) + "\r\n");
    } else if (client.step == 0 && contains(line, " 001 ")) {
        client.step = 1;
        crowd.write(client, "JOIN #" + crowd.room_name(client) + "\r\n");
    } else if (client.step == 1 && contains(line, " 366 ")) {
        client.step = 2;
        crowd.is_in(client);
    }
}

void irc_encode(std::string& out, std::string_view room, std::string_view payload) {
    ((((out += "PRIVMSG #") += room) += " :") += payload) += "\r\n";
}

void nats_line(Crowd& crowd, Client& client, std::string_view line) {
    if (begins(line, "MSG ")) return;
    if (begins(line, "INFO ") && client.step == 0) {
        client.step = 1;
        crowd.write(client, "CONNECT {\"verbose\":false,\"pedantic\":false,\"echo\":true}\r\nSUB " +
                                crowd.room_name(client) + " 1\r\nPING\r\n");
    } else if (begins(line, "PONG")) {
        crowd.is_in(client);
    } else if (begins(line, "PING")) {
        crowd.write(client, "PONG\r\n");
    }
}

void nats_encode(std::string& out, std::string_view room, std::string_view payload) {
    ((((out += "PUB ") += room) += ' ') += std::to_string(payload.size())) += "\r\n";
    (out += payload) += "\r\n";
}

// RESP3, because there a subscriber may also publish.
void redis_enter(Crowd& crowd, Client& client) {
    crowd.write(client, "HELLO 3\r\nSUBSCRIBE " + crowd.room_name(client) + "\r\n");
}

void redis_line(Crowd& crowd, Client& client, std::string_view line) {
    if (!client.in && line == "subscribe") crowd.is_in(client);
}

void redis_encode(std::string& out, std::string_view room, std::string_view payload) {
    ((out += "*3\r\n$7\r\nPUBLISH\r\n$") += std::to_string(room.size())) += "\r\n";
    (((out += room) += "\r\n$") += std::to_string(payload.size())) += "\r\n";
    (out += payload) += "\r\n";
}

// The rests: confab tells a room of joins once they have lasted two seconds, one notice a second.
const std::array table{
    Protocol{"confab", true, true, 3.3, 4096, nothing, encode_line, split_lines<confab_line>, "/topic\n"},
    Protocol{"plain", true, false, 0.2, 60000, nothing, encode_line, split_lines<ignore>},
    Protocol{"irc", false, true, 0.5, 400, irc_enter, irc_encode, split_lines<irc_line>},
    Protocol{"nats", true, true, 0.5, 4096, nothing, nats_encode, split_lines<nats_line>},
    Protocol{"redis", true, true, 0.5, 4096, redis_enter, redis_encode, split_lines<redis_line>},
    mqtt(),
    terminal(),
};

}  // namespace

std::span<const Protocol> protocols() { return table; }

const Protocol* find_protocol(std::string_view name) {
    for (const Protocol& protocol : table)
        if (protocol.name == name) return &protocol;
    return nullptr;
}

}  // namespace confab::bench
