#include "confab/core/pending_requests.hpp"

#include <utility>

namespace confab {

Ticket PendingRequests::await(ClientId who, PendingRequest request, MonoTime now) {
    events_.hold(who, true);
    Waiting& waiting = waiting_[who.serial];
    waiting.who = who;
    waiting.ticket = ++last_;
    waiting.due = now + longest;
    waiting.request = std::move(request);
    tickets_.emplace(last_, who.serial);
    return last_;
}

// If input is already queued, its current handler continues with it; the edge must not resume reading here.
void PendingRequests::never_mind(Ticket ticket) {
    const auto ended = end(ticket);
    if (!ended || has_input(ended->who)) return;
    forget(ended->who);
    events_.hold(ended->who, false);
}

void PendingRequests::keep(ClientId who, WaitingInput::Kind kind, TypedLine line, Arrived arrived) {
    keep(who, {kind, std::string(line.text), arrived, line.changed_at, {}});
}

void PendingRequests::keep(ClientId who, WaitingInput::Kind kind, const Reply& what) {
    keep(who, {kind, {}, all_arrived, TypedLine::nowhere, what});
}

// What comes after something that was refused is not to overtake it. An end is always one.
void PendingRequests::keep(ClientId who, WaitingInput input) {
    Waiting& waiting = waiting_.at(who.serial);
    const std::size_t bytes = waiting.bytes + input.text.size();
    const bool full = waiting.refused > 0 || waiting.sent.size() >= max_inputs || bytes > most_bytes;
    if (full && input.kind != WaitingInput::Kind::disconnect) {
        ++waiting.refused;
        return;
    }
    waiting.bytes = bytes;
    waiting.sent.push_back(std::move(input));
}

std::optional<PendingRequests::Ended> PendingRequests::end(Ticket ticket) {
    const auto found = tickets_.find(ticket);
    if (found == tickets_.end()) return std::nullopt;
    Waiting& waiting = waiting_.at(found->second);
    tickets_.erase(found);
    waiting.ticket = 0;
    return Ended{waiting.who, std::exchange(waiting.request, {}), std::exchange(waiting.label, {})};
}

std::optional<Ticket> PendingRequests::overdue(MonoTime now) const {
    const std::optional<MonoTime> first = deadline();
    if (!first || *first > now) return std::nullopt;
    return tickets_.begin()->first;
}

std::optional<MonoTime> PendingRequests::deadline() const {
    if (tickets_.empty()) return std::nullopt;
    return waiting_.at(tickets_.begin()->second).due;
}

std::optional<WaitingInput> PendingRequests::next_input(ClientId who) {
    const auto found = waiting_.find(who.serial);
    if (found == waiting_.end() || found->second.ticket != 0) return std::nullopt;
    Waiting& waiting = found->second;
    const bool last = waiting.sent.empty() || waiting.sent.front().kind == WaitingInput::Kind::disconnect;
    if (last && waiting.refused > 0) {
        const std::size_t refused = std::exchange(waiting.refused, 0);
        return WaitingInput{.kind = WaitingInput::Kind::reject, .reply = {Code::input_dropped, refused}};
    }
    if (waiting.sent.empty()) {
        waiting_.erase(found);
        return std::nullopt;
    }
    WaitingInput input = std::move(waiting.sent.front());
    waiting.sent.pop_front();
    waiting.bytes -= input.text.size();
    return input;
}

Ticket PendingRequests::forget(ClientId who) {
    const auto found = waiting_.find(who.serial);
    if (found == waiting_.end()) return 0;
    const Ticket ticket = found->second.ticket;
    tickets_.erase(ticket);
    waiting_.erase(found);
    return ticket;
}

}  // namespace confab
