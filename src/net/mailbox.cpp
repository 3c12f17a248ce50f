#include "mailbox.hpp"

#include <utility>

namespace confab::net {

// --- From the hub to a shard

Batch::Call& ShardMailbox::add(Batch::Kind kind, ClientId who) {
    if (batch_.empty()) asio::post(hub_, [this] { send(); });
    return batch_.add(kind, who);
}

// The batch comes back when it was delivered, so that the next turn has memory already.
void ShardMailbox::send() {
    on_the_way_ += batch_.bytes();
    shard_.queued().sent(batch_.bytes());
    asio::post(shard_.context(), [this, batch = std::exchange(batch_, std::move(spare_))]() mutable {
        shard_.count_read();
        batch.deliver(shard_);
        asio::post(hub_, [this, back = std::move(batch)]() mutable { delivered(std::move(back)); });
    });
}

void ShardMailbox::delivered(Batch batch) {
    const bool was_congested = congested();
    on_the_way_ -= batch.bytes();
    shard_.queued().delivered(batch.bytes());
    spare_.reuse(std::move(batch));
    if (was_congested && !congested()) cleared_();
}

void ShardMailbox::adopt(ClientId who, int fd, int family, bool telnet, bool logged) {
    Batch::Call& call = add(Batch::Kind::adopt, who);
    call.fd = fd;
    call.family = family;
    call.on = telnet;
    call.logged = logged;
}

void ShardMailbox::status(ClientId who, const Status& status) {
    batch_.add_status(add(Batch::Kind::status, who), status);
}

void ShardMailbox::charge(ClientId who, std::size_t tokens) { add(Batch::Kind::charge, who).count = tokens; }

void ShardMailbox::handled(ClientId who) { add(Batch::Kind::handled, who); }

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

void ShardMailbox::offer(ClientId who, std::string_view line) {
    batch_.add_text(add(Batch::Kind::offer, who), 0, line);
}

void ShardMailbox::display_preferences(ClientId who, const DisplayPreferences& settings) {
    batch_.add_settings(add(Batch::Kind::display_preferences, who), settings);
}

void ShardMailbox::request_interactive(ClientId who, bool on) { add(Batch::Kind::terminal, who).on = on; }

void ShardMailbox::completions(ClientId who, std::string_view word, std::span<const std::string> candidates) {
    Batch::Call& call = add(Batch::Kind::completions, who);
    batch_.add_text(call, 0, word);
    batch_.add_text(call, 1, Batch::join(candidates));
}

void ShardMailbox::hold(ClientId who, bool on) { add(Batch::Kind::hold, who).on = on; }

void ShardMailbox::ask_secret(ClientId who, std::string_view prompt) {
    batch_.add_text(add(Batch::Kind::ask_secret, who), 0, prompt);
}

void ShardMailbox::measure(ClientId who, Ticket ticket) { add(Batch::Kind::measure, who).id = ticket; }

void ShardMailbox::hang_up(ClientId who, std::string_view name, std::string_view reason) {
    Batch::Call& call = add(Batch::Kind::hang_up, who);
    batch_.add_text(call, 0, name);
    batch_.add_text(call, 1, reason);
}

// --- From a shard to the hub

namespace {

const Now untimed{WallTime{}, MonoTime{}};  // of what the hub reads its own clock for, or needs none

}  // namespace

Batch::Call& HubMailbox::add(Batch::Kind kind, ClientId who, std::string_view text, Now now) {
    if (batch_.empty()) asio::post(shard_.context(), [this] { send(); });
    Batch::Call& call = batch_.add(kind, who);
    call.now = now;
    batch_.add_text(call, 0, text);
    return call;
}

void HubMailbox::send() {
    on_the_way_ += batch_.bytes();
    asio::post(hub_context_, [this, batch = std::exchange(batch_, std::move(spare_))]() mutable {
        // Order: nothing overtakes what is deferred already.
        deferred_.push_back(std::move(batch));
        if (deferred_.size() == 1) take_deferred();
    });
}

void HubMailbox::give_back(Batch batch) {
    asio::post(shard_.context(), [this, back = std::move(batch)]() mutable { delivered(std::move(back)); });
}

void HubMailbox::delivered(Batch batch) {
    on_the_way_ -= batch.bytes();
    spare_.reuse(std::move(batch));
    if (!congested()) shard_.resume_reading();
}

void HubMailbox::take_deferred() {
    while (!deferred_.empty() && deferred_.front().deliver(hub_)) {
        give_back(std::move(deferred_.front()));
        deferred_.pop_front();
    }
}

void HubMailbox::line(ClientId who, TypedLine line, Now now) {
    add(Batch::Kind::line, who, line.text, now).count = line.changed_at;
}

void HubMailbox::block(ClientId who, std::string_view text, Now now) {
    add(Batch::Kind::block, who, text, now);
}

void HubMailbox::user_name(ClientId who, std::string_view name, Now now) {
    add(Batch::Kind::user_name, who, name, now);
}

void HubMailbox::greet(ClientId who, Now now) { add(Batch::Kind::greet, who, {}, now); }

void HubMailbox::set_interactive(ClientId who, bool on, Now now) {
    add(Batch::Kind::set_interactive, who, {}, now).on = on;
}

void HubMailbox::complete(ClientId who, std::string_view line) {
    add(Batch::Kind::complete, who, line, untimed);
}

void HubMailbox::ask_status(ClientId who) { add(Batch::Kind::ask_status, who, {}, untimed); }

void HubMailbox::reject(ClientId who, std::string_view why, Now now) {
    add(Batch::Kind::reject, who, why, now);
}

void HubMailbox::notice(ClientId who, std::string_view text, Now now) {
    add(Batch::Kind::notice, who, text, now);
}

void HubMailbox::disconnect(ClientId who, std::string_view reason, Now now, Arrived arrived) {
    Batch::add_arrived(add(Batch::Kind::disconnect, who, reason, now), arrived);
}

void HubMailbox::lost(ClientId who, std::string_view reason, Now now, Arrived arrived) {
    Batch::add_arrived(add(Batch::Kind::lost, who, reason, now), arrived);
}

void HubMailbox::measured(Ticket ticket, Arrived arrived) {
    Batch::Call& call = add(Batch::Kind::measured, {}, {}, untimed);
    call.id = ticket;
    Batch::add_arrived(call, arrived);
}

void HubMailbox::release(ClientId who) { add(Batch::Kind::release, who, {}, untimed); }

}  // namespace confab::net
