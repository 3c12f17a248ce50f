// A connection that outlives a crash: its state in the record holds no text that was said or typed.
#include <sys/socket.h>

#include <string>
#include <utility>

#include "cold_state.hpp"
#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/ports/view_fields.hpp"
#include "confab/net/handover.hpp"
#include "connection.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

constexpr std::string_view show_typing = "\xff\xfc\x01";  // IAC WONT ECHO (RFC 857)

// A LineDecoder, but for the line.
struct WithoutText {
    const wire::LineDecoder& decoder;
    void save(snapshot::Writer& out) const { decoder.save_without_text(out); }
};

}  // namespace

std::string Connection::state_without_text() {
    if (!can_be_handed_over() || leaving_ || ended_ || closing() != nullptr || output_ != Output::open)
        return {};
    const MonoTime now = shard_.clock().mono;
    std::string state;
    if (dialect::Endpoint* own = endpoint()) {
        snapshot::Writer inner(now);
        bool can = false;
        inner.section("endpoint", {}, [&] { can = own->save_without_text(inner); });
        if (!can) return {};
        state = inner.finish();
    }
    snapshot::Writer out(now);
    out.section("connection", {}, [&] {
        out(id_, format_.view, bool{format_.crlf}, bool{fresh_}, bool{logged_}, started_, bytes_in_,
            bytes_out_, lines_out_, lines_in_, WithoutText{decoder_}, state);
    });
    return out.finish();
}

ConnectionPtr Connection::after_crash(Shard& shard, std::string_view bytes, int fd) {
    ClientId id;
    View view;
    bool crlf = false;
    bool fresh = false;
    bool logged = false;
    std::string state;
    snapshot::Reader in(bytes, shard.clock().mono);
    const int family = take_back(fd);
    ConnectionPtr made;
    in.section("connection", snapshot::Version{}.major, [&] {
        in(id, view, crlf, fresh, logged);
        in.expect(id.serial != 0 && family >= 0);
        if (!in.ok()) return;
        made = new Connection(shard, id, fd, family, view);
        in(made->started_, made->bytes_in_, made->bytes_out_, made->lines_out_, made->lines_in_,
           made->decoder_, state);
    });
    if (in.ok() && made) {
        made->format_.crlf = crlf;
        made->fresh_ = fresh;
        made->logged_ = logged;
        if (state.empty() || made->load_endpoint(state)) return made;
    }
    if (made) made->give_back();
    return nullptr;
}

bool Connection::load_endpoint(std::string_view state) {
    make_endpoint();
    snapshot::Reader inner(state, shard_.clock().mono);
    dialect::Endpoint* own = endpoint();
    if (own == nullptr) return false;
    inner.section("endpoint", snapshot::Version{}.major, [&] { own->load(inner); });
    return inner.ok();
}

// The caller still has the descriptor.
void Connection::give_back() {
    error_code ignored;
    socket_.release(ignored);
}

// The rest of a line whose beginning is lost is no line, and what answers a question is not to be said.
void Connection::go_on_after_crash(InputMark mark) {
    share_sending(1);
    if (mark.any()) cold().drops_line = true;
    if (!mark.secret || endpoint() != nullptr || !decoder_.wants_crlf()) return;
    const std::string bytes(decoder_.hide_typing(false));
    shard_.fanout().send_raw(*this, bytes.empty() ? show_typing : std::string_view(bytes));
}

InputMark Connection::input_mark() const {
    const bool waits = cold_ && !cold_->backlog.empty();
    return {.begun = waits || !decoder_.partial().empty(), .secret = cold_ && cold_->is_asked_for_secret};
}

// systemd has a copy of the socket, which would keep it open.
void Connection::shut_down_copies() {
    if (shard_.marks() != nullptr && socket_.is_open()) ::shutdown(socket_.native_handle(), SHUT_RDWR);
}

}  // namespace confab::net
