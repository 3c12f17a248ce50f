#include "handshake.hpp"

#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "confab/base/address.hpp"

namespace confab::net {

namespace {

// Of a turn of the loop; then the chat has its turn, with one thread too.
constexpr std::chrono::milliseconds turn_budget{2};

}  // namespace

struct Handshakes::Handshake {
    Handshake(asio::io_context& context, Newcomer from, Stages all, Done then)
        : who(std::move(from)),
          stages(std::move(all)),
          done(std::move(then)),
          socket(context.get_executor()),
          deadline(context) {}

    Newcomer who;
    Stages stages;
    std::size_t stage = 0;
    Done done;
    StreamSocket socket;
    asio::steady_timer deadline;
    std::list<Pointer>::iterator place;
    bool over = false;
};

double Handshakes::refusal_probability(std::size_t count, std::size_t most) {
    const std::size_t start = most / 2;
    if (count < start) return 0;
    return static_cast<double>(count - start + 1) / static_cast<double>(most - start + 1);
}

HandshakeCounts Handshakes::counts() const {
    HandshakeCounts counts = counts_;
    counts.waiting = count();
    return counts;
}

bool Handshakes::is_unlucky() {
    if (is_full()) return true;
    return std::uniform_real_distribution<>(0, 1)(random_) < refusal_probability(count(), limits_.most);
}

void Handshakes::begin(Newcomer who, Stages stages, Done done) {
    const auto costs = [](const auto& stage) { return stage->costs(); };
    if (closed_) {
        const std::string told = stages.front()->last_words(Ending::stopping);
        return refuse(std::move(who), why_closed_, told);
    }
    if (std::any_of(stages.begin(), stages.end(), costs) && is_unlucky()) {
        const std::string told = stages.front()->last_words(Ending::too_many);
        ++counts_.refused;
        return refuse(std::move(who), "too many handshakes at once (max-handshakes)", told);
    }
    const auto handshake =
        std::make_shared<Handshake>(context_, std::move(who), std::move(stages), std::move(done));
    error_code error;
    handshake->socket.assign(asio::generic::stream_protocol(handshake->who.family, 0), handshake->who.fd,
                             error);
    if (error) return static_cast<void>(::close(handshake->who.fd));
    handshake->place = all_.insert(all_.end(), handshake);
    handshake->deadline.expires_after(limits_.time);
    handshake->deadline.async_wait([this, handshake](error_code ended) {
        if (ended || handshake->over) return;
        ++counts_.late;
        handshake->who.source.blame(Offence::failed_handshake);
        end(handshake, "the handshake took too long",
            handshake->stages[handshake->stage]->last_words(Ending::late));
    });
    go_on(handshake);
}

// With the next stage: at once if it costs nothing, so that few of these are ever under way.
void Handshakes::go_on(const Pointer& handshake) {
    if (handshake->stage == handshake->stages.size()) return finish(handshake);
    if (handshake->stages[handshake->stage]->costs()) return wait(handshake, StreamSocket::wait_read);
    advance(handshake);
}

void Handshakes::advance(const Pointer& handshake) {
    const Step step = handshake->stages[handshake->stage]->advance(handshake->who);
    switch (step.kind) {
        case Step::Kind::wants_read: return wait(handshake, StreamSocket::wait_read);
        case Step::Kind::wants_write: return wait(handshake, StreamSocket::wait_write);
        case Step::Kind::failed:
            ++counts_.failed;
            handshake->who.source.blame(Offence::failed_handshake);
            return end(handshake, step.why, step.told);
        case Step::Kind::done: ++handshake->stage; return go_on(handshake);
    }
}

void Handshakes::wait(const Pointer& handshake, StreamSocket::wait_type what) {
    handshake->socket.async_wait(what, [this, handshake](error_code) {
        if (handshake->over) return;
        ready_.push_back(handshake);
        work_soon();
    });
}

void Handshakes::work_soon() {
    if (std::exchange(working_, true)) return;
    asio::post(context_, [this] { work(); });
}

void Handshakes::work() {
    working_ = false;
    const auto until = std::chrono::steady_clock::now() + turn_budget;
    while (!ready_.empty() && std::chrono::steady_clock::now() < until) {
        const Pointer handshake = std::move(ready_.front());
        ready_.pop_front();
        if (!handshake->over) advance(handshake);
    }
    if (!ready_.empty()) work_soon();
}

// The handlers that still have the handshake see that it is over.
Newcomer Handshakes::forget(const Pointer& handshake) {
    handshake->over = true;
    handshake->deadline.cancel();
    handshake->who.fd = handshake->socket.release();
    all_.erase(handshake->place);
    return std::move(handshake->who);
}

void Handshakes::finish(const Pointer& handshake) {
    ++counts_.done;
    const Done done = std::move(handshake->done);
    done(forget(handshake));
}

void Handshakes::end(const Pointer& handshake, std::string_view why, std::string_view told) {
    refuse(forget(handshake), why, told);
}

void Handshakes::refuse(Newcomer who, std::string_view why, std::string_view told) {
    log_.refused(source_of(who.peer.address).text(), who.peer.text, why);
    refusals_.refuse(std::move(who), told);
}

void Handshakes::close(std::string_view why) {
    closed_ = true;
    why_closed_ = why;
    while (!all_.empty()) {
        const Pointer handshake = all_.front();
        end(handshake, why_closed_, handshake->stages[handshake->stage]->last_words(Ending::stopping));
    }
}

}  // namespace confab::net
