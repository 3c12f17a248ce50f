// who rooms say: the people and where they are
#include <fmt/format.h>

#include <vector>

#include "command.hpp"

namespace confab::admin {

namespace {

std::int64_t seconds(Milliseconds duration) {
    return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

Json describe(Hub& hub, const User& user, Now now) {
    Json row{{"name", user.name.text},
             {"registered", user.account != nullptr},
             {"operator", hub.server_roles().is_operator(user)},
             {"address", user.connection.address.text()},
             {"idle", seconds(now.mono - user.connection.last_active)},
             {"connected", seconds(now.mono - user.since())}};
    Json& rooms = row["rooms"] = Json::array();
    for (const Membership& membership : user.rooms) rooms.push_back(shown(hub, *membership.room));
    row["terminal"] = user.connection.view.interactive;
    if (user.extras && user.extras->away) row["away"] = user.extras->away_text;
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

}  // namespace

void who(const Call& call) {
    std::optional<Network> source;
    if (call.arguments.contains("source") && !(source = source_argument(call))) return;
    std::vector<UserId> ids;
    const auto add = [&](const User& user) {
        if (!source || is_connected_from(user, *source)) ids.push_back(user.id);
    };
    if (text(call, "room").empty()) {
        call.hub.users().for_each(add);
    } else {
        const Room* wanted = room(call, "room");
        if (wanted == nullptr) return;
        for (const User* member : wanted->members()) add(*member);
    }
    call.reply->rows_of(std::move(ids), [&hub = call.hub, now = call.now](UserId id) -> std::optional<Json> {
        const User* user = hub.users().find(id);
        if (user == nullptr) return std::nullopt;
        return describe(hub, *user, now);
    });
}

void rooms(const Call& call) {
    std::vector<RoomId> ids;
    call.hub.rooms().for_each([&ids](const Room& each) { ids.push_back(each.id()); });
    call.reply->rows_of(std::move(ids), [&hub = call.hub](RoomId id) -> std::optional<Json> {
        const Room* found = hub.rooms().find(id);
        if (found == nullptr) return std::nullopt;
        return describe(hub, *found);
    });
}

void say(const Call& call) {
    const bool everywhere = flag(call, "everywhere");
    if (everywhere != text(call, "room").empty()) {
        return call.reply->refuse("say needs either a room or everywhere", bad_usage);
    }
    const Room* wanted = everywhere ? nullptr : room(call, "room");
    if (!everywhere && wanted == nullptr) return;
    const RoomId where = everywhere ? RoomId{} : wanted->id();
    call.hub.propose({call.now, operation::Announce{where, text(call, "text")}});
    record(call, "say", everywhere ? "everywhere" : "", wanted, text(call, "text"));
    call.reply->done();
}

}  // namespace confab::admin
