#include "confab/base/backoff.hpp"

#include <algorithm>
#include <utility>

namespace confab {

namespace {

std::string_view kept(std::string_view who) { return who.substr(0, Backoff::max_kept); }

}  // namespace

Milliseconds Backoff::wait_after(unsigned failures) const {
    if (failures < rule_.free) return Milliseconds{0};
    Milliseconds wait = rule_.first;
    for (unsigned i = rule_.free; i < failures && wait < rule_.longest; ++i) wait *= 2;
    return std::min(wait, rule_.longest);
}

unsigned Backoff::left(const Entry& entry, MonoTime now) const {
    const auto over = static_cast<std::uint64_t>((now - entry.last) / rule_.longest);
    return over >= entry.failures ? 0 : entry.failures - static_cast<unsigned>(over);
}

unsigned Backoff::failures(std::string_view who, MonoTime now) const {
    const auto found = by_who_.find(kept(who));
    return found == by_who_.end() ? 0 : left(*found->second, now);
}

Milliseconds Backoff::wait(std::string_view who, MonoTime now) const {
    const auto found = by_who_.find(kept(who));
    if (found == by_who_.end()) return Milliseconds{0};
    const MonoTime due = found->second->last + wait_after(found->second->failures);
    return due > now ? due - now : Milliseconds{0};
}

void Backoff::failed(std::string_view who, std::string_view about, MonoTime now) {
    about = kept(about);
    Entry entry{std::string(kept(who)), std::string(about), 0, now};
    if (const auto found = by_who_.find(kept(who)); found != by_who_.end()) {
        const auto old = found->second;
        entry.failures = left(*old, now);
        if (entry.failures > 0 && old->about != about) entry.about.clear();
        by_who_.erase(found);
        entries_.erase(old);
    }
    // More of them would not make the wait longer, only the time until it is shorter again.
    if (wait_after(entry.failures) < rule_.longest) ++entry.failures;

    entries_.push_front(std::move(entry));
    by_who_.emplace(entries_.front().who, entries_.begin());
    if (entries_.size() <= most) return;
    by_who_.erase(entries_.back().who);
    entries_.pop_back();
}

void Backoff::succeeded(std::string_view who, std::string_view about) {
    const auto found = by_who_.find(kept(who));
    if (found == by_who_.end() || found->second->about != kept(about)) return;
    const auto entry = found->second;
    by_who_.erase(found);
    entries_.erase(entry);
}

void Backoff::take_back(std::string_view who) {
    const auto found = by_who_.find(who.substr(0, max_kept));
    if (found != by_who_.end() && found->second->failures > 0) --found->second->failures;
}

}  // namespace confab
