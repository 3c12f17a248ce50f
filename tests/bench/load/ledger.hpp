// The books: what was said, what each receiver has got of it, and what is wrong with that.
//
// Clients form rooms of equal size in the order of their numbers; the first few of each room are
// its senders. A sender is known by its number among all senders.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "histogram.hpp"

namespace confab::bench {

struct Faults {
    std::uint64_t lost = 0, doubled = 0, reordered = 0, stray = 0;

    std::uint64_t sum() const { return lost + doubled + reordered + stray; }
};

class Ledger {
  public:
    // `echoes`: whether a sender gets its own messages back.
    Ledger(unsigned clients, unsigned rooms, unsigned senders_per_room, bool echoes);

    unsigned room_of(unsigned client) const { return client / room_size_; }
    unsigned senders() const { return static_cast<unsigned>(sent_at_.size()); }
    unsigned client_of_sender(unsigned sender) const {
        return sender / room_senders_ * room_size_ + sender % room_senders_;
    }

    // Books one message and returns its sequence number. Latency counts from `now`.
    std::uint32_t say(unsigned sender, std::int64_t now);

    // One delivery. Hot: the whole of the ordinary case is a compare and some additions.
    void deliver(unsigned client, unsigned sender, std::uint32_t sequence, std::int64_t now) {
        if (client >= positions_.size()) return;  // only there to come and go
        const unsigned local = sender - room_of(client) * room_senders_;
        if (local >= room_senders_ || sequence >= sent_at_[sender].size()) {
            ++faults_.stray;
            return;
        }
        std::uint32_t& next = next_[client * room_senders_ + local];
        if (sequence != next) return mend(client, sender, sequence, next);
        ++next;
        settle(client, sender, sequence, 1);
        latency.add(now - sent_at_[sender][sequence]);
    }

    // A client that stops reading is not waited for any more.
    void retire(unsigned client);

    std::uint64_t delivered() const { return delivered_; }
    std::uint64_t said() const { return said_; }
    // Deliveries still to come.
    std::uint64_t pending() const { return expected_ - accounted_; }
    // Lines that someone has not got yet; for loads of one room.
    std::uint64_t outstanding() const;

    // Once nothing more is coming: counts what never came as lost.
    Faults close();
    // Whether everybody in a room saw one and the same order; only receivers of everything compare.
    bool one_order() const;

    Histogram latency;

  private:
    void mend(unsigned client, unsigned sender, std::uint32_t sequence, std::uint32_t& next);

    void settle(unsigned client, unsigned sender, std::uint32_t sequence, std::uint32_t count) {
        positions_[client] += count;
        accounted_ += count;
        ++delivered_;
        orders_[client] = (orders_[client] ^ ((std::uint64_t{sender} << 32) | sequence)) * 0x9e3779b97f4a7c15;
    }

    bool receives_all(unsigned client) const;

    unsigned room_size_, room_senders_;
    bool echoes_;
    std::vector<std::vector<std::int64_t>> sent_at_;  // by sender and sequence
    std::vector<std::uint32_t> next_;                 // by client and sender of its room
    std::vector<std::uint64_t> positions_;            // lines accounted for, by client
    std::vector<std::uint64_t> orders_;               // what was seen in which order, by client
    std::vector<bool> retired_;
    std::vector<unsigned> receivers_;  // still reading, by room
    std::unordered_set<std::uint64_t> missing_;
    std::uint64_t said_ = 0, expected_ = 0, accounted_ = 0, delivered_ = 0;
    Faults faults_;
};

}  // namespace confab::bench
