// A connection as bytes: what was read of it and not said yet, what was said and not sent yet, and how it
// talks.
#include <set>
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

// Reasons for the log are constants, of which there are few.
const char* as_constant(std::string text) {
    static std::set<std::string> known;
    return text.empty() ? nullptr : known.insert(std::move(text)).first->c_str();
}

struct CarriedFlags {
    bool crlf, fresh, ended, logged, leaving, asking;

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.crlf, self.fresh, self.ended, self.logged, self.leaving, self.asking);
    }
};

}  // namespace

template <class Archive, class Self>
void Connection::fields(Archive& archive, Self& self) {
    archive(self.decoder_, self.flood_, self.started_, self.bytes_in_, self.bytes_out_, self.lines_out_,
            self.lines_in_);
}

void Connection::save(snapshot::Writer& out) {
    while (!subscriptions_.empty()) shard_.fanout().leave(id_, subscriptions_.front().group->room);
    snapshot::Writer endpoint_state(out.now());
    dialect::Endpoint* own = endpoint();
    if (own != nullptr) endpoint_state.section("endpoint", {}, [&] { own->save(endpoint_state); });

    out(id_, socket_.native_handle(), format_.view, static_cast<std::uint8_t>(output_));
    out(CarriedFlags{format_.crlf, fresh_, ended_, logged_, leaving_, asking_});
    fields(out, *this);
    out(outbound_.text(), own == nullptr ? std::string() : endpoint_state.finish());
    save_cold(out);
}

void Connection::save_cold(snapshot::Writer& out) const {
    const ColdState none;
    const ColdState& state = cold_ ? *cold_ : none;
    out(state.backlog, state.slow_told, state.backpressured_until, state.ended_by, state.is_paused,
        state.is_asked_for_secret, state.is_typing_hidden, static_cast<std::uint8_t>(state.offence),
        std::string(state.log_reason == nullptr ? "" : state.log_reason), state.closing != nullptr);
    if (!state.closing) return;
    const Closing& end = *state.closing;
    out(end.name, end.reason, end.deadline, end.latest, end.drained, end.draining);
}

int Connection::let_go() {
    const ConnectionPtr self(this);
    outbound_.clear();
    output_ = Output::broken;
    error_code ignored;
    const int fd = socket_.release(ignored);
    resume();
    return fd;
}

ConnectionPtr Connection::load(Shard& shard, snapshot::Reader& in, std::string& unsent) {
    ClientId id;
    int fd = -1;
    View view;
    std::uint8_t output = 0;
    CarriedFlags flags{};
    in(id, fd, view, output, flags);
    const int family = take_back(fd);
    in.expect(id.serial != 0 && output <= static_cast<std::uint8_t>(Output::broken));
    if (!in.ok()) return nullptr;

    ConnectionPtr made(new Connection(shard, id, fd, family, view));
    std::string endpoint_state;
    fields(in, *made);
    in(unsent, endpoint_state);
    made->load_cold(in);
    made->format_.crlf = flags.crlf;
    made->output_ = static_cast<Output>(output);
    made->fresh_ = flags.fresh;
    made->ended_ = flags.ended;
    made->logged_ = flags.logged;
    made->leaving_ = flags.leaving;
    made->asking_ = flags.asking;
    if (endpoint_state.empty() || !in.ok()) return made;
    made->make_endpoint();
    snapshot::Reader inner(endpoint_state, in.now());
    dialect::Endpoint* own = made->endpoint();
    if (own != nullptr) inner.section("endpoint", snapshot::Version{}.major, [&] { own->load(inner); });
    in.expect(own != nullptr && inner.ok());
    return made;
}

void Connection::load_cold(snapshot::Reader& in) {
    ColdState& state = cold();
    std::uint8_t offence = 0;
    std::string log_reason;
    bool closes = false;
    in(state.backlog, state.slow_told, state.backpressured_until, state.ended_by, state.is_paused,
       state.is_asked_for_secret, state.is_typing_hidden, offence, log_reason, closes);
    in.expect(offence <= static_cast<std::uint8_t>(Offence::slow_reader));
    if (!in.ok()) return;
    state.offence = static_cast<Offence>(offence);
    state.log_reason = as_constant(std::move(log_reason));
    if (closes) {
        state.closing = std::make_unique<Closing>();
        Closing& end = *state.closing;
        in(end.name, end.reason, end.deadline, end.latest, end.drained, end.draining);
    }
    if (state.is_idle() && state.offence == Offence::none) cold_.reset();
}

void Connection::carry_on(std::string_view unsent) {
    if (!unsent.empty()) {
        wire::ChunkRef chunk = wire::Chunk::make(unsent.size());
        chunk->append(unsent);
        outbound_.push(chunk, 0, chunk->size(), unsent.size());
    }
    share_sending(1);  // until the hub says otherwise
    if (closing() != nullptr) shard_.note_closing(*this);
    if (output_ == Output::overflowed && !leaving_) shard_.note_overflow(*this);
    start_writing();
    if (closing() != nullptr || has_unsent()) shard_.flush_soon(*this);
}

}  // namespace confab::net
