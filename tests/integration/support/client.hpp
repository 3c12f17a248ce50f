// A scripted client. Every wait ends within `patience`, and then throws with what was received.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace confab::integration {

constexpr std::chrono::seconds patience{30};  // sanitizers on a busy machine are slow

class TlsPeer;
struct TlsWish;

class Client {
  public:
    explicit Client(std::uint16_t port, int receive_buffer = 0);
    explicit Client(const std::string& unix_path);
    // Encrypted. Throws if the handshake fails.
    // `before`: what is sent in clear before the handshake.
    Client(std::uint16_t port, const TlsWish& wish, std::string_view before = {});
    Client(Client&& other) noexcept;
    Client& operator=(Client&&) = delete;
    ~Client();

    // Takes in what comes meanwhile, so that two clients never wait for each other.
    void send(std::string_view bytes);
    void say(std::string_view line) { send(std::string(line) + "\n"); }
    void finish_sending();
    // Without reading what comes meanwhile.
    void send_blindly(std::string_view bytes);
    // TCP's, which wakes whoever waits for errors.
    void send_urgent(char byte);
    // Ends the connection with a reset.
    void reset();

    std::string line();
    // Nothing once the server has ended the connection.
    std::optional<std::string> next_line();
    TlsPeer& tls() { return *tls_; }
    std::vector<std::string> lines(std::size_t count);
    // All lines before the one that begins so, which is thrown away.
    std::vector<std::string> until(std::string_view prefix);
    std::vector<std::string> until_closed();
    // All that the server has for us so far.
    std::vector<std::string> so_far();

    // Waits for the greeting and gives the name in it.
    std::string greeted();
    // The same, and takes another name.
    Client& called(std::string_view name);

  private:
    bool fill();
    ssize_t receive(char* to, std::size_t size);
    ssize_t transmit(std::string_view bytes);
    [[noreturn]] void fail(const std::string& what) const;

    int fd_;
    std::string received_;
    std::size_t taken_ = 0;
    int marks_ = 0;
    bool ended_ = false;
    std::shared_ptr<TlsPeer> tls_;  // none: plain
};

}  // namespace confab::integration
