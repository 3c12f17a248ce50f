#include "mailbox.hpp"

#include <utility>

namespace confab::net {

// --- Batch

Batch::Call& Batch::add(Kind kind, ClientId who) {
    Call& call = calls_.emplace_back();
    call.kind = kind;
    call.who = who;
    return call;
}

void Batch::add_text(Call& call, std::size_t i, std::string_view text) {
    call.lengths[i] = static_cast<std::uint32_t>(text.size());
    text_.append(text);
}

void Batch::add_event(Call& call, const Event& event) {
    call.type = event.type;
    call.replay = event.replay;
    call.frame = event.frame;
    call.time = event.time;
    call.id = event.id;
    add_text(call, 0, event.room);
    add_text(call, 1, event.from);
    add_text(call, 2, event.to);
    add_text(call, 3, event.text);
}

void Batch::add_except(Call& call, std::span<const ClientId> except) {
    call.except = static_cast<std::uint32_t>(except.size());
    ids_.insert(ids_.end(), except.begin(), except.end());
}

void Batch::reuse(Batch&& delivered) {
    if (delivered.calls_.capacity() * sizeof(Call) + delivered.text_.capacity() > reused) return;
    *this = std::move(delivered);
    calls_.clear();
    text_.clear();
    ids_.clear();
}

// Walks the calls with the texts and ids that belong to each.
template <class F>
void Batch::replay(F&& each) const {
    std::string_view text = text_;
    std::span<const ClientId> ids = ids_;
    for (const Call& call : calls_) {
        std::array<std::string_view, 4> texts;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            texts[i] = text.substr(0, call.lengths[i]);
            text.remove_prefix(call.lengths[i]);
        }
        each(call, texts, ids.first(call.except));
        ids = ids.subspan(call.except);
    }
}

void Batch::deliver(Shard& shard) const {
    Fanout& fanout = shard.fanout();
    replay([&](const Call& call, const std::array<std::string_view, 4>& texts,
               std::span<const ClientId> except) {
        const Event event{.type = call.type,
                          .replay = call.replay,
                          .frame = call.frame,
                          .time = call.time,
                          .id = call.id,
                          .room = texts[0],
                          .from = texts[1],
                          .to = texts[2],
                          .text = texts[3]};
        switch (call.kind) {
            case Kind::tell: return fanout.tell(call.who, event);
            case Kind::tell_room: return fanout.tell_room(call.room, event, except);
            case Kind::enter: return fanout.enter(call.who, call.room);
            case Kind::leave: return fanout.leave(call.who, call.room);
            case Kind::change_view: return fanout.change_view(call.who, call.view);
            case Kind::hang_up: return fanout.hang_up(call.who, texts[0], texts[1]);
            case Kind::adopt: return shard.adopt(call.who, call.fd, call.family);
            default: return;
        }
    });
}

void Batch::deliver(ToHub& hub) const {
    replay([&](const Call& call, const std::array<std::string_view, 4>& texts, std::span<const ClientId>) {
        switch (call.kind) {
            case Kind::line: return hub.line(call.who, texts[0], call.now);
            case Kind::reject: return hub.reject(call.who, texts[0], call.now);
            case Kind::notice: return hub.notice(call.who, texts[0], call.now);
            case Kind::disconnect: return hub.disconnect(call.who, texts[0], call.now);
            case Kind::release: return hub.release(call.who);
            default: return;
        }
    });
}

// --- From the hub to a shard

Batch::Call& ShardMailbox::add(Batch::Kind kind, ClientId who) {
    if (batch_.empty()) asio::post(hub_, [this] { send(); });
    return batch_.add(kind, who);
}

// The batch comes back when it was delivered, so that the next turn has memory already.
void ShardMailbox::send() {
    on_the_way_ += batch_.bytes();
    asio::post(shard_.context(), [this, batch = std::exchange(batch_, std::move(spare_))]() mutable {
        shard_.count_read();
        batch.deliver(shard_);
        asio::post(hub_, [this, back = std::move(batch)]() mutable { delivered(std::move(back)); });
    });
}

void ShardMailbox::delivered(Batch batch) {
    const bool was_congested = congested();
    on_the_way_ -= batch.bytes();
    spare_.reuse(std::move(batch));
    if (was_congested && !congested()) cleared_();
}

void ShardMailbox::adopt(ClientId who, int fd, int family) {
    Batch::Call& call = add(Batch::Kind::adopt, who);
    call.fd = fd;
    call.family = family;
}

void ShardMailbox::tell(ClientId who, const Event& event) {
    batch_.add_event(add(Batch::Kind::tell, who), event);
}

void ShardMailbox::tell_room(RoomId room, const Event& event, std::span<const ClientId> except) {
    Batch::Call& call = add(Batch::Kind::tell_room, {});
    call.room = room;
    batch_.add_event(call, event);
    batch_.add_except(call, except);
}

void ShardMailbox::enter(ClientId who, RoomId room) { add(Batch::Kind::enter, who).room = room; }

void ShardMailbox::leave(ClientId who, RoomId room) { add(Batch::Kind::leave, who).room = room; }

void ShardMailbox::change_view(ClientId who, View view) { add(Batch::Kind::change_view, who).view = view; }

void ShardMailbox::hang_up(ClientId who, std::string_view name, std::string_view reason) {
    Batch::Call& call = add(Batch::Kind::hang_up, who);
    batch_.add_text(call, 0, name);
    batch_.add_text(call, 1, reason);
}

// --- From a shard to the hub

void HubMailbox::add(Batch::Kind kind, ClientId who, std::string_view text, Now now) {
    if (batch_.empty()) asio::post(shard_.context(), [this] { send(); });
    Batch::Call& call = batch_.add(kind, who);
    call.now = now;
    batch_.add_text(call, 0, text);
}

void HubMailbox::send() {
    on_the_way_ += batch_.bytes();
    asio::post(hub_context_, [this, batch = std::exchange(batch_, std::move(spare_))]() mutable {
        // Order: nothing overtakes what is deferred already.
        if (hub_.congested() || !deferred_.empty()) {
            deferred_.push_back(std::move(batch));
        } else {
            take(std::move(batch));
        }
    });
}

void HubMailbox::take(Batch batch) {
    batch.deliver(hub_);
    asio::post(shard_.context(), [this, back = std::move(batch)]() mutable { delivered(std::move(back)); });
}

void HubMailbox::delivered(Batch batch) {
    on_the_way_ -= batch.bytes();
    spare_.reuse(std::move(batch));
    if (!congested()) shard_.resume_reading();
}

void HubMailbox::take_deferred() {
    while (!deferred_.empty() && !hub_.congested()) {
        Batch batch = std::move(deferred_.front());
        deferred_.pop_front();
        take(std::move(batch));
    }
}

void HubMailbox::line(ClientId who, std::string_view text, Now now) {
    add(Batch::Kind::line, who, text, now);
}

void HubMailbox::reject(ClientId who, std::string_view why, Now now) {
    add(Batch::Kind::reject, who, why, now);
}

void HubMailbox::notice(ClientId who, std::string_view text, Now now) {
    add(Batch::Kind::notice, who, text, now);
}

void HubMailbox::disconnect(ClientId who, std::string_view reason, Now now) {
    add(Batch::Kind::disconnect, who, reason, now);
}

void HubMailbox::release(ClientId who) { add(Batch::Kind::release, who, {}, {}); }

}  // namespace confab::net
