#include "shard.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

namespace confab::net {

namespace {

// A client under the flood limit may have this much read ahead of what it may say.
constexpr std::size_t limited_read = 16 * 1024;

// A list that was longer, as when thousands join at once, gives its memory back.
constexpr std::size_t kept_list = 1024;

// More than this, in bytes, is told to the other shards.
constexpr std::size_t worth_telling = 64 * 1024;

// Deadlines and slow clients are looked at this often, while there are any.
constexpr std::chrono::milliseconds sweep_interval{50};

}  // namespace

Shard::Shard(std::uint32_t index, std::uint32_t count, const Limits& limits, std::shared_ptr<Queued> queued)
    : index_(index), count_(count), limits_(limits), log_(limits.log_rate), queued_(std::move(queued)) {}

Shard::~Shard() = default;

Now Shard::clock() {
    return {std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now()),
            std::chrono::time_point_cast<Milliseconds>(std::chrono::steady_clock::now())};
}

std::span<char> Shard::read_buffer() {
    count_read();
    const std::span<char> all(buffer_);
    return limits_.flood.rate > 0 ? all.first(limited_read) : all;
}

void Shard::set_limits(const Limits& limits) {
    limits_ = limits;
    log_.set_rate(limits.log_rate);
}

dialect::TerminalTools& Shard::terminal_tools() {
    if (!terminal_tools_) terminal_tools_ = std::make_unique<dialect::TerminalTools>();
    return *terminal_tools_;
}

void Shard::adopt(ClientId id, int fd, int family, bool telnet, bool logged) {
    const std::size_t place = id.slot / count_;
    if (place >= sessions_.size()) sessions_.resize(place + 1);
    SessionPtr session(new Session(*this, id, fd, family));
    if (!logged) session->log_no_end();
    sessions_[place] = session;
    if (telnet) session->ask_for_terminal(true, false);
    // Reading starts with the next turn: whoever is not asked for a terminal is greeted before.
    asio::post(context_, [session] { Session::read(session); });
}

Session* Shard::find(ClientId id) {
    const std::size_t place = id.slot / count_;
    if (place >= sessions_.size() || !sessions_[place]) return nullptr;
    Session* session = sessions_[place].get();
    return session->id() == id ? session : nullptr;
}

void Shard::forget(Session& session) {
    const ClientId id = session.id();
    sessions_[id.slot / count_].reset();
    hub_->release(id);
}

// --- Turns

void Shard::end_turn_soon() {
    if (turn_ends_) {
        if (reads_ != turn_began_with_) rest_.further();
        return;
    }
    turn_ends_ = true;
    turn_began_with_ = reads_;
    const FlushPacer::Duration hold = rest_.begin(FlushPacer::Clock::now());
    if (hold == FlushPacer::Duration{0}) {
        asio::post(context_, [this] { end_turn(); });
        return;
    }
    rest_timer_.expires_after(hold);
    rest_timer_.async_wait([this](error_code) { end_turn(); });
}

void Shard::end_turn() {
    turn_ends_ = false;
    const auto start = FlushPacer::Clock::now();
    fanout_.flush();
    flush_list(to_flush_, &Session::in_flush_list);
    flush_list(to_flush_at_end_, &Session::in_end_list);
    rest_.flushed(start, FlushPacer::Clock::now());
}

void Shard::flush_soon(Session& session) {
    if (std::exchange(session.in_flush_list, true)) return;
    to_flush_.emplace_back(&session);
    if (to_flush_.size() == 1) {
        asio::post(context_, [this] { flush_list(to_flush_, &Session::in_flush_list); });
    }
}

void Shard::flush_at_end(Session& session) {
    if (std::exchange(session.in_end_list, true)) return;
    to_flush_at_end_.emplace_back(&session);
    end_turn_soon();
}

// What comes onto the list meanwhile is for the next time.
void Shard::flush_list(std::vector<SessionPtr>& list, bool Session::*flag) {
    std::swap(list, flushing_);
    for (const SessionPtr& session : flushing_) {
        (*session).*flag = false;
        session->flush();
    }
    flushing_.clear();
    if (flushing_.capacity() > kept_list) flushing_ = {};
}

