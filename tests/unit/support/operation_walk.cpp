#include "operation_walk.hpp"

#include <utility>
#include <variant>

#include "confab/core/rooms/seats.hpp"
#include "confab/core/users/resume_code.hpp"

namespace confab::unit {

namespace {

constexpr std::size_t most_connections = 40;

Address address_of(std::size_t number) { return parse_network("192.0.2." + std::to_string(number))->address; }

}  // namespace

Step OperationWalk::next(World& world) {
    if (pick(8) == 0) {
        const Milliseconds time{pick(20) == 0 ? pick(90'000) : pick(900)};
        return {"time", [time](World& each) { each.pass(time); }};
    }
    if (world.outside.connected.size() < most_connections && pick(8) == 0) {
        const std::size_t from = pick(6);
        const std::string certificate = pick(4) == 0 ? "print" + std::to_string(pick(4)) : "";
        return {"arrive", [from, certificate](World& each) { each.connect(address_of(from), certificate); }};
    }
    if (pick(100) == 0) return configure(world);
    operation::Any what = any(world);
    const std::string kind = "operation " + std::to_string(what.index());
    return {kind, [what = std::move(what)](World& each) { each.hub.propose({each.now(), what}); }};
}

Step OperationWalk::configure(const World& world) {
    ChatSettings changed = world.settings;
    changed.guests = static_cast<Guests>(pick(4) % 3);
    changed.registration = static_cast<Registration>(pick(4) % 3);
    return {"configure", [changed](World& each) { each.configure(changed); }};
}

operation::Any OperationWalk::any(World& world) {
    switch (pick(10)) {
        case 0: return moderation(world);
        case 1:
        case 2: return about_accounts(world);
        case 3:
        case 4:
        case 5: return about_rooms(world);
        default: return about_people(world);
    }
}

operation::Any OperationWalk::about_people(World& world) {
    const ClientId who = anyone(world);
    const User* other = world.hub.users().find(anyone(world));
    switch (pick(15)) {
        case 12: return operation::Answer{who, room_id(world), 1 + pick(20), "so it is"};
        case 13: return operation::Edit{who, room_id(world), 1 + pick(20), flip() ? "what I meant" : " "};
        case 14: return operation::Delete{who, room_id(world), 1 + pick(20)};
        case 0: return operation::Gone{who, "lost", flip() ? all_arrived : Arrived{}};
        case 1: return operation::SetInteractive{who, flip()};
        case 2: return operation::Active{who};
        case 3: return operation::Quit{who, flip() ? "bye" : ""};
        case 4: return operation::Disconnect{who, flip() ? anyone(world) : ClientId{}};
        case 5: return operation::Wrote{who, other == nullptr ? UserId{} : other->id};
        case 6: return operation::Rename{who, name(world)};
        case 7: return operation::SetAway{who, flip(), flip() ? "at lunch" : ""};
        case 8: return operation::Ignore{who, name(world), flip()};
        case 9:
            return operation::Prefer{
                .connection = who, .echo = flip(), .structured = flip(), .numbers = flip()};
        case 10: return operation::Prefer{.connection = who, .quiet = flip() ? Quiet::on : Quiet::all};
        default: return operation::Say{who, flip() ? EventType::emote : EventType::message, "word"};
    }
}

operation::Any OperationWalk::about_rooms(World& world) {
    using Rule = operation::SetRoom::Rule;
    const ClientId who = anyone(world);
    auto checked = world.hub.names().check_room("room" + std::to_string(pick(9)));
    switch (pick(8)) {
        case 0: return operation::Accept{who, room()};
        case 1: return operation::Leave{who, room()};
        case 2: return operation::SetTopic{who, flip() ? "tea" : ""};
        case 3:
            return operation::SetRoom{.connection = who,
                                      .rule = static_cast<Rule>(pick(7)),
                                      .on = flip(),
                                      .seconds = static_cast<std::uint32_t>(pick(5)),
                                      .word = flip() ? "sesame" : ""};
        case 4: return operation::Grant{who, static_cast<GrantKind>(pick(3)), flip(), name(world).text};
        default: return operation::Join{who, std::get<RoomName>(std::move(checked)), flip() ? "sesame" : ""};
    }
}

RoomId OperationWalk::room_id(World& world) {
    const User* user = world.hub.users().find(anyone(world));
    if (user == nullptr || user->connection.current == nullptr) return {};
    return user->connection.current->id();
}

operation::Any OperationWalk::moderation(World& world) {
    const auto kind = flip() ? Sanction::Kind::ban : Sanction::Kind::mute;
    const std::string whom = pick(4) == 0 ? "192.0.2." + std::to_string(pick(6)) : name(world).text;
    switch (pick(8)) {
        case 0: return operation::Kick{author(world), scope(world), whom, "spam"};
        case 1: return operation::Lift{author(world), scope(world), kind, whom};
        case 2: return operation::SetOperator{author(world), name(world).text, flip()};
        case 3: return operation::SetLockdown{author(world), pick(4) == 0};
        case 4: return operation::Purge{name(world).key};
        case 5: return operation::Announce{scope(world).room, "soup"};
        case 6: return operation::Record{"confabctl", "backup", "", "", "done"};
        default:
            return operation::Impose{author(world), scope(world), kind, whom, Milliseconds{pick(60'000)}, ""};
    }
}

operation::Any OperationWalk::about_accounts(World& world) {
    const ClientId who = anyone(world);
    const User* user = world.hub.users().find(anyone(world));
    const std::string code = user == nullptr ? "k7q2m4xd9p" : resume_code_text(user->code);
    switch (pick(16)) {
        case 14: return operation::AddCertificate{who};
        case 15: return operation::RemoveCertificate{who, "print" + std::to_string(pick(4))};
        case 12: return operation::MakeInviteCode{author(world), 1 + pick(40)};
        case 13: return operation::RemoveInviteCode{author(world), resume_code_text(1 + pick(40))};
        case 0: return operation::CountGuess{who, name(world).key};
        case 1: return operation::JudgeGuess{who, "ann", "ann", flip(), flip()};
        case 2:
        case 3: return operation::Register{who, "hash", {name(world).text, resume_code_text(1 + pick(40))}};
        case 4: return operation::ChangePassword{who, "other hash"};
        case 5: return pick(4) == 0 ? operation::Any(operation::Unregister{who}) : operation::Active{who};
        case 6: return operation::Resume{who, code, ghost(world)};
        case 7: return operation::AddAccount{name(world), "hash"};
        case 8:
            return flip() ? operation::Any(operation::SetPassword{account(), "hash"})
                          : operation::RenameAccount{account(), name(world)};
        case 9: return pick(4) == 0 ? operation::Any(operation::RemoveAccount{account()}) : operation::Tick{};
        default:
            if (pick(4) == 0) return operation::LogIn{who, 0, {}, name(world)};
            return operation::LogIn{who, account(), ghost(world)};
    }
}

operation::Author OperationWalk::author(World& world) {
    if (flip()) return {anyone(world), {}};
    return {{}, "confabctl"};
}

operation::Scope OperationWalk::scope(World& world) {
    using Kind = operation::Scope::Kind;
    const User* user = world.hub.users().find(anyone(world));
    const Kind kind = static_cast<Kind>(pick(3));
    return {kind, user == nullptr || user->is_unnamed() ? RoomId{} : user->connection.current->id()};
}

Ghost OperationWalk::ghost(World& world) {
    const User* user = world.hub.users().find(anyone(world));
    if (user == nullptr || user->is_unnamed()) return {};
    return {user->connection.id, seats_of(*user), flip() ? all_arrived : Arrived{}};
}

ClientId OperationWalk::anyone(World& world) {
    const auto& all = world.outside.connected;
    if (all.empty()) return {};
    return *std::next(all.begin(), static_cast<std::ptrdiff_t>(pick(all.size())));
}

Name OperationWalk::name(World& world) {
    auto checked = world.hub.names().check_person("n" + std::to_string(pick(30)));
    return std::get<Name>(std::move(checked));
}

}  // namespace confab::unit
