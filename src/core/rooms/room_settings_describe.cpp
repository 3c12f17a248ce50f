// What people are told of a room's rules and of those who set them.
#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "confab/core/rooms/room_settings.hpp"

namespace confab {

namespace {

// Lists are cut there: as much as anyone reads of one.
constexpr std::size_t max_shown = 50;

template <class List, class NameOf>
std::string names_of(const List& list, const NameOf& name_of) {
    std::string names;
    std::size_t shown = 0;
    for (const auto& each : list) {
        const std::string name = name_of(each);
        if (name.empty()) continue;
        if (++shown <= max_shown) names += sentence(names.empty() ? "" : ", ", name);
    }
    if (shown > max_shown) names += sentence(" and ", shown - max_shown, " more");
    return names;
}

}  // namespace

std::vector<std::string> RoomSettings::describe(const Room& room, Role role) {
    const RoomRules usual;
    const RoomRules& rules = room.rules ? *room.rules : usual;
    const RoomGuests none;
    const RoomGuests& guests = room.guests ? *room.guests : none;
    const bool all = role >= Role::room_operator;
    std::vector<std::string> lines;
    lines.push_back(sentence("#", room.name().text, " is ", ownership_.owner_text(rules), ", ",
                             rules.unlisted ? "private" : "public", ", key ",
                             rules.key.empty() ? "off"
                             : all             ? std::string_view(rules.key)
                                               : "on",
                             ", history ", rules.keeps_history ? "on" : "off", ", slow ",
                             rules.slow == 0 ? "off" : duration_text(std::chrono::seconds(rules.slow)),
                             ", moderated ", rules.moderated ? "on" : "off"));
    const auto list = [&](std::string_view title, const auto& accounts, const auto& clients) {
        std::string names = names_of(accounts, [this](AccountId id) {
            const Account* account = accounts_.find(id);
            return account == nullptr ? std::string() : account->name.text;
        });
        const std::string others = names_of(clients, [this](ClientId id) {
            const Client* client = users_.find(id);
            return client == nullptr ? std::string() : client->name.text;
        });
        if (!names.empty() && !others.empty()) names += ", ";
        names += others;
        if (!names.empty()) lines.push_back(sentence(title, ": ", names));
    };
    list("operators", rules.operators, guests.operators);
    list("voices", rules.voices, guests.voices);
    if (all) list("invited", rules.invited, guests.invited);
    return lines;
}

}  // namespace confab
