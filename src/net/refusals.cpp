#include "refusals.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <utility>

#include "confab/net/as_result.hpp"

namespace confab::net {

namespace {

constexpr auto reading_time = std::chrono::seconds(1);
constexpr std::size_t max_drained = 256 * 1024;  // bytes of a refused peer that are read at all

}  // namespace

struct Refusals::Reader {
    Reader(asio::io_context& context, const Newcomer& who)
        : socket(context.get_executor()), deadline(context, reading_time) {
        error_code error;
        socket.assign(asio::generic::stream_protocol(who.family, 0), who.fd, error);
        if (error) ::close(who.fd);
    }

    StreamSocket socket;
    asio::steady_timer deadline;
    Readers::iterator place;
    bool forgotten = false;  // no longer in the list, which may be gone
};

void Refusals::refuse(Newcomer who, std::string_view bytes) {
    static_cast<void>(::send(who.fd, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
    ::shutdown(who.fd, SHUT_WR);
    const auto reader = std::make_shared<Reader>(context_, who);
    reader->place = reading_.insert(reading_.end(), reader);
    asio::co_spawn(context_, drain(reader), asio::detached);
    if (reading_.size() <= most_) return;
    end(*reading_.front());
    reading_.pop_front();
}

void Refusals::close() {
    for (const auto& reader : reading_) end(*reader);
    reading_.clear();
}

// What has come by now is read first: closed with it unread, the socket would send a reset, and that
// overtakes the reason.
void Refusals::end(Reader& reader) {
    reader.forgotten = true;
    std::array<char, 4096> rest;
    const int fd = reader.socket.native_handle();
    for (std::size_t n = 0; n < max_drained / rest.size(); ++n) {
        if (::recv(fd, rest.data(), rest.size(), MSG_DONTWAIT) <= 0) break;
    }
    error_code ignored;
    reader.socket.close(ignored);
    reader.deadline.cancel();
}

// Until the peer ends too, or its time is over. A peer that goes on sending is not read any more, and has
// until then to read why.
asio::awaitable<void> Refusals::drain(std::shared_ptr<Reader> reader) {
    reader->deadline.async_wait([reader](error_code error) {
        error_code ignored;
        if (!error) reader->socket.close(ignored);
    });
    std::array<char, 4096> rest;
    error_code ended;
    for (std::size_t drained = 0; !ended && drained < max_drained;) {
        auto [error, size] = co_await reader->socket.async_read_some(asio::buffer(rest), as_result);
        ended = error;
        drained += size;
    }
    if (!ended) {
        asio::steady_timer until(reader->socket.get_executor(), reader->deadline.expiry());
        auto [ignored] = co_await until.async_wait(as_result);
        static_cast<void>(ignored);
    }
    if (reader->forgotten) co_return;
    reader->deadline.cancel();
    reading_.erase(reader->place);
}

}  // namespace confab::net
