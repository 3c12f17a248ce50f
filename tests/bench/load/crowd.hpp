// The clients: connections, what they have half read and half written, and one epoll for them all.
#pragma once

#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ledger.hpp"
#include "options.hpp"
#include "payload.hpp"
#include "protocol.hpp"

namespace confab::bench {

inline std::int64_t now_ns() {
    timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

struct Client {
    unsigned number = 0;
    int fd = -1;
    bool in = false;  // where messages are delivered
    bool connecting = false;
    bool waits_to_write = false;
    bool deaf = false;  // reads no more
    int step = 0;       // of the handshake, for the protocol to use
    std::uint32_t probe = 0;
    std::string partial;  // of a line or a packet
    char awaited = 0;     // a key that was typed and is not on the screen yet
    std::int64_t echoed = 0;
    std::string unsent;
};

class Crowd {
  public:
    // Numbers below options.clients are verified in the ledger; higher ones only come and go.
    Crowd(const Options& options, const Protocol& protocol, Ledger& ledger);
    ~Crowd();
    Crowd(const Crowd&) = delete;

    // Connects client `number`; a few at a time, since a listen queue that is full costs a second.
    void open(unsigned number);
    void close(unsigned number);
    // Opens [from, to) and waits until all are in.
    bool open_all(unsigned from, unsigned to);

    // Waits up to `timeout` nanoseconds for something to happen and handles it.
    void poll(std::int64_t timeout);
    void rest(double seconds);
    // Until everything said has arrived; false if for two seconds nothing did.
    bool drain();
    // Has every room deliver a line that does not count to everybody in it.
    bool probe();

    bool may_say(unsigned sender) const { return clients_[ledger_.client_of_sender(sender)].unsent.empty(); }
    // `lines` messages in one write.
    void say(unsigned sender, unsigned lines, std::size_t padding = 0);
    // Client `number` asks for something that is answered to it alone.
    void ask(unsigned number);
    // Client `number` types; the last key is a letter that no message holds, and the client's `echoed`
    // says when it was shown.
    void type(unsigned number, std::string_view keys);
    void stop_reading(unsigned number);

    const Client& client(unsigned number) const { return clients_[number]; }
    unsigned in_count() const { return in_count_; }
    std::uint64_t bytes_read() const { return bytes_read_; }
    // Not counting those that had stopped reading and so had it coming.
    unsigned closed_by_server() const { return closed_; }
    const Payload& shape() const { return payload_; }

    // For the protocols.
    std::string room_name(const Client& client) const;
    bool many_rooms() const { return options_.rooms > 1; }
    void write(Client& client, std::string_view bytes);
    void is_in(Client& client);
    void payload(Client& client, const char* at) {
        const Mark mark = Payload::read(at);
        if (mark.kind == Kind::message) [[likely]]
            ledger_.deliver(client.number, mark.sender, mark.sequence, read_at_);
        else if (mark.sequence > client.probe)
            client.probe = mark.sequence;
    }

  private:
    static constexpr std::size_t read_size = 64 * 1024;

    void watch(Client& client, int operation);
    void connected(Client& client);
    void flush(Client& client);
    void read(Client& client);
    void gone(Client& client);

    const Options& options_;
    const Protocol& protocol_;
    Ledger& ledger_;
    Payload payload_;
    std::vector<Client> clients_;
    std::unique_ptr<char[]> buffer_;
    std::int64_t read_at_ = 0;
    std::uint64_t bytes_read_ = 0;
    std::uint32_t probes_ = 0;
    unsigned in_count_ = 0, closed_ = 0;
    int poller_;
};

template <Control control>
std::size_t split_lines(Crowd& crowd, Client& client, const char* data, std::size_t size) {
    const std::size_t payload = crowd.shape().size();
    const char* at = data;
    const char* const end = data + size;
    while (const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at))) {
        const char* const newline = static_cast<const char*>(found);
        std::size_t length = static_cast<std::size_t>(newline - at);
        if (length && newline[-1] == '\r') --length;
        if (length >= payload && crowd.shape().stands_at(at + length - payload))
            crowd.payload(client, at + length - payload);
        else if (length)
            control(crowd, client, {at, length});
        at = newline + 1;
    }
    return static_cast<std::size_t>(at - data);
}

}  // namespace confab::bench
