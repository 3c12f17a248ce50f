#include "confab/core/waits.hpp"

#include <utility>

namespace confab {

Ticket Waits::begin(ClientId who, Then then, MonoTime now) {
    Waiting& waiting = waiting_[who.serial];
    waiting.who = who;
    waiting.ticket = ++last_;
    waiting.due = now + longest;
    waiting.then = std::move(then);
    tickets_.emplace(last_, who.serial);
    return last_;
}

void Waits::keep(ClientId who, WaitingInput::Kind kind, std::string_view text) {
    waiting_.at(who.serial).sent.push_back({kind, std::string(text)});
}

std::optional<Waits::Ended> Waits::end(Ticket ticket) {
    const auto found = tickets_.find(ticket);
    if (found == tickets_.end()) return std::nullopt;
    Waiting& waiting = waiting_.at(found->second);
    tickets_.erase(found);
    waiting.ticket = 0;
    return Ended{waiting.who, std::exchange(waiting.then, nullptr)};
}

std::optional<Ticket> Waits::overdue(MonoTime now) const {
    const std::optional<MonoTime> first = deadline();
    if (!first || *first > now) return std::nullopt;
    return tickets_.begin()->first;
}

std::optional<MonoTime> Waits::deadline() const {
    if (tickets_.empty()) return std::nullopt;
    return waiting_.at(tickets_.begin()->second).due;
}

std::optional<WaitingInput> Waits::next_input(ClientId who) {
    const auto found = waiting_.find(who.serial);
    if (found == waiting_.end() || found->second.ticket != 0) return std::nullopt;
    Waiting& waiting = found->second;
    if (waiting.sent.empty()) {
        waiting_.erase(found);
        return std::nullopt;
    }
    WaitingInput input = std::move(waiting.sent.front());
    waiting.sent.pop_front();
    return input;
}

void Waits::forget(ClientId who) {
    const auto found = waiting_.find(who.serial);
    if (found == waiting_.end()) return;
    tickets_.erase(found->second.ticket);
    waiting_.erase(found);
}

}  // namespace confab
