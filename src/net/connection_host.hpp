// What a connection offers to its endpoint.
#pragma once

#include "confab/dialect/endpoint.hpp"
#include "connection.hpp"

namespace confab::net {

// Lives as long as its connection has an endpoint.
class ConnectionHost final : public dialect::Host {
  public:
    explicit ConnectionHost(Connection& connection) : connection_(connection) {}

    Now now() const override;
    const View& view() const override;
    std::size_t max_line() const override;
    std::string_view clean(std::string_view raw) override;
    void request(const dialect::Request& request, Now now) override;
    MonoTime token_at(MonoTime now) override;
    void spend_token() override;
    void count_line() override;
    void wake_at(MonoTime time) override;
    void resume() override;
    void flush_soon() override;
    void flush_at_end() override;
    void send(std::string_view bytes) override;
    void queue(std::string_view bytes) override;
    void count_sent(std::size_t lines, std::size_t bytes) override;
    void use_crlf() override;
    Milliseconds round_trip() const override;
    bool is_leaving() const override;
    bool is_closing() const override;

  private:
    Connection& connection_;
};

}  // namespace confab::net
