#include "confab/core/rooms/role_grants.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "confab/base/contains.hpp"

namespace confab {

namespace {

using Kind = RoleGrants::Kind;

// One code a kind, in the order of Kind.
struct Codes {
    Code on;           // has it from now on
    Code off;          // has it no longer
    Code on_already;   // nothing changes
    Code off_already;  // nothing changes
};

constexpr std::array codes{
    Codes{Code::operator_made, Code::operator_unmade, Code::operator_already, Code::operator_not},
    Codes{Code::voice_given, Code::voice_taken, Code::voice_already, Code::voice_not},
    Codes{Code::invited, Code::uninvited, Code::invited_already, Code::invited_not},
};

const Codes& codes_of(Kind kind) { return codes[static_cast<std::size_t>(kind)]; }

std::string_view action(Kind kind, bool on) {
    switch (kind) {
        case Kind::operators: return on ? "room op" : "room deop";
        case Kind::voices: return on ? "voice" : "devoice";
        case Kind::invited: return on ? "invite" : "uninvite";
    }
    return {};
}

std::vector<AccountId>& accounts_with(RoomRules& rules, Kind kind) {
    return kind == Kind::operators ? rules.operators : kind == Kind::voices ? rules.voices : rules.invited;
}

std::vector<UserId>& guests_with(RoomGuests& guests, Kind kind) {
    return kind == Kind::operators ? guests.operators : kind == Kind::voices ? guests.voices : guests.invited;
}

enum class Change { done, none, full };

template <class T>
Change put(std::vector<T>& list, const T& value, bool on, std::size_t most) {
    if (!on) return std::erase(list, value) == 0 ? Change::none : Change::done;
    if (contains(list, value)) return Change::none;
    if (list.size() >= most) return Change::full;
    list.push_back(value);
    return Change::done;
}

// As an account or as a guest, whatever for.
bool is_named(const Room& room, const Account* account, const User* user) {
    if (account != nullptr) {
        if (Roles::marked(*account, room) != Role::none) return true;
        if (room.rules && contains(room.rules->invited, account->id)) return true;
    }
    if (user == nullptr) return false;
    return Roles::marked(user->id, room) != Role::none ||
           (room.guests && contains(room.guests->invited, user->id));
}

}  // namespace

Outcome RoleGrants::set(const Actor& actor, Room& room, Kind kind, bool on, std::string_view whom, Now now) {
    User* user = users_.find_by_key(names_.key_of(whom));
    if (Refusal why = can_set(actor, room, kind, on, user)) return refused(std::move(why));
    Account* account = user != nullptr ? user->account : accounts_.find_by_key(names_.key_of(whom));
    if (user == nullptr && account == nullptr) {
        return refused({Code::name_unknown, whom});
    }
    const Target target{.account = account,
                        .user = user,
                        .name = account != nullptr ? &account->name : &user->name,
                        .here = user != nullptr && user->membership(room) != nullptr,
                        .lasting = room.owned() || room.is_lobby() || room.hidden()};
    if (Refusal why = can_have(actor, room, kind, on, target)) return refused(std::move(why));
    return change(actor, room, kind, on, target, now);
}

// Operators may, and everybody may give up what they have themselves.
Refusal RoleGrants::can_set(const Actor& actor, const Room& room, Kind kind, bool on,
                            const User* target) const {
    const bool own = target != nullptr && target == actor.user;
    if (actor.role >= Role::room_operator || (own && !on)) return {};
    const std::string& place = room.name().text;
    if (!room.is_lobby() && (room.owned() || kind != Kind::invited)) {
        return {Code::room_operator_needed, place};
    }
    if (kind != Kind::invited) return {Code::lobby_has_no_operators, place};
    return {on ? Code::room_open_to_all : Code::room_invites_nobody, place};
}

Refusal RoleGrants::can_have(const Actor& actor, const Room& room, Kind kind, bool on,
                             const Target& target) const {
    const std::string& name = target.name->text;
    const std::string& place = room.name().text;
    const Account* account = target.account;
    if (room.rules && account != nullptr && room.rules->owner == account->id) {
        return {Code::owner_needs_no_role, name, place};
    }
    if (kind == Kind::invited && on && target.here) return {Code::member_already, name, place};
    if (kind != Kind::invited && on && !target.here && (account == nullptr || !target.lasting)) {
        return {account == nullptr ? Code::guest_must_be_there : Code::person_must_be_there, name, place};
    }
    const bool own = target.user != nullptr && target.user == actor.user;
    if (on || kind != Kind::operators || own) return {};
    const Role other = target.user != nullptr ? roles_.of(*target.user, room) : roles_.of(*account, room);
    if (other < actor.role) return {};
    return {Code::target_is_equal, name, place};
}

Outcome RoleGrants::change(const Actor& actor, Room& room, Kind kind, bool on, const Target& target,
                           Now now) {
    User* user = target.user;
    Account* account = target.lasting ? target.account : nullptr;
    if (account != nullptr) room.rules_or_new();
    auto& guests = guests_with(room.guests_or_new(), kind);
    if (guests.size() >= RoomGuests::max_named) {
        std::erase_if(guests, [this](UserId id) { return users_.find(id) == nullptr; });
    }
    const bool named_already = is_named(room, account, user);
    Change change = Change::none;
    if (account != nullptr) {
        change = put(accounts_with(*room.rules, kind), account->id, on, RoomRules::max_named);
    }
    // Somebody may have logged in since they got it as a guest.
    if (user != nullptr && (account == nullptr || !on)) {
        const Change other = put(guests, user->id, on, RoomGuests::max_named);
        if (change == Change::none) change = other;
    }
    const std::string& name = target.name->text;
    const std::string& place = room.name().text;
    if (change == Change::none) {
        return refused({on ? codes_of(kind).on_already : codes_of(kind).off_already, name, place});
    }
    if (change == Change::full) return refused({Code::too_many_have_it, RoomRules::max_named});
    if (on && !target.here && !named_already) invitations_.sent(room, account, user, actor);
    if (!on && kind == Kind::invited) {
        Invitations::ended(room, account, user == nullptr ? UserId() : user->id);
    }
    if (account != nullptr) records_.save(room);
    audit_.add(actor, action(kind, on), name, room.name().text, "", now);
    if (user != nullptr && user != actor.user) tell_target(*user, actor, room, kind, on, now);
    if (kind == Kind::invited && !on && target.here) return {true, {Code::uninvited_member, name, place}};
    return {true, {on ? codes_of(kind).on : codes_of(kind).off, name, place}};
}

void RoleGrants::tell_target(User& user, const Actor& actor, const Room& room, Kind kind, bool on, Now now) {
    if (actor.user != nullptr && ignores_.ignores(user, actor.user->name.key)) return;
    const std::string& place = room.name().text;
    if (kind == Kind::invited) {
        if (!on) return;
        const Code code = room.hidden() ? Code::you_are_invited_privately : Code::you_are_invited;
        return replies_.tell(user, {code, actor.name, place, access_.full_name(room)}, now);
    }
    const bool operators = kind == Kind::operators;
    const Code code = on ? (operators ? Code::you_are_operator : Code::you_have_voice)
                         : (operators ? Code::you_are_no_operator : Code::you_have_no_voice);
    replies_.tell(user, {code, place, actor.name}, now);
}

void RoleGrants::forget(Room& room, const Account* account, UserId user) {
    if (room.guests) {
        for (auto* list : {&room.guests->operators, &room.guests->voices, &room.guests->invited}) {
            std::erase(*list, user);
        }
    }
    Invitations::ended(room, account, user);
    if (account == nullptr || !room.rules) return;
    RoomRules& rules = *room.rules;
    std::size_t forgotten = 0;
    for (auto* list : {&rules.operators, &rules.voices, &rules.invited}) {
        forgotten += std::erase(*list, account->id);
    }
    if (forgotten != 0) records_.save(room);
}

}  // namespace confab