// --- Sessions that wait

void Shard::hold(Session& session, MonoTime until) {
    holds_.push({until, SessionPtr(&session)});
    arm_hold_timer();
}

void Shard::arm_hold_timer() {
    if (holds_.empty() || holds_.top().due >= hold_armed_) return;
    hold_armed_ = holds_.top().due;
    hold_timer_.expires_at(hold_armed_);
    hold_timer_.async_wait([this](error_code error) {
        if (!error) release_held();
    });
}

void Shard::release_held() {
    const Now now = clock();
    while (!holds_.empty() && holds_.top().due <= now.mono) {
        const SessionPtr session = holds_.top().session;
        holds_.pop();
        session->time_passed(now);
        session->resume();
    }
    hold_armed_ = MonoTime::max();
    arm_hold_timer();
}

void Shard::hold_until_clear(Session& session) { held_until_clear_.emplace_back(&session); }

void Shard::resume_reading() {
    for (const SessionPtr& session : std::exchange(held_until_clear_, {})) session->resume();
}

void Shard::doom(Session& session) {
    doomed_.emplace_back(&session);
    if (doomed_.size() == 1) asio::post(context_, [this] { give_up_doomed(); });
}

void Shard::give_up_doomed() {
    const Now now = clock();
    for (const SessionPtr& session : std::exchange(doomed_, {})) session->give_up(now);
}

// --- The sweep

void Shard::note_closing(Session& session) {
    closing_.emplace_back(&session);
    arm_sweep();
}

void Shard::note_slow(Session& session) {
    if (std::exchange(session.in_slow_list, true)) return;
    slow_.emplace_back(&session);
    arm_sweep();
}

void Shard::arm_sweep() {
    if (std::exchange(sweeping_, true)) return;
    sweep_timer_.expires_after(sweep_interval);
    sweep_timer_.async_wait([this](error_code error) {
        if (!error) sweep();
    });
}

void Shard::sweep() {
    const MonoTime now = clock().mono;
    for (std::size_t i = 0; i < closing_.size(); ++i) {
        const SessionPtr session = closing_[i];
        session->check_deadline(now);
    }
    std::erase_if(closing_, [this](const SessionPtr& session) { return find(session->id()) == nullptr; });
    for (const SessionPtr& session : slow_) session->unpin();
    std::erase_if(slow_, [](const SessionPtr& session) {
        session->in_slow_list = session->slow();
        return !session->in_slow_list;
    });
    const Session* most = fullest();
    queued_->set_largest(index_, most == nullptr ? 0 : most->waiting());
    tell_queued();
    sweeping_ = false;
    if (!closing_.empty() || !slow_.empty()) arm_sweep();
}

// --- What waits unsent

void Shard::tell_queued() {
    told_queued_ = wire::Chunk::waiting_bytes();
    queued_->set(index_, told_queued_);
}

// Of every private answer, so that it does nothing most of the time.
void Shard::note_queued(const Session& session) {
    if (session.waiting() > queued_->largest(index_)) queued_->set_largest(index_, session.waiting());
    if (wire::Chunk::waiting_bytes() < told_queued_ + worth_telling) return;
    tell_queued();
    if (queued_->total() <= limits_.max_queued || std::exchange(relieving_, true)) return;
    asio::post(context_, [this] { relieve(); });
}

Session* Shard::fullest() {
    const auto most = std::max_element(
        slow_.begin(), slow_.end(),
        [](const SessionPtr& one, const SessionPtr& other) { return one->waiting() < other->waiting(); });
    return most == slow_.end() || (*most)->waiting() == 0 ? nullptr : most->get();
}

void Shard::relieve() {
    relieving_ = false;
    for (tell_queued(); queued_->total() > limits_.max_queued; tell_queued()) {
        Session* most = fullest();
        queued_->set_largest(index_, most == nullptr ? 0 : most->waiting());
        const std::size_t where = queued_->fullest(index_);
        if (where != index_) return queued_->relieve(where);
        if (most == nullptr) return;
        most->drop_queue();
    }
}

}  // namespace confab::net
