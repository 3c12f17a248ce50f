#include <algorithm>

#include "simulation.hpp"

namespace confab::unit {

void WatchingAudience::tell(ClientId who, const Event& event) {
    const auto person = people.find(who);
    expect(person != people.end(), "someone unknown or gone was told something");
    if (person == people.end()) return;
    ++person->second.told;
    if (event.type == EventType::error) ++person->second.errors;
    expect(event.frame == false || event.room.empty(), "a frame line names a room");
    expect(event.id == 0 || event.replay, "only a room is told a message that is live");
}

void WatchingAudience::tell_room(RoomId room, const Event& event, std::span<const ClientId> except) {
    const auto place = rooms.find(room);
    ++told_rooms;
    if (place == rooms.end()) return;
    touched_rooms.insert(room);
    const bool said = event.type == EventType::message || event.type == EventType::emote;
    expect(said == (event.id != 0), "what was said has an id, and nothing else has");
    expect(!event.replay, "a room is told nothing old");
    const auto& members = place->second.members;
    expect(event.reach != Reach::only_on ||
               std::any_of(members.begin(), members.end(),
                           [this](ClientId who) { return people[who].view.quiet == Quiet::on; }),
           "the quiet ones are told apart only where there are any");
    if (said) {
        // One call for all members, and ids that rise by one: so all see one order.
        expect(event.id == place->second.last_id + 1, "ids rise by one within a room");
        place->second.last_id = event.id;
    }
    expect(except.size() <= 2 * people.size() * 50, "a few at most are left out");
}

void WatchingAudience::enter(ClientId who, RoomId room) {
    expect(!gone.contains(who), "someone who is gone entered a room");
    if (!rooms.contains(room)) rooms[room].last_id = last_ids[room];
    expect(rooms[room].members.insert(who).second, "someone entered a room twice");
    people[who].rooms.push_back(room);
    touched.insert(who);
    touched_rooms.insert(room);
}

void WatchingAudience::leave(ClientId who, RoomId room) {
    const auto place = rooms.find(room);
    expect(place != rooms.end() && place->second.members.erase(who) == 1,
           "someone left a room they were not in");
    if (place != rooms.end() && place->second.members.empty() && room.serial != 1) {
        last_ids[room] = place->second.last_id;
        rooms.erase(place);
    }
    std::erase(people[who].rooms, room);
    touched.insert(who);
    touched_rooms.insert(room);
}

void WatchingAudience::change_view(ClientId who, View view) {
    expect(people.contains(who), "the view of someone unknown changed");
    expect(people[who].view != view, "a view changed to what it was");
    people[who].view = view;
    touched.insert(who);
}

void WatchingAudience::hang_up(ClientId who, std::string_view name, std::string_view) {
    const auto person = people.find(who);
    expect(person != people.end(), "someone unknown was hung up on");
    if (person == people.end()) return;
    expect(!name.empty(), "whoever is hung up on has a name");
    expect(person->second.rooms.empty(), "whoever is hung up on is in no room any more");
    people.erase(person);
    gone.insert(who);
}

}  // namespace confab::unit
