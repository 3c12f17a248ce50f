// What has to hold after every step.
#include <algorithm>

#include "simulation.hpp"

namespace confab::unit {

const std::string& Simulation::look_at_all() {
    for (const ClientId id : alive_) check_client(id);
    for (const auto& [id, place] : audience_.rooms) check_room(id);
    std::size_t visited = 0;
    std::size_t connections = 0;
    hub_.users().for_each([&](const User& user) {
        ++visited;
        connections += user.connections();
    });
    audience_.expect(connections == alive_.size(), "the registry visits everyone once");
    std::set<std::string> keys;
    for (const ClientId id : alive_) keys.insert(hub_.users().find(id)->name.key);
    audience_.expect(keys.size() == visited, "nobody shares a name");
    return audience_.broken;
}

void Simulation::check_client(ClientId id) {
    User* client = hub_.users().find(id);
    if (client == nullptr) return audience_.expect(!audience_.people.contains(id), "a client vanished");
    auto& expect = audience_;
    expect.expect(hub_.users().find_by_key(client->name.key) == client, "a name leads to its bearer");
    expect.expect(hub_.names().key_of(client->name.text) == client->name.key, "a name has its own key");
    const auto checked = hub_.names().check_person(client->name.text);
    expect.expect(std::holds_alternative<Name>(checked), "every name obeys the rules");
    const Account* account = hub_.accounts().find_by_key(client->name.key);
    expect.expect(client->account == account, "only its owner has a registered name");
    expect.expect(!client->rooms.empty(), "everyone is in a room");
    const Connection& connection = *client->find_connection(id);
    expect.expect(connection.current != nullptr && client->membership(*connection.current) != nullptr,
                  "one talks in a room one is in");
    expect.expect(hub_.status(id)->room == connection.current->name().text,
                  "a status names the current room");
    expect.expect(
        &connection == &client->connection || connection.extras->seen.size() == client->rooms.size(),
        "each connection knows what it has read in each room");
    for (const Membership& membership : client->rooms) {
        expect.expect(membership.unread(membership.room->last_id()) <= membership.room->last_id(),
                      "nobody has seen what was not said");
    }
    const auto& person = audience_.people[id];
    expect.expect(person.view == connection.view, "the audience knows the view");
    expect.expect(person.view.several_rooms == (client->rooms.size() > 1), "several rooms are named");
    expect.expect(person.rooms.size() == client->rooms.size(), "the audience knows the rooms");
    for (std::size_t i = 0; i < client->rooms.size(); ++i) {
        const Membership& membership = client->rooms[i];
        expect.expect(i < person.rooms.size() && person.rooms[i] == membership.room->id(),
                      "the audience knows the rooms in their order");
        expect.expect(membership.index < membership.room->members().size() &&
                          membership.room->members()[membership.index] == client,
                      "membership is symmetric");
    }
    check_ignores(*client);
}

void Simulation::check_room(RoomId id) {
    const Room* room = hub_.rooms().find(id);
    const auto place = audience_.rooms.find(id);
    auto& expect = audience_;
    const bool kept = room != nullptr && room->members().empty() && room->rules;
    expect.expect((room != nullptr && !kept) == (place != audience_.rooms.end()),
                  "a room that is nobody's own exists while it has members");
    if (kept) return;
    if (room == nullptr || place == audience_.rooms.end()) return;
    expect.expect(hub_.rooms().find_by_key(room->name().key) == room, "a room is found by its name");
    expect.expect(room == &hub_.rooms().lobby() || !room->members().empty(), "only the lobby may be empty");
    std::size_t connections = 0;
    std::size_t quiet = 0;
    for (const User* member : room->members()) {
        member->for_each_connection([&](const Connection& each) {
            ++connections;
            quiet += each.view.quiet == Quiet::on ? 1U : 0U;
            expect.expect(place->second.members.contains(each.id), "the audience knows each member");
        });
    }
    expect.expect(connections == place->second.members.size(), "the audience knows the members");
    expect.expect(room->quiet_members == quiet, "a room knows its quiet members");
    const MessageRing& history = room->history;
    expect.expect(history.size() <= 1000, "a history is bounded in lines");
    expect.expect(history.bytes() <= 262144, "a history is bounded in bytes");
    if (history.size() > 0) {
        expect.expect(history.at(history.size() - 1).id == place->second.last_id, "the last line is kept");
        expect.expect(history.at(0).id == place->second.last_id - history.size() + 1, "a history has no gap");
    }
}

void Simulation::check_ignores(const User& client) {
    std::vector<ClientId> ignorers;
    hub_.ignores().collect(client.name.key, ignorers);
    auto& expect = audience_;
    std::sort(ignorers.begin(), ignorers.end());
    expect.expect(std::adjacent_find(ignorers.begin(), ignorers.end()) == ignorers.end(), "one ignores once");
    for (const ClientId id : ignorers) {
        const User* who = hub_.users().find(id);
        expect.expect(who != nullptr, "only who is here ignores someone");
        expect.expect(who != &client, "nobody ignores oneself");
        expect.expect(who != nullptr && hub_.ignores().ignores(*who, client.name.key),
                      "the index agrees with the list");
    }
    if (!client.extras) return;
    expect.expect(client.extras->ignores.size() <= Ignores::max_per_user, "a hundred are ignored at most");
    for (const Name& name : client.extras->ignores) {
        std::vector<ClientId> listed;
        hub_.ignores().collect(name.key, listed);
        client.for_each_connection([&](const Connection& each) {
            expect.expect(std::count(listed.begin(), listed.end(), each.id) == 1,
                          "the list agrees with the index");
        });
    }
}

}  // namespace confab::unit
