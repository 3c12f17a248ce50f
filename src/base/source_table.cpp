#include "confab/base/source_table.hpp"

#include <algorithm>

namespace confab {

namespace {

constexpr std::uint8_t wide_bits = 48;    // what one customer of a provider often has
constexpr std::uint32_t wide_weight = 4;  // of its limits
constexpr std::uint8_t source_bits = 64;

bool has_wider(const Network& source) { return source.bits == source_bits && !source.address.is_v4(); }

}  // namespace

void SourceTable::configure(const SourceLimits& limits) {
    limits_ = limits;
    limits_.max_sources = std::max<std::size_t>(2, limits.max_sources);  // an address can be in two
    while (idle_.size() > limits_.max_sources) forget_oldest();
}

SourceTable::Answer SourceTable::ask(const Address& from, MonoTime now) {
    const Answer answer = ask(entry_of(source_of(from), now), now);
    Entry* around = answer.verdict == Verdict::admitted ? wider(from, now) : nullptr;
    return around == nullptr ? answer : ask(*around, now);
}

SourceTable::Answer SourceTable::ask(Entry& entry, MonoTime now) {
    const Answer answer = judge(entry, now);
    if (answer.verdict != Verdict::admitted) ++entry.refused;
    return answer;
}

SourceTable::Answer SourceTable::judge(Entry& entry, MonoTime now) const {
    if (entry.penalty_ends <= now) entry.kept_out = false;
    if (entry.kept_out) return {Verdict::penalised, entry.penalty_ends - now};
    if (limits_.max_connections > 0 && entry.connections >= limits_.max_connections * entry.weight) {
        return {Verdict::too_many, {}};
    }
    if (limits_.connect_interval.count() == 0) return {};
    refill(entry, now);
    if (entry.tokens >= 1) return {};
    const double rest = (1 - static_cast<double>(entry.tokens)) / entry.weight;
    return {Verdict::too_fast,
            Milliseconds(
                1 + static_cast<std::int64_t>(rest * static_cast<double>(limits_.connect_interval.count())))};
}

SourceTable::Entry* SourceTable::add(const Address& from, MonoTime now) {
    Entry& entry = entry_of(source_of(from), now);
    entry.wider = wider(from, now);
    for (Entry* each : {&entry, entry.wider}) {
        if (each == nullptr) continue;
        refill(*each, now);
        each->tokens = std::max(0.0F, each->tokens - 1);
        ++each->connections;
        touch(*each);
    }
    return &entry;
}

void SourceTable::remove(Entry* entry, MonoTime /*now*/) {
    Entry* const around = entry->wider;
    for (Entry* each : {around, entry}) {
        if (each == nullptr) continue;
        --each->connections;
        touch(*each);
    }
    while (idle_.size() > limits_.max_sources) forget_oldest();
}

void SourceTable::penalise(const Address& from, Offence offence, MonoTime now) {
    const Milliseconds penalty = limits_.penalties.at(static_cast<std::size_t>(offence));
    if (penalty.count() == 0 || limits_.max_penalty.count() == 0) return;
    punish(entry_of(source_of(from), now), penalty, now);
    if (Entry* around = wider(from, now)) punish(*around, penalty / wide_weight, now);
}

void SourceTable::penalise(Entry* entry, Offence offence, MonoTime now) {
    penalise(entry->source.address, offence, now);
}

std::vector<SourceTable::Use> SourceTable::heaviest(std::size_t count, MonoTime now) const {
    std::vector<Use> all;
    for (const auto& [source, entry] : entries_) {
        const Milliseconds penalty = std::max(Milliseconds{0}, entry.penalty_ends - now);
        if (entry.connections == 0 && entry.refused == 0 && penalty.count() == 0) continue;
        all.push_back({source, entry.connections, entry.refused, penalty});
    }
    const auto heavier = [](const Use& one, const Use& other) {
        if (one.connections != other.connections) return one.connections > other.connections;
        if (one.refused != other.refused) return one.refused > other.refused;
        if (one.penalty != other.penalty) return one.penalty > other.penalty;
        return one.source.address < other.source.address;
    };
    const auto shown = static_cast<std::ptrdiff_t>(std::min(count, all.size()));
    std::partial_sort(all.begin(), all.begin() + shown, all.end(), heavier);
    all.resize(static_cast<std::size_t>(shown));
    return all;
}

SourceTable::Entry& SourceTable::entry_of(const Network& source, MonoTime now) {
    const auto found = entries_.find(source);
    if (found != entries_.end()) {
        touch(found->second);
        return found->second;
    }
    Entry& entry = entries_[source];
    entry.source = source;
    if (++last_number_ == 0) ++last_number_;
    entry.number = last_number_;
    entry.weight = source.bits == wide_bits && !source.address.is_v4() ? wide_weight : 1;
    entry.tokens = static_cast<float>(limits_.connect_burst * entry.weight);
    entry.filled_at = now;
    touch(entry);
    if (idle_.size() > limits_.max_sources) forget_oldest();
    return entry;
}

// The network around it that is a source as well, or none.
SourceTable::Entry* SourceTable::wider(const Address& from, MonoTime now) {
    if (!has_wider(source_of(from))) return nullptr;
    return &entry_of(network_of(from, wide_bits), now);
}

void SourceTable::refill(Entry& entry, MonoTime now) const {
    const auto most = static_cast<double>(limits_.connect_burst) * entry.weight;
    const auto interval = static_cast<double>(std::max<std::int64_t>(1, limits_.connect_interval.count()));
    const double gained = static_cast<double>((now - entry.filled_at).count()) * entry.weight / interval;
    entry.tokens = static_cast<float>(std::min(most, entry.tokens + gained));
    entry.filled_at = now;
}

// It adds to what is left of earlier ones, and time takes it off.
void SourceTable::punish(Entry& entry, Milliseconds penalty, MonoTime now) {
    entry.penalty_ends = std::min(std::max(entry.penalty_ends, now) + penalty, now + limits_.max_penalty);
    if (entry.penalty_ends - now >= limits_.min_penalty) entry.kept_out = true;
}

// Used now: the last to be forgotten, or not at all while there is a connection.
void SourceTable::touch(Entry& entry) {
    if (entry.idle) idle_.erase(*entry.idle);
    entry.idle.reset();
    if (entry.connections > 0) return;
    idle_.push_front(&entry);
    entry.idle = idle_.begin();
}

void SourceTable::forget_oldest() {
    const Network source = idle_.back()->source;
    idle_.pop_back();
    entries_.erase(source);
}

}  // namespace confab
