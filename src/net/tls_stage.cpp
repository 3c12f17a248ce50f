#include "tls_stage.hpp"

#include <sys/socket.h>

#include "tls_stream.hpp"

namespace confab::net {

namespace {

constexpr char first_byte = 0x16;  // of a handshake

// A fatal alert, "internal error", in clear: the peer has to begin again, and it is not its fault. There is
// none that says "too busy".
constexpr char alert[] = {0x15, 3, 3, 0, 2, 2, 80};

}  // namespace

Step TlsStage::advance(Newcomer& who) {
    if (!begun_) {
        char first = 0;
        const ssize_t count = ::recv(who.fd, &first, 1, MSG_PEEK | MSG_DONTWAIT);
        if (count < 0) return {Step::Kind::wants_read};
        if (count == 0) return {Step::Kind::failed, "TLS: the peer has gone"};
        if (first != first_byte)
            return {Step::Kind::failed, "TLS: the peer speaks without encryption", told_};
        begun_ = true;
        who.tls = std::make_unique<TlsStream>(context_->begin_with(), who.fd);
    }
    switch (who.tls->accept()) {
        case TlsStream::Accept::wants_read: return {Step::Kind::wants_read};
        case TlsStream::Accept::wants_write: return {Step::Kind::wants_write};
        case TlsStream::Accept::failed: return {Step::Kind::failed, "TLS: " + who.tls->failure()};
        case TlsStream::Accept::done: break;
    }
    who.peer.encrypted = true;
    who.peer.certificate = who.tls->certificate();
    return {Step::Kind::done};
}

// A client that waits for a greeting has not understood what it is connected to.
std::string TlsStage::last_words(Ending why) {
    if (!begun_ && why == Ending::late) return told_;
    return {alert, sizeof alert};
}

}  // namespace confab::net
