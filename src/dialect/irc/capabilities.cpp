#include "capabilities.hpp"

#include <array>

namespace confab::dialect::irc {

namespace {

struct Offer {
    std::string_view name;
    std::string_view value;
};

// In the order of Cap.
constexpr std::array<Offer, static_cast<std::size_t>(Cap::last_)> offers{{
    {"server-time", ""},
    {"message-tags", ""},
    {"account-tag", ""},
    {"extended-join", ""},
    {"draft/multiline", "max-bytes=4096,max-lines=32"},
    {"account-notify", ""},
    {"away-notify", ""},
    {"batch", ""},
    {"cap-notify", ""},
    {"chghost", ""},
    {"echo-message", ""},
    {"invite-notify", ""},
    {"labeled-response", ""},
    {"multi-prefix", ""},
    {"sasl", "PLAIN,EXTERNAL"},
    {"setname", ""},
    {"standard-replies", ""},
    {"userhost-in-names", ""},
    {"no-implicit-names", ""},
    {"draft/pre-away", ""},
    {"extended-monitor", ""},
    {"draft/chathistory", ""},
    {"draft/read-marker", ""},
    {"draft/account-registration", ""},
}};

}  // namespace

Caps Caps::of(std::uint32_t bits) {
    Caps caps;
    caps.bits_ = bits;
    return caps;
}

Cap find_cap(std::string_view name) {
    for (std::size_t i = 0; i < offers.size(); ++i) {
        if (offers[i].name == name) return static_cast<Cap>(i);
    }
    return Cap::last_;
}

std::string_view name_of(Cap cap) { return offers[static_cast<std::size_t>(cap)].name; }

std::string offered_caps(bool values) {
    std::string list;
    for (const Offer& each : offers) {
        if (!list.empty()) list.push_back(' ');
        list.append(each.name);
        if (values && !each.value.empty()) list.append("=").append(each.value);
    }
    return list;
}

}  // namespace confab::dialect::irc
