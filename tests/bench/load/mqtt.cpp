// MQTT 3.1.1 at QoS 0: packets instead of lines.
#include "crowd.hpp"
#include "protocol.hpp"

namespace confab::bench {
namespace {

enum PacketType : unsigned char {
    connect = 0x10,
    connack = 0x20,
    publish = 0x30,
    subscribe = 0x82,
    suback = 0x90
};

void packet(std::string& out, PacketType type, std::string_view body_a, std::string_view body_b = {}) {
    out += static_cast<char>(type);
    std::size_t length = body_a.size() + body_b.size();
    do {
        const unsigned char low = length & 127;
        length >>= 7;
        out += static_cast<char>(low | (length ? 128 : 0));
    } while (length);
    (out += body_a) += body_b;
}

std::string text(std::string_view value) {
    std::string out{static_cast<char>(value.size() >> 8), static_cast<char>(value.size() & 255)};
    return out += value;
}

void enter(Crowd& crowd, Client& client) {
    std::string out;
    const char flags_and_keepalive[] = {4, 2, 0, 0};  // protocol level, clean session, no keepalive
    packet(out, connect, text("MQTT") + std::string(flags_and_keepalive, 4),
           text(numbered("c", client.number)));
    crowd.write(client, out);
}

void encode(std::string& out, std::string_view room, std::string_view payload) {
    packet(out, publish, text(room), payload);
}

void handle(Crowd& crowd, Client& client, unsigned char type, const char* body, std::size_t size) {
    const std::size_t payload = crowd.shape().size();
    if ((type & 0xf0) == publish) {
        if (size >= payload && crowd.shape().stands_at(body + size - payload))
            crowd.payload(client, body + size - payload);
    } else if (type == connack) {
        std::string out;
        packet(out, subscribe, std::string("\0\1", 2), text(crowd.room_name(client)) + '\0');
        crowd.write(client, out);
    } else if (type == suback) {
        crowd.is_in(client);
    }
}

std::size_t split(Crowd& crowd, Client& client, const char* data, std::size_t size) {
    std::size_t at = 0;
    for (;;) {
        std::size_t length = 0, cursor = at + 1;
        for (int shift = 0;; shift += 7) {
            if (cursor >= size) return at;
            const auto byte = static_cast<unsigned char>(data[cursor++]);
            length |= std::size_t{byte & 127u} << shift;
            if (!(byte & 128)) break;
        }
        if (size - cursor < length) return at;
        handle(crowd, client, static_cast<unsigned char>(data[at]), data + cursor, length);
        at = cursor + length;
    }
}

}  // namespace

Protocol mqtt() { return {"mqtt", true, true, 0.5, 4096, enter, encode, split}; }

}  // namespace confab::bench
