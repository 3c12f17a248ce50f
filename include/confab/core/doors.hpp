// Rooms that are somebody's own: who may see them, come in and speak.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "confab/core/room_rules.hpp"
#include "confab/core/time.hpp"

namespace confab {

class Hub;
class Room;
struct Client;

class Doors {
  public:
    // `hub` outlives it.
    explicit Doors(Hub& hub) : hub_(hub) {}

    // At the start: makes the rooms that are somebody's own.
    void load(std::vector<RoomRecord> rooms);

    // May `client` know of the room? Where not, all is as if there were none.
    bool sees(const Client& client, const Room& room) const;
    // Why not, without the "! "; empty if nothing is against it. `word` is what was said at the door.
    // `room` is null if there is none of that name yet.
    std::string refuses_entry(Client& client, const Name& name, const Room* room, std::string_view word,
                              Now now);
    std::string refuses_speech(Client& client, Room& room, Now now);
    // A room was made by who came into it first.
    void made(Room& room, const Client& client, Now now);

  private:
    Hub& hub_;
};

}  // namespace confab
