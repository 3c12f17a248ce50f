// One encrypted connection, as the system calls of a plain one: receive() is like recv, send() is like send.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "confab/wire/outbound.hpp"

struct bio_st;
struct ssl_st;
struct ssl_ctx_st;

namespace confab::net {

// OpenSSL wants a write that did not fit to be repeated with the same bytes. Here it never sees one: what the
// kernel does not take of a record is kept as the rest, and nothing is encrypted while there is one. So each
// byte that was taken is on its way for good, and what waits to be encrypted may still be changed.
//
// Of one thread at a time. Idle it holds no buffer.
class TlsStream {
  public:
    static constexpr std::size_t max_record = 16 * 1024;  // bytes of text

    // `fd` is a connected, non-blocking socket that outlives the stream. Throws std::bad_alloc.
    TlsStream(ssl_ctx_st* context, int fd);
    ~TlsStream();
    TlsStream(const TlsStream&) = delete;
    TlsStream& operator=(const TlsStream&) = delete;

    enum class Accept : std::uint8_t { done, wants_read, wants_write, failed };
    // The handshake, as far as it goes without waiting. If it fails, the peer has been told.
    Accept accept();
    // Why it failed, in a few words.
    const std::string& failure() const { return failure_; }
    // After the handshake: what the peer's certificate is known by (tls_fingerprint); empty if it has none.
    std::string certificate() const;

    // Text: > 0 bytes, 0 at the end, or -1 with errno: EAGAIN, or ECONNRESET if the connection is broken.
    // May write a few bytes too, so that there can be a rest.
    ssize_t receive(std::span<char> buffer);
    // There is something to receive although the socket may be silent.
    bool may_have_more() const { return more_; }

    // Takes text, as far as it goes without waiting, as records that are as large as they may be. -1 with
    // errno: EAGAIN if there is a rest, EPIPE if the connection is broken.
    ssize_t send(std::string_view text);
    ssize_t send(std::span<const std::string_view> pieces);
    bool has_rest() const { return !rest_.empty(); }
    // Sends of the rest what the kernel takes; how much, or -1 with errno.
    ssize_t flush();
    // Memory that is held for the rest.
    std::size_t pinned() const { return rest_.pinned(); }

    // Tells the peer that nothing comes any more. It may still send.
    void end();
    // The connection is broken: there is no rest.
    void drop();

  private:
    friend struct TlsBio;

    bool put(std::string_view bytes);
    ssize_t take(std::span<char> buffer);
    ssize_t write_record(std::string_view text);
    static void watch_messages(int sent, int version, int content, const void* message, std::size_t length,
                               ssl_st* ssl, void* stream);

    ssl_st* ssl_;
    int fd_;
    int reads_left_ = 0;                    // of this call
    std::uint32_t handshake_messages_ = 0;  // that came since the handshake
    std::uint64_t bytes_in_ = 0;            // as they come
    wire::Outbound rest_;
    std::string failure_;
    bool accepted_ = false;
    bool broken_ = false;
    bool ended_ = false;   // the peer was told
    bool silent_ = false;  // the peer sends no more
    bool more_ = true;
};

}  // namespace confab::net
