#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "descriptor.hpp"
#include "wait.hpp"

namespace confab::e2e {

// Where a listener is: "127.0.0.1" or "::1" with a port, or the path of a Unix socket.
struct Address {
    std::string host;
    std::uint16_t port = 0;
};

struct Dial {
    std::string from = {};   // source address, for more connections than one can have
    int receive_buffer = 0;  // bytes the kernel may hold for us; 0 = its default
};

// A person or script at a plain line port. Every wait ends within `patience`, with a Failure
// that shows what was received; whatever arrives while it sends is kept.
class Client {
  public:
    explicit Client(const Address& to, const Dial& dial = {}, Where where = Where::current());

    void send(std::string_view bytes, Where where = Where::current());
    // Sends the line and its LF.
    void say(std::string_view line, Where where = Where::current());
    // Sends as one TCP segment each, the next one only when the server has read this one.
    void send_piecemeal(std::string_view bytes, std::size_t piece = 1, Where where = Where::current());
    // The last byte goes as TCP urgent data.
    void send_urgent(std::string_view bytes, Where where = Where::current());
    // Sends without ever waiting or receiving; how many bytes the kernel took.
    std::size_t send_without_reading(std::string_view bytes);
    void wait_until_server_has_read(Where where = Where::current());
    void finish_sending();

    // The next line, without its LF (a CR before it stays).
    std::string line(Where where = Where::current());
    // The same, or nothing once the server has ended the connection.
    std::optional<std::string> next_line(Where where = Where::current());
    // The next line is this one: what came before it has been expected too, so nothing else came.
    void expect(std::string_view exact, Where where = Where::current());
    std::string expect_match(std::string_view expression, Where where = Where::current());
    // All lines up to and with the first that satisfies.
    std::vector<std::string> until(const std::function<bool(const std::string&)>& satisfies,
                                   Where where = Where::current());
    std::vector<std::string> until_prefix(std::string_view prefix, Where where = Where::current());
    std::vector<std::string> until_line(std::string_view exact, Where where = Where::current());
    // All lines up to the server's end of the connection; a reset is a Failure.
    std::vector<std::string> until_closed(Where where = Where::current());
    // Whatever bytes come, until `bytes` of them are there or the connection ends.
    std::string raw(std::size_t bytes, Where where = Where::current());
    // Bytes up to and with `end`.
    std::string raw_until(std::string_view end, Where where = Where::current());

    // Says the line and gives all lines the server has for us until it has handled it: the
    // answer to a command nobody knows follows, which only we see, and proves it.
    std::vector<std::string> answer(std::string_view line, Where where = Where::current());
    // All that has come so far, in the same way.
    std::vector<std::string> so_far(Where where = Where::current()) { return answer("", where); }
    // The greeting, up to and with its last line "* You are ..."; the guest name in it.
    std::vector<std::string> greeting(Where where = Where::current());
    std::string guest_name(Where where = Where::current());

    [[nodiscard]] int descriptor() const { return socket_.get(); }
    [[nodiscard]] std::string local_address() const;  // ADDR:PORT
    void close() { socket_.close(); }
    // Closes with a reset instead of an end of input.
    void reset();

  private:
    bool fill(Clock::time_point deadline, Where where);
    std::string take(std::size_t bytes);
    [[nodiscard]] std::string seen() const;

    Descriptor socket_;
    std::string received_;
    bool ended_ = false;
    std::string lately_;  // the end of the text that was taken, for messages
};

// Many of them at once.
void greet_all(std::vector<Client>& clients, Where where = Where::current());
void expect_all(std::vector<Client>& clients, std::string_view exact, Where where = Where::current());

}  // namespace confab::e2e
