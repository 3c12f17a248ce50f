#include "ledger.hpp"

#include <algorithm>

namespace confab::bench {

Ledger::Ledger(unsigned clients, unsigned rooms, unsigned senders_per_room, bool echoes)
    : room_size_(clients / rooms),
      room_senders_(senders_per_room),
      echoes_(echoes),
      sent_at_(std::size_t{rooms} * senders_per_room),
      next_(std::size_t{clients} * senders_per_room),
      positions_(clients),
      orders_(clients),
      retired_(clients),
      receivers_(rooms, room_size_) {}

std::uint32_t Ledger::say(unsigned sender, std::int64_t now) {
    auto& times = sent_at_[sender];
    times.push_back(now);
    ++said_;
    const unsigned own = client_of_sender(sender);
    expected_ += receivers_[sender / room_senders_];
    if (!echoes_ && !retired_[own]) {  // has it already, so to speak
        --expected_;
        ++positions_[own];
        ++next_[own * room_senders_ + sender % room_senders_];
    }
    return static_cast<std::uint32_t>(times.size() - 1);
}

// Something came that was not next. A gap is booked as missing; what comes late out of a gap was
// reordered; what is neither has been here before.
void Ledger::mend(unsigned client, unsigned sender, std::uint32_t sequence, std::uint32_t& next) {
    const auto key = [&](std::uint32_t number) {
        return (std::uint64_t{client} << 48) ^ (std::uint64_t{sender} << 32) ^ number;
    };
    if (retired_[client]) return;
    if (sequence > next) {
        for (std::uint32_t gap = next; gap < sequence; ++gap) missing_.insert(key(gap));
        settle(client, sender, sequence, sequence - next + 1);
        next = sequence + 1;
    } else if (missing_.erase(key(sequence))) {
        ++faults_.reordered;
    } else {
        ++faults_.doubled;
    }
}

void Ledger::retire(unsigned client) {
    if (retired_[client]) return;
    retired_[client] = true;
    --receivers_[room_of(client)];
}

std::uint64_t Ledger::outstanding() const {
    std::uint64_t least = said_;
    for (std::size_t i = 0; i < positions_.size(); ++i)
        if (!retired_[i]) least = std::min(least, positions_[i]);
    return said_ - least;
}

Faults Ledger::close() {
    Faults faults = faults_;
    faults.lost += missing_.size() + pending();
    return faults;
}

bool Ledger::receives_all(unsigned client) const {
    return !retired_[client] && (echoes_ || client % room_size_ >= room_senders_);
}

bool Ledger::one_order() const {
    for (unsigned room = 0; room < receivers_.size(); ++room) {
        bool first = true;
        std::uint64_t order = 0;
        for (unsigned i = room * room_size_; i < (room + 1) * room_size_; ++i) {
            if (!receives_all(i)) continue;
            if (!first && orders_[i] != order) return false;
            order = orders_[i];
            first = false;
        }
    }
    return true;
}

}  // namespace confab::bench
