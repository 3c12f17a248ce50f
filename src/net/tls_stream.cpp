#include "tls_stream.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <system_error>

#include "tls_error.hpp"
#include "tls_fingerprint.hpp"

namespace confab::net {

namespace {

// Of ciphertext. One record and a few alerts; a peer that makes us write more without reading is broken.
constexpr std::size_t max_rest = 64 * 1024;
// From the socket in one call; then others have their turn.
constexpr int reads_a_call = 4;
// A handshake takes some kilobytes. OpenSSL would take 128 of the first message alone.
constexpr std::uint64_t max_handshake = 32 * 1024;
// Handshake messages after the handshake, new keys for example: so many, and one more for so many bytes.
constexpr std::uint32_t free_messages = 32;
constexpr std::uint64_t bytes_a_message = 64 * 1024;

bool is_for_later(ssize_t result) {
    return result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

}  // namespace

// How OpenSSL reads and writes. A write takes everything.
struct TlsBio {
    static int read(BIO* bio, char* to, int length) {
        BIO_clear_retry_flags(bio);
        const ssize_t count = stream_of(bio).take({to, static_cast<std::size_t>(length)});
        if (is_for_later(count)) BIO_set_retry_read(bio);
        return static_cast<int>(count);
    }

    static int write(BIO* bio, const char* from, int length) {
        BIO_clear_retry_flags(bio);
        return stream_of(bio).put({from, static_cast<std::size_t>(length)}) ? length : -1;
    }

    static long control(BIO* bio, int what, long /*number*/, void* /*pointer*/) {
        if (what == BIO_CTRL_FLUSH) return 1;
        return what == BIO_CTRL_EOF && stream_of(bio).silent_ ? 1 : 0;
    }

    static TlsStream& stream_of(BIO* bio) { return *static_cast<TlsStream*>(BIO_get_data(bio)); }

    // Made once, and there until the program ends.
    static BIO_METHOD* method() {
        static BIO_METHOD* const made = [] {
            BIO_METHOD* fresh = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "confab");
            if (fresh == nullptr) throw std::bad_alloc();
            BIO_meth_set_read(fresh, read);
            BIO_meth_set_write(fresh, write);
            BIO_meth_set_ctrl(fresh, control);
            return fresh;
        }();
        return made;
    }
};

TlsStream::TlsStream(SSL_CTX* context, int fd) : ssl_(SSL_new(context)), fd_(fd) {
    BIO* bio = ssl_ == nullptr ? nullptr : BIO_new(TlsBio::method());
    if (bio == nullptr) {
        SSL_free(ssl_);
        throw std::bad_alloc();
    }
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl_, bio, bio);  // takes it over
    SSL_set_accept_state(ssl_);
    SSL_set_msg_callback(ssl_, watch_messages);
    SSL_set_msg_callback_arg(ssl_, this);
}

TlsStream::~TlsStream() { SSL_free(ssl_); }

// --- To and from the socket

bool TlsStream::put(std::string_view bytes) {
    if (rest_.empty()) {
        const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && !is_for_later(sent)) return false;
        bytes.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
    }
    if (bytes.empty()) return true;
    if (rest_.bytes() + bytes.size() > max_rest) return false;
    const wire::ChunkRef chunk = wire::Chunk::make(bytes.size());
    chunk->append(bytes);
    return rest_.push(chunk, 0, chunk->size(), max_rest) == wire::Outbound::Push::queued;
}

ssize_t TlsStream::take(std::span<char> buffer) {
    if (reads_left_ == 0) {
        errno = EAGAIN;
        return -1;
    }
    --reads_left_;
    const ssize_t count = ::recv(fd_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count > 0) bytes_in_ += static_cast<std::uint64_t>(count);
    if (count == 0) silent_ = true;
    return count;
}

ssize_t TlsStream::flush() {
    ssize_t all = 0;
    std::array<std::string_view, 1> piece;
    while (rest_.peek(piece) > 0) {
        const ssize_t sent = ::send(fd_, piece[0].data(), piece[0].size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0) return all > 0 && is_for_later(sent) ? all : sent;
        rest_.consume(static_cast<std::size_t>(sent));
        all += sent;
    }
    return all;
}

// --- The handshake

