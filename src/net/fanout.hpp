// One message to many: encoded once for each format, sent once for each client and turn of the loop.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "confab/core/ports/event_sink.hpp"
#include "confab/dialect/format.hpp"
#include "confab/wire/chunk.hpp"

namespace confab::net {

class Connection;
class Shard;

// A connection's place in a group. Up to date (fd >= 0): the turn goes straight to the socket. Otherwise the
// connection has something waiting, and the turn is queued behind it.
struct Member {
    int fd;
    std::uint32_t from;  // bytes of the turn this member has already, or must not get
    Connection* connection;
};

// The members of a room, on this shard, that get the same bytes.
struct Group {
    Group(RoomId of, dialect::Format in) : room(of), format(in) {}

    RoomId room;
    dialect::Format format;
    std::vector<Member> members;
    wire::Tape turn;  // what was said and is not flushed yet
    bool dirty = false;
    std::uint64_t lines = 0;  // ever; a member's share is what came since it was added
    std::uint64_t bytes = 0;
};

// A connection's side of its place in a group. The two always point at each other.
struct Subscription {
    Group* group;
    std::uint32_t index;  // in Group::members
};

// The rooms' members on one shard. It mirrors what the hub says of rooms and views and decides nothing. A
// client or room that is unknown here is ignored.
class Fanout {
  public:
    explicit Fanout(Shard& shard) : shard_(shard) {}

    void send(ClientId who, const Event& event);
    void publish(RoomId room, const Event& event, std::span<const ClientId> except);
    void enter(ClientId who, RoomId room);
    void leave(ClientId who, RoomId room);
    void change_view(ClientId who, View view);
    void hang_up(ClientId who, std::string_view name, std::string_view reason);

    // The client's program is one that wants its lines to end with CR LF.
    void use_crlf(Connection& connection);
    // What this connection has not been sent of its rooms' turns goes into its queue, so that what
    // is queued next comes after it and does not hold up the rest of the room.
    void seal(Connection& connection);
    void send_raw(Connection& connection, std::string_view bytes);
    // Into its queue, behind what is there, without a flush.
    void queue(Connection& connection, std::string_view bytes);

    // Sends every room's turn to everyone in it. Allocates nothing for members who are up to date.
    void flush();

  private:
    using Groups = std::vector<std::unique_ptr<Group>>;

    Groups* find(RoomId room);
    Group& group_for(RoomId room, dialect::Format format);
    void add_member(Connection& connection, RoomId room);
    void remove_member(Connection& connection, std::size_t subscription);
    void regroup(Connection& connection, dialect::Format format);
    void append(Group& group, const Event& event);
    void count(std::size_t clients);
    void show(Group& group, const Event& event, std::span<const ClientId> except);
    void keep_order(Group& group);
    void seal(Member& member, Group& group);
    void skip_last(Group& group, std::span<const ClientId> except);
    void flush(Group& group);

    Shard& shard_;
    std::vector<Groups> rooms_;  // by room slot; a slot's groups are empty when the room is gone
    std::vector<Group*> dirty_;
    Group* last_of_several_ = nullptr;
    wire::Scraps private_;  // lines for one client each
    std::string line_;
};

}  // namespace confab::net
