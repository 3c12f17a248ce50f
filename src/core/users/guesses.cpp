#include "confab/core/users/guesses.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace confab {

namespace {

std::string pair_of(std::string_view what, std::string_view source) {
    return fmt::format("{} {}", source, what);
}

}  // namespace

void LatelyKnown::add(std::string_view what, std::string_view from) {
    std::list<std::string> places;
    if (const auto found = by_what_.find(what); found != by_what_.end()) {
        const auto entry = found->second;
        places = std::move(entry->places);
        by_what_.erase(found);
        entries_.erase(entry);
    }
    places.remove_if([from](const std::string& place) { return place == from; });
    places.emplace_front(from);
    if (places.size() > max_places) places.pop_back();
    entries_.push_front({std::string(what), std::move(places)});
    by_what_.emplace(entries_.front().what, entries_.begin());
    if (entries_.size() <= most) return;
    by_what_.erase(entries_.back().what);
    entries_.pop_back();
}

bool LatelyKnown::holds(std::string_view what, std::string_view from) const {
    const auto found = by_what_.find(what);
    if (found == by_what_.end()) return false;
    const auto& places = found->second->places;
    return std::find(places.begin(), places.end(), from) != places.end();
}

void LatelyKnown::forget(std::string_view what) {
    const auto found = by_what_.find(what);
    if (found == by_what_.end()) return;
    const auto entry = found->second;
    by_what_.erase(found);
    entries_.erase(entry);
}

// Where many people come from one address, as out of a tunnel on this machine, names do not wait for each
// other.
std::string Guesses::guesser(std::string_view what, const Address& from) const {
    const std::string source = source_of(from).text();
    const bool shared = (from.loopback() && !from.local()) || settings_.is_exempt(from);
    return shared ? pair_of(what, source) : source;
}

Milliseconds Guesses::wait(std::string_view what, const Address& from, MonoTime now) const {
    const std::string source = source_of(from).text();
    if (known_.holds(what, source)) return known_tries_.wait(pair_of(what, source), now);
    if (settings_.is_exempt(from)) return secrets_.wait(what, now);
    return std::max(sources_.wait(guesser(what, from), now), secrets_.wait(what, now));
}

bool Guesses::strict(std::string_view what, const Address& from, MonoTime now) const {
    const std::string source = source_of(from).text();
    if (known_.holds(what, source)) return known_tries_.strict(pair_of(what, source), now);
    if (settings_.is_exempt(from)) return secrets_.strict(what, now);
    return sources_.strict(guesser(what, from), now) || secrets_.strict(what, now);
}

// All are counted, whichever was asked: what is known here is a secret elsewhere.
void Guesses::failed(std::string_view what, const Address& from, MonoTime now) {
    const std::string source = source_of(from).text();
    if (known_.holds(what, source)) known_tries_.failed(pair_of(what, source), what, now);
    if (!settings_.is_exempt(from)) sources_.failed(guesser(what, from), what, now);
    secrets_.failed(what, what, now);
}

void Guesses::succeeded(std::string_view what, const Address& from) {
    const std::string source = source_of(from).text();
    known_tries_.succeeded(pair_of(what, source), what);
    sources_.succeeded(guesser(what, from), what);
    secrets_.succeeded(what, what);
    known_.add(what, source);
}

void Guesses::take_back(std::string_view what, const Address& from) {
    const std::string source = source_of(from).text();
    if (known_.holds(what, source)) known_tries_.take_back(pair_of(what, source));
    if (!settings_.is_exempt(from)) sources_.take_back(guesser(what, from));
    secrets_.take_back(what);
}

void Guesses::changed(std::string_view what) {
    secrets_.succeeded(what, what);
    known_.forget(what);
}

}  // namespace confab
