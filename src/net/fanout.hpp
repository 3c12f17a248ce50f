// One message to many: rendered once per dialect, sent once per turn of the loop and client.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "confab/core/ports/event_sink.hpp"
#include "confab/dialect/dialect.hpp"
#include "confab/dialect/text/render.hpp"
#include "confab/wire/chunk.hpp"

namespace confab::net {

class Session;
class Shard;

// One seat in a group. Up to date (fd >= 0): the turn goes straight to the socket. Otherwise the
// session has something waiting, and the turn is queued behind it.
struct Member {
    int fd;
    std::uint32_t from;  // bytes of the turn this member has already, or must not get
    Session* session;
};

// The members of a room, on this shard, who get the same bytes.
struct Group {
    Group(RoomId of, dialect::Dialect in) : room(of), dialect(in) {}

    RoomId room;
    dialect::Dialect dialect;
    std::vector<Member> members;
    wire::Tape turn;  // what was said and is not flushed yet
    bool dirty = false;
    std::uint64_t lines = 0;  // ever; a member's share is what came since it sat down
    std::uint64_t bytes = 0;
};

// A session's side of its place in a group. The two always point at each other.
struct Seat {
    Group* group;
    std::uint32_t index;  // in Group::members
};

// The audience on one shard. It mirrors what the hub says of rooms and views and decides nothing.
class Fanout final : public EventSink {
  public:
    explicit Fanout(Shard& shard) : shard_(shard) {}

    void tell(ClientId who, const Event& event) override;
    void tell_room(RoomId room, const Event& event, std::span<const ClientId> except) override;
    void enter(ClientId who, RoomId room) override;
    void leave(ClientId who, RoomId room) override;
    void change_view(ClientId who, View view) override;
    void offer(ClientId who, std::string_view line) override;
    void display_preferences(ClientId who, const DisplayPreferences& settings) override;
    void request_interactive(ClientId who, bool on) override;
    void completions(ClientId who, std::string_view word, std::span<const std::string> candidates) override;
    void status(ClientId who, const Status& status);
    // What it was answered costs so many tokens more than the question did.
    void charge(ClientId who, std::size_t tokens);
    void handled(ClientId who);
    void hold(ClientId who, bool on) override;
    void ask_secret(ClientId who, std::string_view prompt) override;
    void measure(ClientId who, Ticket ticket) override;
    void hang_up(ClientId who, std::string_view name, std::string_view reason) override;

    // The client has shown that it is a telnet.
    void use_crlf(Session& session);
    // What this session has not been sent of its rooms' turns goes into its queue, so that what
    // is queued next comes after it and does not hold up the rest of the room.
    void seal(Session& session);
    void send_raw(Session& session, std::string_view bytes);
    // Into its queue, behind what is there, without a flush.
    void queue(Session& session, std::string_view bytes);

    // Sends every room's turn to everyone in it. Allocates nothing for members who are up to date.
    void flush();

  private:
    using Groups = std::vector<std::unique_ptr<Group>>;

    Groups* find(RoomId room);
    Group& group_for(RoomId room, dialect::Dialect dialect);
    void sit(Session& session, RoomId room);
    void rise(Session& session, std::size_t seat);
    void regroup(Session& session, dialect::Dialect dialect);
    void append(Group& group, const Event& event);
    void show(Group& group, const Event& event, std::span<const ClientId> except);
    void keep_order(Group& group);
    void seal(Member& member, Group& group);
    void skip_last(Group& group, std::span<const ClientId> except);
    void flush(Group& group);

    Shard& shard_;
    dialect::Renderer renderer_;
    std::vector<Groups> rooms_;  // by room slot; a slot's groups are empty when the room is gone
    std::vector<Group*> dirty_;
    Group* last_of_several_ = nullptr;
    wire::Scraps private_;  // lines for one client each
    std::string line_;
};

}  // namespace confab::net
