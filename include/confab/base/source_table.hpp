// What each source holds, so that none takes what is meant for all: its connections at once, how fast it may
// open new ones, and for how long it is kept out after offences. A source is an IPv4 address, an IPv6 /64, or
// a user of a Unix socket. The /48 around an IPv6 /64 is one as well, with four times as much.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>
#include <vector>

#include "confab/base/address.hpp"
#include "confab/base/network_set.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"

namespace confab {

// Why a source is kept out for a while, as in PerSourcePenalties of OpenSSH.
enum class Offence : std::uint8_t { none, wrong_secret, failed_handshake, not_chat, slow_reader };

struct SourceLimits {
    std::size_t max_sources =
        16384;  // remembered without a connection; of more the one used longest ago goes
    std::uint32_t max_connections = 32;     // at once; 0 = no limit
    std::uint32_t connect_burst = 32;       // new connections at once
    Milliseconds connect_interval{20'000};  // then one each; 0 = no limit
    std::array<Milliseconds, 5> penalties{
        // by Offence; they add up
        Milliseconds{0}, Milliseconds{5'000}, Milliseconds{5'000}, Milliseconds{5'000}, Milliseconds{10'000}};
    Milliseconds min_penalty{15'000};   // a source is kept out from here on, until its penalty is over
    Milliseconds max_penalty{600'000};  // 0 = no penalties
};

class SourceTable {
  public:
    enum class Verdict : std::uint8_t { admitted, too_many, too_fast, penalised };
    // For a source that is refused: how long until it may try again, as far as is known.
    struct Answer {
        Verdict verdict = Verdict::admitted;
        Milliseconds wait{0};
    };
    // What a connection holds of it, from add() to remove().
    struct Entry;
    struct Use {
        Network source;
        std::uint32_t connections = 0;
        std::uint64_t refused = 0;
        Milliseconds penalty{0};  // that is left
    };

    // What is remembered stays.
    void configure(const SourceLimits& limits);

    // May a connection from there come in? A refused one is counted as that; an admitted one has to be added.
    Answer ask(const Address& from, MonoTime now);
    // Counts a connection, whatever ask() says. Never null; remove() ends it.
    Entry* add(const Address& from, MonoTime now);
    void remove(Entry* entry, MonoTime now);
    void penalise(Entry* entry, Offence offence, MonoTime now);
    void penalise(const Address& from, Offence offence, MonoTime now);

    // Those with the most connections first, and among these the most refused.
    std::vector<Use> heaviest(std::size_t count, MonoTime now) const;
    std::size_t size() const { return entries_.size(); }

    // What is remembered of each source, without its connections: those are added first.
    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    using Idle = std::list<Entry*>;

    Entry& entry_of(const Network& source, MonoTime now);
    Entry* wider(const Address& from, MonoTime now);
    Answer ask(Entry& entry, MonoTime now);
    Answer judge(Entry& entry, MonoTime now) const;
    void refill(Entry& entry, MonoTime now) const;
    void punish(Entry& entry, Milliseconds penalty, MonoTime now);
    void touch(Entry& entry);
    void forget_oldest();

    SourceLimits limits_;
    std::unordered_map<Network, Entry, NetworkHash> entries_;
    std::uint32_t last_number_ = 0;
    Idle idle_;  // without a connection, the one used last in front
};

struct SourceTable::Entry {
    Network source;
    std::uint32_t number = 0;  // tells sources apart; never 0 in the table
    std::uint32_t connections = 0;
    std::uint32_t weight = 1;  // so many times the limits hold for it
    float tokens = 0;          // new connections that it may open at once
    bool kept_out = false;     // until the penalty is over
    MonoTime filled_at{};
    MonoTime penalty_ends{};
    std::uint64_t refused = 0;
    Entry* wider = nullptr;  // while it has a connection: the /48 that it is counted in, or none
    std::optional<Idle::iterator> idle{};
};

}  // namespace confab
