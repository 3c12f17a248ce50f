// What the shards tell the hub.
#include <utility>

#include "hub_thread.hpp"

namespace confab::net {

void HubThread::handle(const HubMessage& message) {
    std::visit([this](const auto& each) { take(each); }, message);
}

void HubThread::take(const FromClient& message) {
    std::visit([&](const auto& request) { answer(message, request); }, message.request);
}

void HubThread::take(const Disconnect& message) {
    finish_handshake(message.who, false, message.now);
    hub_.disconnect(message.who, message.reason, message.now, message.arrived);
    arm();
}

void HubThread::take(const Lost& message) {
    finish_handshake(message.who, false, message.now);
    hub_.lost(message.who, message.reason, message.now, message.arrived);
    arm();
}

void HubThread::take(const Measured& message) {
    hub_.measured(message.ticket, message.arrived, Shard::clock());
    arm();
}

void HubThread::take(const Release& message) {
    free_slot(message);
    if (live_ > 0) return;
    if (stopping_) {
        all_gone_();
    } else if (empty_) {
        std::exchange(empty_, nullptr)();
    }
}

// --- What clients ask for

void HubThread::answer(const FromClient& from, const dialect::Line& request) {
    finish_handshake(from.who, false, from.now);
    shares_.sent(from.who, from.now.mono);
    hub_.line(from.who, request.line, from.now);
    if (request.expects_answer) router_.deliver(Handled{from.who});
    arm();
}

void HubThread::answer(const FromClient& from, const dialect::Block& request) {
    finish_handshake(from.who, false, from.now);
    shares_.sent(from.who, from.now.mono);
    hub_.block(from.who, request.text, from.now);
    arm();
}

void HubThread::answer(const FromClient& from, const dialect::Reject& request) {
    finish_handshake(from.who, false, from.now);
    hub_.reject(from.who, Refusal(*request.why), from.now);
}

void HubThread::answer(const FromClient& from, const dialect::Notice& request) {
    finish_handshake(from.who, false, from.now);
    hub_.notice(from.who, *request.what, from.now);
}

void HubThread::answer(const FromClient& from, const dialect::UserName& request) {
    finish_handshake(from.who, false, from.now);
    hub_.user_name(from.who, request.name, from.now);
    arm();
}

void HubThread::answer(const FromClient& from, const dialect::Greet& /*request*/) {
    finish_handshake(from.who, false, from.now);
}

void HubThread::answer(const FromClient& from, const dialect::SetInteractive& request) {
    finish_handshake(from.who, request.on, from.now);
    hub_.set_interactive(from.who, request.on);
}

void HubThread::answer(const FromClient& from, const dialect::Complete& request) {
    hub_.complete(from.who, request.line, request.line.size());
}

void HubThread::answer(const FromClient& from, const dialect::AskStatus& /*request*/) {
    if (const auto status = hub_.status(from.who)) router_.deliver(SetStatus{from.who, &*status});
}

}  // namespace confab::net
