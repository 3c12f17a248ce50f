// What people are told of a room's rules and of those who set them.
#include "confab/core/rooms/room_settings.hpp"

namespace confab {

namespace {

// Lists are cut there: as much as anyone reads of one.
constexpr std::size_t max_shown = 50;

Argument or_nothing(std::uint32_t seconds) {
    if (seconds == 0) return {};
    return Milliseconds(std::chrono::seconds(seconds));
}

}  // namespace

std::vector<Reply> RoomSettings::describe(const Room& room, Role role) {
    const RoomRules usual;
    const RoomRules& rules = room.rules ? *room.rules : usual;
    const RoomGuests none;
    const RoomGuests& guests = room.guests ? *room.guests : none;
    const bool all = role >= Role::room_operator;
    std::vector<Reply> rows{describe(room, rules, all)};
    const auto list = [&](Code code, const auto& accounts, const auto& visitors) {
        NameList names = names_of(accounts, visitors);
        const std::size_t more = names.size() - std::min(names.size(), max_shown);
        names.resize(names.size() - more);
        if (!names.empty()) {
            rows.emplace_back(code, room.name().text, names, more == 0 ? Argument() : argument(more));
        }
    };
    list(Code::room_operators, rules.operators, guests.operators);
    list(Code::room_voices, rules.voices, guests.voices);
    if (all) list(Code::room_invited, rules.invited, guests.invited);
    return rows;
}

// `all`: with the key itself.
Reply RoomSettings::describe(const Room& room, const RoomRules& rules, bool all) const {
    const bool shows_key = all && !rules.key.empty();
    Reply row(shows_key ? Code::room_rules_and_key : Code::room_rules, room.name().text,
              ownership_.owner_name(rules), rules.unlisted, rules.keeps_history, or_nothing(rules.slow),
              rules.moderated);
    row.arguments.push_back(shows_key ? argument(rules.key) : argument(!rules.key.empty()));
    return row;
}

// Those whose account, or whose connection, is still there.
NameList RoomSettings::names_of(const std::vector<AccountId>& accounts,
                                const std::vector<UserId>& guests) const {
    NameList names;
    for (const AccountId id : accounts) {
        if (const Account* account = accounts_.find(id)) names.push_back(account->name.text);
    }
    for (const UserId id : guests) {
        if (const User* user = users_.find(id)) names.push_back(user->name.text);
    }
    return names;
}

}  // namespace confab
