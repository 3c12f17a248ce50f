// Who may not come in or speak, and who may decide that. What a room's owner sets is Doors' matter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <variant>
#include <vector>

#include "confab/base/time.hpp"
#include "confab/core/rooms/rank.hpp"
#include "confab/core/sanctions/sanction.hpp"
#include "confab/core/sanctions/sanction_register.hpp"

namespace confab {

class Hub;
class Room;
class ZoneClock;
struct Account;
struct Client;
struct Name;

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

    // `hub` outlives it.
    explicit Moderation(Hub& hub) : hub_(hub) {}

    // At the start.
    void load(std::vector<Sanction> sanctions, std::uint64_t last, bool lockdown);
    // The settings are others now.
    void configure();

    // Who may not connect from where they are: what they are told, and the reason for the log. Both are
    // empty if nothing is against it.
    struct Refusal {
        std::string told{};
        std::string_view logged{};
    };
    Refusal refuses(const Address& address, Now now);

    // The others say why not, without the "! "; empty if nothing is against it.

    // A name to take, or to log in to.
    std::string refuses_name(const Client& client, const Name& name, Now now) const;
    // Of a guest while there is a lockdown.
    std::string refuses_guest(const Client& client) const;
    std::string refuses_entry(const Client& client, const Name& room, Now now) const;
    std::string refuses_speech(const Client& client, const Room& room, Now now) const;
    // There or in the whole server.
    bool is_muted(const Client& client, const Room& room, Now now) const;
    // Whatever else others get to see of somebody: private messages, away texts, last words, new rooms.
    std::string refuses_private(const Client& client, Now now) const;
    // A name that is banned or muted goes to nobody else meanwhile.
    bool bars_name(std::string_view key, Now now) const;

    // By the configuration or by an account's own mark.
    bool is_operator(const Client& client) const;
    bool is_operator(const Account& account) const;

    // Names of the configuration that nobody has registered yet: whoever does is an operator.
    std::vector<std::string> operators_without_account() const;

    // --- What moderators do. They are told the outcome; it is audited.

    // `room`: what it is about; null is the whole server.
    Actor actor(const Client& client, const Room* room) const;
    // Out of the room, or off the server.
    Outcome kick(const Actor& actor, Room* room, std::string_view whom, std::string_view reason, Now now);
    Outcome impose(const Actor& actor, const Order& order, Now now);
    // `target`: what it was imposed on, or its number. A number may be of another room for who may that.
    Outcome lift(const Actor& actor, Sanction::Kind kind, const Room* room, std::string_view target, Now now);
    Outcome set_operator(const Actor& actor, std::string_view account, bool on, Now now);
    Outcome set_lockdown(const Actor& actor, bool on, Now now);

    bool locked_down() const { return lockdown_; }
    // Some may be over already: those with `until` not after now.
    const SanctionRegister& sanctions() const { return sanctions_; }
    // "3: bob is banned until 2026-11-22 14:00 CET, by ann: spamming". Addresses are for server operators.
    std::string describe(const Sanction& sanction, const Client& reader, bool addresses) const;

    void audit(const Actor& actor, std::string_view action, std::string_view target, const Room* room,
               std::string detail, Now now);
    // --- Whom sanctions follow.

    // The account was registered just now: what holds the client by name or address holds it too.
    void registered(Client& client, const Account& account, Now now);
    // From now on an address is counted for it up to the last sanction there is.
    void logged_in(Client& client) const;
    // Who was `before` is `after` now.
    void came_back(ClientId before, ClientId after);
    // Why who was `before` may not come back, without the "! "; empty if nothing is against it.
    std::string refuses_return(const Client& client, ClientId before, Now now) const;

    // The account is no more; its bans are the name's from then on.
    void account_gone(const Account& account);
    void room_renamed(std::string_view before, std::string_view after);  // keys
    void room_gone(std::string_view key);

  private:
    struct Target;

    std::variant<Target, std::string> find_target(const Actor& actor, std::string_view text) const;
    std::string not_allowed(const Actor& actor, const Room* room) const;
    std::string out_of_reach(const Actor& actor, const Room* room, const Target& target) const;
    std::string no_place(const Order& order) const;
    struct Shares {
        std::size_t rooms;   // of all rooms together
        std::size_t person;  // of those of one person
    };
    Shares shares() const;
    std::size_t of_the_same_person(const Room& room) const;
    std::string too_many(const Actor& actor, const Room* room, std::size_t more) const;
    std::string too_many_there(const Actor& actor, const Room& room, std::size_t more) const;
    std::string make_room(const Actor& actor, const Room* room, std::size_t more, Now now);
    void tell_owner_full(const Actor& actor, const Room& room, std::string_view full, Now now);
    std::string told_of(const Actor& actor, const Order& order, const Target& target,
                        const Sanction& sanction) const;
    std::vector<Sanction> drafts(const Actor& actor, const Order& order, const Target& target, Now now) const;
    std::vector<Sanction> same_as(const std::vector<Sanction>& drafts) const;
    std::vector<Sanction> followers_of(const std::vector<Sanction>& originals) const;
    void follow_again(const std::vector<Sanction>& followers, const std::vector<Sanction>& before,
                      const std::vector<Sanction>& imposed);
    bool holds_whoever_registers(const Sanction& sanction, const Client& client, Now now) const;
    std::vector<Client*> muted_by(const std::vector<Sanction>& those, Now now);
    void tell_room(const Actor& actor, const Order& order, const Target& target, Now now);
    void tell_room(const Actor& actor, const Client* target, const Room& room, std::string_view text,
                   Now now);
    void tell_new_rank(const Actor& actor, const Account& account, bool on, Now now);
    Sanction add(Sanction sanction, ClientId client);
    bool enforce(const Actor& actor, const Order& order, const Target& target, const Sanction& sanction,
                 Now now);
    std::string why(const Sanction& sanction, const ZoneClock& clock) const;
    const Sanction* against(const Client& client, Sanction::Kind kind, std::string_view room_key,
                            Now now) const;
    void remove(std::uint64_t id);
    bool sweep(Now now);  // true if some were over

    Hub& hub_;
    SanctionRegister sanctions_;
    std::unordered_set<std::string> operator_keys_;
    std::unordered_set<std::string> told_full_;  // rooms whose owners know that they are
    bool lockdown_ = false;
};

}  // namespace confab
