#include "sending_shares.hpp"

#include <algorithm>
#include <utility>

namespace confab::net {

namespace {

std::uint16_t share_of(std::uint32_t used) {
    return static_cast<std::uint16_t>(
        std::max<std::uint32_t>(1, (used + SendingShares::people - 1) / SendingShares::people));
}

}  // namespace

void SendingShares::opened(ClientId who, std::uint32_t source) {
    if (source == 0) return;
    if (who.slot >= slots_.size()) slots_.resize(who.slot + std::size_t{1});
    Slot& slot = slots_[who.slot] = {.who = who, .source = source};
    Source& of = sources_[source];
    ++of.connections;
    tell(slot, of.share);
}

void SendingShares::closed(ClientId who) {
    Slot* slot = find(who);
    if (slot == nullptr) return;
    const std::uint32_t source = std::exchange(*slot, {}).source;
    const auto found = sources_.find(source);
    if (found != sources_.end() && --found->second.connections == 0) sources_.erase(found);
}

// A further connection that is used takes its share at once; one that is not any more gives it back when its
// window is over.
void SendingShares::sent(ClientId who, MonoTime now) {
    Slot* slot = find(who);
    if (slot == nullptr) return;
    Source& source = sources_[slot->source];
    if (source.connections <= people && source.share == 1) return;
    const bool over = now - source.began >= window;
    const std::uint32_t used_before = source.used;
    if (over) {
        source.began = now;
        source.used = 0;
        ++source.window;
    }
    if (slot->window != source.window) {
        slot->window = source.window;
        ++source.used;
    }
    const std::uint16_t share = share_of(over ? used_before : source.used);
    if (over || share > source.share) set_share(slot->source, share);
}

void SendingShares::share_person(ClientId who, std::uint16_t connections) {
    Slot* slot = find(who);
    if (slot == nullptr) return tell_(who, connections);
    slot->person = connections;
    const auto found = sources_.find(slot->source);
    tell(*slot, found == sources_.end() ? std::uint16_t{1} : found->second.share);
}

void SendingShares::set_share(std::uint32_t source, std::uint16_t share) {
    if (std::exchange(sources_[source].share, share) == share) return;
    for (Slot& slot : slots_) {
        if (slot.source == source) tell(slot, share);
    }
}

void SendingShares::tell(Slot& slot, std::uint16_t source_share) {
    const std::uint16_t share = std::max(slot.person, source_share);
    if (std::exchange(slot.told, share) != share) tell_(slot.who, share);
}

SendingShares::Slot* SendingShares::find(ClientId who) {
    if (who.slot >= slots_.size() || slots_[who.slot].who != who) return nullptr;
    return &slots_[who.slot];
}

}  // namespace confab::net
