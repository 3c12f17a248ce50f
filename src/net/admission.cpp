#include "admission.hpp"

#include <algorithm>

#include "source_hold.hpp"

namespace confab::net {

namespace {

Milliseconds whole_seconds(Milliseconds wait) { return wait + Milliseconds{999}; }

}  // namespace

void Admission::configure(const ServerSettings& settings) {
    sources_.configure(settings.sources);
    exempt_ = NetworkSet(settings.exempt);
    denied_ = NetworkSet(settings.deny);
    max_clients_ = settings.limits.max_clients;
    reserved_ = std::min(settings.reserved_clients, max_clients_ / 2);
    max_per_source_ = settings.sources.max_connections;
}

Reply Admission::check_place(const Address& from, std::size_t clients, MonoTime now) {
    if (clients >= max_clients_) return refused({Code::server_full, max_clients_});
    if (clients + reserved_ >= max_clients_ && !has_reserved_place(from, now)) {
        return refused({Code::server_full, max_clients_});
    }
    return {};
}

Reply Admission::check_source(const Address& from, MonoTime now) {
    if (denied_.contains(from)) return refused({Code::network_denied});
    if (exempt_.contains(from)) return {};
    const SourceTable::Answer answer = sources_.ask(from, now);
    switch (answer.verdict) {
        case SourceTable::Verdict::admitted: return {};
        case SourceTable::Verdict::too_many: return refused({Code::source_full, max_per_source_});
        case SourceTable::Verdict::too_fast:
            return refused({Code::source_too_fast, whole_seconds(answer.wait)});
        case SourceTable::Verdict::penalised:
            return refused({Code::source_kept_out, whole_seconds(answer.wait)});
    }
    return {};
}

Admission::Why Admission::why(const Reply& refusal) {
    switch (refusal.code) {
        case Code::network_denied: return Why::denied;
        case Code::proxy_expected: return Why::no_proxy;
        case Code::source_full: return Why::source_full;
        case Code::source_too_fast: return Why::source_too_fast;
        case Code::source_kept_out: return Why::source_kept_out;
        default: return Why::server_full;
    }
}

Reply Admission::refused(Reply refusal) {
    ++refused_[static_cast<std::size_t>(why(refusal))];
    return refusal;
}

std::vector<std::pair<std::string_view, std::uint64_t>> Admission::refusals() const {
    constexpr std::array<std::string_view, 6> words{"denied",          "no_proxy",        "source_full",
                                                    "source_too_fast", "source_kept_out", "server_full"};
    std::vector<std::pair<std::string_view, std::uint64_t>> all;
    for (std::size_t i = 0; i < words.size(); ++i) all.emplace_back(words[i], refused_[i]);
    all.emplace_back("banned", banned_);
    return all;
}

std::string_view Admission::reason(const Reply& refusal) {
    switch (refusal.code) {
        case Code::network_denied: return "its network is denied";
        case Code::proxy_expected: return "it is no proxy of this listener (?proxy=)";
        case Code::source_full: return "too many connections from there";
        case Code::source_too_fast: return "too many new connections from there";
        case Code::source_kept_out: return "kept out for what came from there before";
        default: return "the server is full";
    }
}

SourceHold::~SourceHold() {
    if (entry_ == nullptr) return;
    const auto now = std::chrono::time_point_cast<Milliseconds>(std::chrono::steady_clock::now());
    admission_->closed(entry_, offence_, now);
}

void Admission::closed(SourceTable::Entry* source, Offence offence, MonoTime now) {
    penalise(source, offence, now);
    sources_.remove(source, now);
}

void Admission::penalise(SourceTable::Entry* source, Offence offence, MonoTime now) {
    if (!exempt_.contains(source->source.address)) sources_.penalise(source, offence, now);
}

std::uint32_t Admission::number_of(const SourceTable::Entry* source) const {
    if (source == nullptr || exempt_.contains(source->source.address)) return 0;
    return source->number;
}

void Admission::note_operator(const Address& from, MonoTime now) {
    const Network source = source_of(from);
    operators_.remove_if([&](const OperatorSource& each) { return each.source == source; });
    operators_.push_front({source, now});
    if (operators_.size() > max_operator_sources) operators_.pop_back();
}

bool Admission::has_reserved_place(const Address& from, MonoTime now) {
    if (from.local() || exempt_.contains(from)) return true;
    const Network source = source_of(from);
    return std::any_of(operators_.begin(), operators_.end(), [&](const OperatorSource& each) {
        return each.source == source && now - each.seen < operator_known;
    });
}

}  // namespace confab::net
