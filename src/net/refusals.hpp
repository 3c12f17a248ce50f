// Peers that cannot come in: each is told why, and has a moment to read it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <memory>
#include <string_view>

#include "confab/net/coroutine.hpp"
#include "newcomer.hpp"

namespace confab::net {

// Telling never waits, however many are refused at once: when there are too many, those that have had longest
// to read are closed.
class Refusals {
  public:
    // `most`: peers that may be reading at once, each of which takes a descriptor.
    Refusals(asio::io_context& context, std::size_t most) : context_(context), most_(most) {}
    ~Refusals() { close(); }
    Refusals(const Refusals&) = delete;
    Refusals& operator=(const Refusals&) = delete;

    // Sends the bytes and shuts our side down, before it returns. Takes the socket over.
    void refuse(Newcomer who, std::string_view bytes);
    void set_most(std::size_t most) { most_ = most; }
    std::size_t count() const { return reading_.size(); }
    void close();

  private:
    struct Reader;
    using Readers = std::list<std::shared_ptr<Reader>>;

    asio::awaitable<void> drain(std::shared_ptr<Reader> reader);
    static void end(Reader& reader);

    asio::io_context& context_;
    std::size_t most_;
    Readers reading_;  // those that were told first in front
};

}  // namespace confab::net
