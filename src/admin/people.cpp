// who rooms say: the people and where they are
#include <memory>
#include <vector>

#include "command.hpp"

namespace confab::admin {

namespace {

std::int64_t seconds(Milliseconds duration) {
    return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

Json describe(Hub& hub, const Client& client, Now now) {
    Json row{{"name", client.name.text},
             {"registered", client.account != nullptr},
             {"operator", hub.moderation().is_operator(client)},
             {"address", client.address.text()},
             {"idle", seconds(now.mono - client.last_active)},
             {"connected", seconds(now.mono - client.connected_at)}};
    Json& rooms = row["rooms"] = Json::array();
    for (const Membership& membership : client.rooms) rooms.push_back(shown(hub, *membership.room));
    row["terminal"] = client.view.terminal;
    if (client.extras && client.extras->away) row["away"] = client.extras->away_text;
    return row;
}

Json describe(Hub& hub, const Room& room) {
    Json row{{"room", shown(hub, room)}, {"members", room.members().size()}, {"messages", room.last_id()}};
    if (room.rules) {
        if (const Account* owner = hub.accounts().find(room.rules->owner)) row["owner"] = owner->name.text;
        row["private"] = room.rules->unlisted;
        row["key"] = !room.rules->key.empty();
        row["moderated"] = room.rules->moderated;
        row["history"] = room.rules->keeps_history;
        row["slow"] = room.rules->slow;
    }
    if (!room.topic.empty()) row["topic"] = room.topic;
    return row;
}

// A row for each of `ids` that is still there when its turn comes, made as they are taken.
template <class Id, class Find>
void list(const Call& call, std::vector<Id> ids, Find find) {
    const auto state = std::make_shared<std::pair<std::vector<Id>, std::size_t>>(std::move(ids), 0);
    call.answer->rows([state, find](Answer& answer) {
        auto& [all, next] = *state;
        if (next == all.size()) {
            answer.done();
            return Answer::More::over;
        }
        if (const std::optional<Json> row = find(all[next++])) answer.row(*row);
        return Answer::More::again;
    });
}

}  // namespace

void who(const Call& call) {
    std::vector<ClientId> ids;
    if (text(call, "room").empty()) {
        call.hub.registry().for_each([&ids](const Client& client) { ids.push_back(client.id); });
    } else {
        const Room* wanted = room(call, "room");
        if (wanted == nullptr) return;
        for (const Client* member : wanted->members()) ids.push_back(member->id);
    }
    list(call, std::move(ids), [&hub = call.hub, now = call.now](ClientId id) -> std::optional<Json> {
        const Client* client = hub.registry().find(id);
        if (client == nullptr) return std::nullopt;
        return describe(hub, *client, now);
    });
}

void rooms(const Call& call) {
    std::vector<RoomId> ids;
    call.hub.rooms().for_each([&ids](const Room& each) { ids.push_back(each.id()); });
    list(call, std::move(ids), [&hub = call.hub](RoomId id) -> std::optional<Json> {
        const Room* found = hub.rooms().find(id);
        if (found == nullptr) return std::nullopt;
        return describe(hub, *found);
    });
}

// A notice, because an operator at the tool is nobody in the chat, and nobody can say what begins so.
// It is no message: it has no id, and is not said again to who comes later.
void say(const Call& call) {
    const bool everywhere = flag(call, "everywhere");
    if (everywhere != text(call, "room").empty()) {
        return call.answer->refuse("say needs either a room or everywhere");
    }
    const std::string line = std::string("[server] ").append(text(call, "text"));
    Hub& hub = call.hub;
    if (everywhere) {
        hub.registry().for_each([&](const Client& client) { hub.tell(client, line, call.now); });
        record(call, "say", "everywhere", nullptr, text(call, "text"));
        return call.answer->done();
    }
    const Room* wanted = room(call, "room");
    if (wanted == nullptr) return;
    const Event event{
        .type = EventType::notice, .time = call.now.wall, .room = wanted->name().text, .text = line};
    hub.audience().tell_room(wanted->id(), event, {});
    record(call, "say", "", wanted, text(call, "text"));
    call.answer->done();
}

}  // namespace confab::admin
