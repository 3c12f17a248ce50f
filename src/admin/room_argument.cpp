// How operators name rooms. "dev" is the one that everybody sees; "dev@ann" is the private one that ann owns,
// or "dev@17", by the number of her account: no name has a '@' in it, and none begins with a digit.
#include <fmt/format.h>

#include <algorithm>

#include "command.hpp"
#include "confab/base/number.hpp"

namespace confab::admin {

namespace {

constexpr std::size_t max_named = 5;  // of those that could be meant

std::string with_owner(std::string_view name, std::string_view owner) {
    return fmt::format("#{}@{}", name, owner);
}

struct TypedRoom {
    std::string text;  // as typed, without '#'
    std::string base;  // the key of the part before the '@'
    bool private_one = false;
    std::optional<AccountId> owner;  // of a private one; none: nobody is called that

    RoomKey key() const {
        return private_one ? RoomKey::of_private(owner.value_or(0), base) : RoomKey::of_public(base);
    }
};

TypedRoom parse(const Call& call, std::string_view argument) {
    TypedRoom name;
    name.text = text(call, argument);
    if (name.text.starts_with('#')) name.text.erase(0, 1);
    const std::size_t mark = name.text.find('@');
    name.base = call.hub.names().key_of(name.text.substr(0, mark));
    if (mark == std::string::npos) return name;
    name.private_one = true;
    const std::string whose = name.text.substr(mark + 1);
    if (const auto number = parse_number<AccountId>(whose)) {
        name.owner = number;
    } else if (const Account* account = call.hub.accounts().find_by_key(call.hub.names().key_of(whose))) {
        name.owner = account->id;
    }
    return name;
}

// A room that was private may be everybody's by now, and still have that owner.
Room* find(const Call& call, const TypedRoom& name) {
    if (name.private_one && !name.owner) return nullptr;
    if (Room* room = call.hub.rooms().find_by_key(name.key())) return room;
    if (!name.private_one) return nullptr;
    Room* room = call.hub.rooms().find_by_key(RoomKey::of_public(name.base));
    return room != nullptr && room->rules && room->rules->owner == name.owner ? room : nullptr;
}

// The private ones that could be meant by a name without an owner; empty if there are none.
std::string namesakes(const Call& call, const TypedRoom& name) {
    std::vector<std::string> others;
    if (name.private_one) return {};
    call.hub.rooms().for_each_hidden(
        name.base, [&](const Room& room) { others.push_back(shown(call.hub, room).substr(1)); });
    std::sort(others.begin(), others.end());
    const std::size_t more = others.size() - std::min(others.size(), max_named);
    others.resize(others.size() - more);
    return fmt::format("{}{}", fmt::join(others, ", "), more > 0 ? ", ..." : "");
}

void refuse(const Call& call, const TypedRoom& name) {
    const std::string others = namesakes(call, name);
    call.reply->refuse(
        others.empty()
            ? fmt::format("there is no room #{}, confabctl rooms lists them", name.text)
            : fmt::format("there is no room #{} that everybody sees, but private: {}", name.text, others));
}

}  // namespace

std::string shown(Hub& hub, const Room& room) {
    if (!room.hidden()) return fmt::format("#{}", room.name().text);
    const Account* owner = hub.accounts().find(room.rules->owner);
    if (owner != nullptr) return with_owner(room.name().text, owner->name.text);
    return shown_key(room.name().key);
}

std::string shown_key(const RoomKey& key) {
    if (!key.is_private()) return fmt::format("#{}", key.base());
    return with_owner(key.base(), std::to_string(key.owner()));
}

Room* room(const Call& call, std::string_view argument) {
    const TypedRoom name = parse(call, argument);
    Room* found = find(call, name);
    if (found == nullptr) refuse(call, name);
    return found;
}

std::optional<RoomKey> kept_room(const Call& call, std::string_view argument) {
    const TypedRoom name = parse(call, argument);
    if (const Room* found = find(call, name)) return found->name().key;
    const bool said_whose = !name.private_one || name.owner;
    if (said_whose && !name.key().empty() && namesakes(call, name).empty()) return name.key();
    refuse(call, name);
    return std::nullopt;
}

}  // namespace confab::admin
