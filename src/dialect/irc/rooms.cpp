// Going into rooms and out of them, and what there is to see of them.
#include <algorithm>
#include <charconv>

#include "interpreter.hpp"

namespace confab::dialect::irc {

namespace {

// What a LIST asks for: names that fit a mask or do not, and numbers of members.
bool is_wanted(const Room& room, std::string_view wanted) {
    const std::size_t members = room.members().size();
    if (wanted.starts_with('>') || wanted.starts_with('<')) {
        std::size_t number = 0;
        std::from_chars(wanted.data() + 1, wanted.data() + wanted.size(), number);
        return wanted.front() == '>' ? members > number : members < number;
    }
    const bool is_not = wanted.starts_with('!');
    return matches(wanted.substr(is_not ? 1 : 0), fmt::format("#{}", room.name().text)) != is_not;
}

}  // namespace

void IrcInterpreter::join(Call& call) {
    const ClientId id = call.id();
    if (call.param(0) == "0") {
        std::vector<std::string> all;
        for (const Membership& each : call.user.rooms) all.push_back(each.room->name().text);
        for (const std::string& name : all) propose(call, operation::Leave{id, name});
        return;
    }
    std::string_view words = call.param(1);
    for_each_part(call.param(0), [&](std::string_view name) {
        const std::string_view word = words.substr(0, words.find(','));
        words.remove_prefix(std::min(word.size() + 1, words.size()));
        if (goes_on(call)) join_one(call, name, word);
    });
}

void IrcInterpreter::join_one(Call& call, std::string_view name, std::string_view word) {
    door_.set_subject(name);
    auto checked = hub().names().check_room(name);
    auto* wanted = std::get_if<RoomName>(&checked);
    if (!name.starts_with('#') || wanted == nullptr) {
        return door_.reply(call.session, name.starts_with('#') ? "479" : "403",
                           fmt::format("{} :No such channel", name));
    }
    Room* known = hub().access().resolve(call.user, *wanted, word);
    if (known != nullptr && call.user.membership(*known) != nullptr) return;
    // A word for a room that asks for none is no error here: clients remember keys for longer than rooms.
    const bool asks = known != nullptr && known->has_key();
    propose(call, operation::Join{call.id(), *wanted, std::string(asks ? word : "")});
    door_.show_unshown(call.session);
}

void IrcInterpreter::part(Call& call) {
    const ClientId id = call.id();
    for_each_part(call.param(0), [&](std::string_view name) {
        if (!goes_on(call)) return;
        door_.set_subject(name);
        const Room* left = own_room(call, name);
        if (left == nullptr) return;
        const bool may_talk = !hub().access().can_speak(call.user, *left, call.now);
        door_.set_extra(may_talk ? std::string(call.param(1)) : "");
        propose(call, operation::Leave{id, std::string(name)});
        door_.set_extra({});
    });
}

void IrcInterpreter::topic(Call& call) {
    door_.set_subject(call.param(0));
    const bool asks = call.params() < 2;
    Room* found = asks ? room(call, call.param(0)) : own_room(call, call.param(0));
    if (found == nullptr) return;
    if (!asks) {
        if (call.param(1).empty() && found->topic.empty()) return;
        propose(call, operation::SetTopic{call.id(), std::string(call.param(1)), found->id()});
        return;
    }
    if (!hub().access().can_read(call.user, *found, call.now)) {
        return door_.reply(call.session, "442",
                           fmt::format("{} :You are not on that channel", call.param(0)));
    }
    door_.show_topic(call.session, *found);
}

void IrcInterpreter::names(Call& call) {
    if (call.param(0).empty()) return door_.end_names(call.session, "*");
    std::size_t count = 0;
    for_each_part(call.param(0), [&](std::string_view name) {
        if (!is_one_of_few(call, ++count, name)) return;
        Room* found = name.starts_with('#') ? hub().access().find(call.user, name) : nullptr;
        if (found != nullptr && !found->members().empty()) door_.show_names(call.session, call.user, *found);
    });
    door_.end_names(call.session, call.param(0));
}

void IrcInterpreter::list(Call& call) {
    door_.reply(call.session, "321", "Channel :Users  Name");
    hub().rooms().for_each([&](Room& each) {
        if (each.members().empty() || !hub().access().sees(call.user, each)) return;
        bool wanted = true;
        for_each_part(call.param(0),
                      [&](std::string_view part) { wanted = wanted && is_wanted(each, part); });
        if (call.param(0).find(',') != std::string_view::npos && call.param(0).starts_with('#')) {
            wanted = false;
            for_each_part(call.param(0),
                          [&](std::string_view part) { wanted = wanted || is_wanted(each, part); });
        }
        if (wanted)
            door_.reply(call.session, "322",
                        fmt::format("#{} {} :{}", each.name().text, each.members().size(), each.topic));
    });
    door_.reply(call.session, "323", ":End of LIST");
}

// One room and several people, or as many rooms as people.
void IrcInterpreter::kick(Call& call) {
    const std::string_view rooms = call.param(0);
    const bool several = rooms.find(',') != std::string_view::npos;
    std::string_view rest = rooms;
    for_each_part(call.param(1), [&](std::string_view name) {
        const std::string_view from = several ? rest.substr(0, rest.find(',')) : rooms;
        rest.remove_prefix(std::min(from.size() + 1, rest.size()));
        if (goes_on(call)) kick_one(call, from, name);
    });
}

void IrcInterpreter::kick_one(Call& call, std::string_view from, std::string_view name) {
    const Room* where = own_room(call, from);
    if (where == nullptr) return;
    const std::string reason(call.param(2).empty() ? call.user.name.text : call.param(2));
    door_.set_subject(from);
    propose(call, operation::Kick{
                      {call.id()}, {operation::Scope::Kind::room, where->id()}, std::string(name), reason});
}

void IrcInterpreter::invite(Call& call) {
    if (call.params() == 0) return door_.reply(call.session, "337", ":End of INVITE list");
    if (call.params() < 2) return door_.reply(call.session, "461", "INVITE :Not enough parameters");
    const User* target = person(call, call.param(0));
    if (target == nullptr) return;
    Room* into = own_room(call, call.param(1));
    if (into == nullptr) return;
    const std::string line = fmt::format("{} #{}", target->name.text, into->name().text);
    if (target->membership(*into) != nullptr) {
        return door_.reply(call.session, "443", fmt::format("{} :is already on channel", line));
    }
    door_.set_subject(call.param(1));
    propose(call, operation::Grant{call.id(), GrantKind::invited, true, target->name.text, into->id()});
    if (!refused_) door_.reply(call.session, "341", line);
}

}  // namespace confab::dialect::irc
