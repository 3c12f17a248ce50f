#include "confab/core/rooms/posting_tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "confab/core/rooms/access.hpp"

namespace confab {

namespace {

const PostingToken* named(const Room& room, std::string_view key) {
    if (!room.rules) return nullptr;
    const auto found = std::find_if(room.rules->tokens.begin(), room.rules->tokens.end(),
                                    [key](const PostingToken& each) { return each.name.key == key; });
    return found == room.rules->tokens.end() ? nullptr : &*found;
}

}  // namespace

template <class F>
bool PostingTokens::any_room(const F& f) const {
    bool found = false;
    rooms_.for_each([&](Room& room) {
        if (!found && room.rules && !room.rules->tokens.empty()) found = f(room);
    });
    return found;
}

Refusal PostingTokens::can_add(const Actor& actor, const Room& room, const Name& name) const {
    if (Refusal why = Access::can_set_rules(actor, room, false)) return why;
    if (actor.user == nullptr || actor.user->account == nullptr) return {Code::login_missing};
    if (!room.owned() && !room.is_lobby()) return {Code::tokens_need_owner, room.name().text};
    if (room.rules && room.rules->tokens.size() >= RoomRules::max_tokens) {
        return {Code::tokens_full, room.name().text, RoomRules::max_tokens};
    }
    if (users_.holds(name.key) || accounts_.find_by_key(name.key) != nullptr || has_name(name.key)) {
        return {Code::name_taken, name.text};
    }
    return {};
}

Outcome PostingTokens::add(const Actor& actor, Room& room, Name name, std::string digest, Now now) {
    if (Refusal why = can_add(actor, room, name)) return refused(std::move(why));
    const std::string shown = name.text;
    room.rules_or_new().tokens.push_back(
        {std::move(name), std::move(digest), actor.user->account->id, now.wall});
    changes_.tell(actor, room, Code::room_token_added, now, shown);
    return changes_.made(actor, room, fmt::format("token {}", shown),
                         {Code::token_added, shown, room.name().text}, now);
}

Outcome PostingTokens::remove(const Actor& actor, Room& room, std::string_view key, Now now) {
    if (Refusal why = Access::can_set_rules(actor, room, false)) return refused(std::move(why));
    const PostingToken* found = named(room, key);
    if (found == nullptr) return refused({Code::token_unknown, room.name().text});
    const std::string shown = found->name.text;
    room.rules->tokens.erase(room.rules->tokens.begin() + (found - room.rules->tokens.data()));
    changes_.tell(actor, room, Code::room_token_removed, now, shown);
    return changes_.made(actor, room, fmt::format("token {} off", shown),
                         {Code::token_removed, shown, room.name().text}, now);
}

PostingTokens::Found PostingTokens::find(std::string_view digest, std::string_view room_base) const {
    Found found;
    any_room([&](Room& room) {
        if (!room_base.empty() && room.name().key.base() != room_base) return false;
        for (const PostingToken& each : room.rules->tokens) {
            if (each.digest == digest) found = {&room, &each};
        }
        return found.token != nullptr;
    });
    return found;
}

Refusal PostingTokens::can_post(const Room& room, const PostingToken& token, Now now) const {
    const Account* maker = accounts_.find(token.maker);
    if (maker == nullptr) return {Code::token_maker_gone, token.name.text};
    const Subject whom{.name_key = maker->name.key, .account = maker->id};
    for (const auto kind : {Sanction::Kind::ban, Sanction::Kind::mute}) {
        for (const RoomKey& where : {RoomKey::none(), room.name().key}) {
            if (sanctions_.against({.name_key = token.name.key}, kind, where, now) != nullptr) {
                return {Code::token_sanctioned, token.name.text};
            }
            if (sanctions_.against(whom, kind, where, now) != nullptr) {
                return {Code::token_maker_sanctioned, token.name.text, maker->name.text};
            }
        }
    }
    return {};
}

std::string PostingTokens::maker_of(const PostingToken& token) const {
    const Account* maker = accounts_.find(token.maker);
    return maker == nullptr ? std::string() : maker->name.text;
}

const PostingToken* PostingTokens::find_by_key(std::string_view key) const {
    const PostingToken* found = nullptr;
    any_room([&](const Room& room) { return (found = named(room, key)) != nullptr; });
    return found;
}

}  // namespace confab
