// What a client and this server have agreed on by CAP.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace confab::dialect::irc {

enum class Cap : std::uint8_t {
    server_time,
    message_tags,
    account_tag,
    extended_join,
    multiline,
    account_notify,
    away_notify,
    batch,
    cap_notify,
    chghost,
    echo_message,
    invite_notify,
    labeled_response,
    multi_prefix,
    sasl,
    setname,
    standard_replies,
    userhost_in_names,
    no_implicit_names,
    pre_away,
    extended_monitor,
    chathistory,
    read_marker,
    account_registration,
    last_,
};

class Caps {
  public:
    bool has(Cap cap) const { return (bits_ & bit(cap)) != 0; }
    void set(Cap cap, bool on) { bits_ = on ? bits_ | bit(cap) : bits_ & ~bit(cap); }
    std::uint32_t bits() const { return bits_; }
    static Caps of(std::uint32_t bits);
    // The part that decides how what is told to a room is encoded: see View::flavour.
    std::uint8_t flavour() const { return static_cast<std::uint8_t>(bits_ & 0x1fU); }
    static Caps of_flavour(std::uint8_t flavour) { return of(flavour); }

  private:
    static constexpr std::uint32_t bit(Cap cap) { return std::uint32_t{1} << static_cast<unsigned>(cap); }
    std::uint32_t bits_ = 0;
};

// last_ if there is none of that name.
Cap find_cap(std::string_view name);
std::string_view name_of(Cap cap);
// For CAP LS; `values`: with what each is worth.
std::string offered_caps(bool values);

}  // namespace confab::dialect::irc
