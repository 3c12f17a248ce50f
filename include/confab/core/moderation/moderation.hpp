// What moderators do: /kick, /ban, /mute and what lifts them, server operators, the lockdown. What a room's
// owner sets is in rooms/room_settings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "confab/base/clock_watch.hpp"
#include "confab/base/time.hpp"
#include "confab/core/moderation/expulsion.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/rooms/guest_seats.hpp"
#include "confab/core/rooms/memberships.hpp"
#include "confab/core/rooms/role_grants.hpp"
#include "confab/core/sanctions/audit.hpp"
#include "confab/core/sanctions/sanction_check.hpp"
#include "confab/core/sanctions/sanction_followers.hpp"
#include "confab/core/sanctions/sanction_register.hpp"
#include "confab/core/users/user_clock.hpp"

namespace confab {

// What is asked of impose().
struct Order {
    Sanction::Kind kind = Sanction::Kind::ban;
    Room* room = nullptr;                // null: in the whole server
    std::string_view target{};           // a name, an address or a network
    std::optional<Milliseconds> time{};  // nothing: for ever
    std::string_view reason{};
};

class Moderation {
  public:
    static constexpr std::size_t max_reason = 200;  // bytes; a longer one is refused

    // All of them outlive it.
    Moderation(EventSink& events, const ChatSettings& settings, const NameRules& names, UserDirectory& users,
               AccountDirectory& accounts, StateStore& state, ServerRoles& server_roles, Audit& audit,
               SanctionRegister& sanctions, const SanctionCheck& check, SanctionFollowers& followers,
               ClockWatch& clock, RoomDirectory& rooms, const Roles& roles, RoleGrants& grants,
               GuestSeats& guest_seats, Memberships& memberships, Expulsion& expulsion, Replies& replies)
        : events_(events),
          settings_(settings),
          names_(names),
          users_(users),
          accounts_(accounts),
          state_(state),
          server_roles_(server_roles),
          audit_(audit),
          sanctions_(sanctions),
          check_(check),
          followers_(followers),
          clock_(clock),
          rooms_(rooms),
          roles_(roles),
          grants_(grants),
          guest_seats_(guest_seats),
          memberships_(memberships),
          expulsion_(expulsion),
          replies_(replies) {}

    // Why nobody may connect from there: what the user is told, and the reason for the log. Both are empty
    // if nothing is against it.
    struct Closed {
        Refusal told{};
        std::string_view logged{};
    };
    Closed can_connect(const Address& address, Now now);

    // The actor is told the outcome; it is audited. `room`: the room it is about; null is the whole server.

    // Out of the room, or off the server.
    Outcome kick(const Actor& actor, Room* room, std::string_view whom, std::string_view reason, Now now);
    Outcome impose(const Actor& actor, const Order& order, Now now);
    // `target`: what it was imposed on, or its number. A number may be of another
    // room if the actor may act there.
    Outcome lift(const Actor& actor, Sanction::Kind kind, const Room* room, std::string_view target, Now now);
    Outcome set_operator(const Actor& actor, std::string_view account, bool on, Now now);
    Outcome set_lockdown(const Actor& actor, bool on, Now now);

    // A row of a list. Addresses are for server operators.
    Reply describe(const Sanction& sanction, const User& reader, bool addresses) const;

  private:
    struct Target;

    std::variant<Target, Refusal> find_target(const Actor& actor, std::string_view text) const;
    Refusal not_allowed(const Actor& actor, const Room* room) const;
    Refusal out_of_reach(const Actor& actor, const Room* room, const Target& target) const;
    Refusal no_place(const Order& order) const;
    struct Shares {
        std::size_t rooms;   // of all rooms together
        std::size_t person;  // of those of one person
    };
    Shares shares() const;
    std::size_t of_the_same_person(const Room& room) const;
    Refusal too_many(const Actor& actor, const Room* room, std::size_t more) const;
    Refusal too_many_there(const Actor& actor, const Room& room, std::size_t more) const;
    Refusal make_room(const Actor& actor, const Room* room, std::size_t more, Now now);
    void tell_owner_full(const Actor& actor, const Room& room, const Refusal& full, Now now);
    Reply told_of(const Actor& actor, const Order& order, const Target& target,
                  const Sanction& sanction) const;
    void put_out(User& user, Room* room, const Actor& actor, std::string_view reason, Now now);
    void audit(const Actor& actor, const Order& order, const Target& target, const Sanction& last, Now now);
    bool is_hit(const User& user, const Actor& actor, const Order& order, const Target& target,
                const Sanction& sanction) const;
    std::vector<Sanction> meant_by(const Actor& actor, Sanction::Kind kind, const Room* room,
                                   std::string_view target) const;
    void tell_freed(const Actor& actor, const std::vector<User*>& freed, const Sanction& lifted, Now now);
    std::vector<Sanction> drafts(const Actor& actor, const Order& order, const Target& target, Now now) const;
    std::vector<Sanction> same_as(const std::vector<Sanction>& drafts) const;
    std::vector<User*> muted_by(const std::vector<Sanction>& those, Now now);
    void tell_room(const Actor& actor, const Order& order, const Target& target, Now now);
    void tell_room(const Actor& actor, const User* target, const Room& room, const Reply& what, Now now);
    void tell_new_role(const Actor& actor, const Account& account, bool on, Now now);
    bool enforce(const Actor& actor, const Order& order, const Target& target, const Sanction& sanction,
                 Now now);
    void put_off(User& user, const Network& from, const Refusal& told, std::string_view seen, Now now);
    std::string_view name_of_room(const Sanction& sanction) const;
    Refusal held_by(const Sanction& sanction, const ZoneClock& clock) const;
    bool sweep(Now now) { return clock_.settled(now) && sanctions_.sweep(now); }

    EventSink& events_;
    const ChatSettings& settings_;
    const NameRules& names_;
    UserDirectory& users_;
    AccountDirectory& accounts_;
    StateStore& state_;
    ServerRoles& server_roles_;
    Audit& audit_;
    SanctionRegister& sanctions_;
    const SanctionCheck& check_;
    SanctionFollowers& followers_;
    ClockWatch& clock_;
    RoomDirectory& rooms_;
    const Roles& roles_;
    RoleGrants& grants_;
    GuestSeats& guest_seats_;
    Memberships& memberships_;
    Expulsion& expulsion_;
    Replies& replies_;
};

}  // namespace confab