TlsStream::Accept TlsStream::accept() {
    const ssize_t flushed = flush();
    if (flushed < 0 && !is_for_later(flushed)) {
        failure_ = std::generic_category().message(errno);
        return Accept::failed;
    }
    reads_left_ = reads_a_call;
    ERR_clear_error();
    const int result = SSL_accept(ssl_);
    accepted_ = result == 1;
    if (accepted_) return has_rest() ? Accept::wants_write : Accept::done;

    const int error = SSL_get_error(ssl_, result);
    if (error == SSL_ERROR_WANT_READ && bytes_in_ <= max_handshake) {
        return has_rest() ? Accept::wants_write : Accept::wants_read;
    }
    broken_ = true;
    failure_ = error == SSL_ERROR_WANT_READ ? "it is too long"
               : silent_                    ? "the peer has gone"
                                            : take_tls_error("the connection is broken");
    return Accept::failed;
}

std::string TlsStream::certificate() const {
    const X509* shown = SSL_get0_peer_certificate(ssl_);
    return shown == nullptr ? std::string() : fingerprint_of(shown);
}

// What a client may send at any time, and what costs us more than it costs the client, is counted.
void TlsStream::watch_messages(int sent, int /*version*/, int content, const void* /*message*/,
                               std::size_t /*length*/, SSL* /*ssl*/, void* stream) {
    auto& self = *static_cast<TlsStream*>(stream);
    if (sent == 0 && content == SSL3_RT_HANDSHAKE && self.accepted_) ++self.handshake_messages_;
}

// --- Text

ssize_t TlsStream::receive(std::span<char> buffer) {
    more_ = false;
    if (broken_) {
        errno = ECONNRESET;
        return -1;
    }
    reads_left_ = reads_a_call;
    ERR_clear_error();
    const int size = static_cast<int>(std::min(buffer.size(), max_record));
    const int count = SSL_read(ssl_, buffer.data(), size);
    const bool flooded = handshake_messages_ > free_messages + bytes_in_ / bytes_a_message;
    more_ = count > 0 && SSL_has_pending(ssl_) == 1;
    if (count > 0 && !flooded) return count;
    const int error = SSL_get_error(ssl_, count);
    if (error == SSL_ERROR_ZERO_RETURN && !flooded) return 0;
    if (error == SSL_ERROR_WANT_READ && !flooded) {
        errno = EAGAIN;
        return -1;
    }
    ERR_clear_error();
    broken_ = true;
    errno = ECONNRESET;
    return -1;
}

ssize_t TlsStream::write_record(std::string_view text) {
    ERR_clear_error();
    const int count = broken_ ? -1 : SSL_write(ssl_, text.data(), static_cast<int>(text.size()));
    if (count > 0) return count;
    ERR_clear_error();
    broken_ = true;
    errno = EPIPE;
    return -1;
}

ssize_t TlsStream::send(std::string_view text) {
    const ssize_t flushed = flush();
    if (flushed < 0 && !is_for_later(flushed)) return -1;
    std::size_t taken = 0;
    while (taken < text.size() && !has_rest()) {
        const ssize_t count = write_record(text.substr(taken, max_record));
        if (count < 0) return taken > 0 ? static_cast<ssize_t>(taken) : -1;
        taken += static_cast<std::size_t>(count);
    }
    if (taken > 0) return static_cast<ssize_t>(taken);
    errno = EAGAIN;
    return -1;
}

// One record at most, unless the first piece is larger.
ssize_t TlsStream::send(std::span<const std::string_view> pieces) {
    if (pieces.size() == 1 || pieces.front().size() >= max_record) return send(pieces.front());
    thread_local std::array<char, max_record> record;
    std::size_t size = 0;
    for (const std::string_view piece : pieces) {
        size += piece.copy(record.data() + size, record.size() - size);
        if (size == record.size()) break;
    }
    return send(std::string_view(record.data(), size));
}

void TlsStream::end() {
    if (ended_ || broken_ || !accepted_) return;
    ended_ = true;
    ERR_clear_error();
    SSL_shutdown(ssl_);
    ERR_clear_error();
}

void TlsStream::drop() {
    broken_ = true;
    rest_.clear();
}

}  // namespace confab::net
