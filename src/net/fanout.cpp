#include "fanout.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cassert>

#include "connection.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

// A room with more than this to send is flushed at once, so that what is held does not grow without
// end and its memory can be used again.
constexpr std::size_t max_turn = wire::Tape::kept_capacity;

}  // namespace

void Fanout::send(ClientId who, const Event& event) {
    Connection* connection = shard_.find(who);
    if (connection == nullptr || !connection->listens()) return;
    if (connection->format().view.interactive) return connection->endpoint()->show(event);
    line_.clear();
    shard_.codec(*connection).encoder(connection->format().view).encode(line_, event, connection->format());
    connection->count(1, line_.size());
    count(1);
    send_raw(*connection, line_);
}

// So many clients get line_. A negative number takes back what was counted in the same turn.
void Fanout::count(std::size_t clients) {
    shard_.traffic().deliveries += clients;
    shard_.traffic().bytes_out += clients * line_.size();
}

void Fanout::send_raw(Connection& connection, std::string_view bytes) {
    seal(connection);
    queue(connection, bytes);
    shard_.flush_soon(connection);
}

void Fanout::queue(Connection& connection, std::string_view bytes) {
    if (!connection.fits(bytes.size())) return;
    while (!bytes.empty()) {
        const std::size_t before = bytes.size();
        const std::uint32_t offset = private_.append(bytes);
        connection.queue(private_.chunk(), offset, static_cast<std::uint32_t>(before - bytes.size()));
    }
}

void Fanout::publish(RoomId room, const Event& event, std::span<const ClientId> except) {
    Groups* groups = find(room);
    if (groups == nullptr) return;
    for (const auto& group : *groups) {
        if (group->members.empty() || !shows(group->format.view, event)) continue;
        if (group->format.view.interactive) {
            show(*group, event, except);
            continue;
        }
        if (group->format.view.several_rooms) keep_order(*group);
        append(*group, event);
        if (!except.empty()) skip_last(*group, except);
    }
}

void Fanout::append(Group& group, const Event& event) {
    line_.clear();
    shard_.codecs().encoder(group.format.view).encode(line_, event, group.format);
    if (group.turn.size() + line_.size() > max_turn) flush(group);
    group.turn.append(line_);
    group.bytes += line_.size();
    ++group.lines;
    count(group.members.size());
    if (!group.dirty) {
        group.dirty = true;
        dirty_.push_back(&group);
    }
    shard_.end_turn_soon();
}

// Each display shows a line in its own way: its width, its colours, what rings.
void Fanout::show(Group& group, const Event& event, std::span<const ClientId> except) {
    for (const Member& member : group.members) {
        if (!member.connection->listens()) continue;
        if (std::find(except.begin(), except.end(), member.connection->id()) == except.end()) {
            member.connection->endpoint()->show(event);
        }
    }
}

// Whoever is in several rooms sees their lines in the order they were said. So when another room
// speaks, what the last one said is queued first; it is still sent in one piece at the turn's end.
void Fanout::keep_order(Group& group) {
    Group* last = std::exchange(last_of_several_, &group);
    if (last == nullptr || last == &group || !last->dirty) return;
    for (Member& member : last->members) {
        seal(member, *last);
        shard_.flush_at_end(*member.connection);
    }
    last->turn.reset();
    for (Member& member : last->members) member.from = 0;
}

void Fanout::skip_last(Group& group, std::span<const ClientId> except) {
    const std::uint32_t size = group.turn.size();
    const std::uint32_t before = size - static_cast<std::uint32_t>(line_.size());
    for (const ClientId id : except) {
        Connection* connection = shard_.find(id);
        if (connection == nullptr) continue;
        for (Subscription& subscription : connection->subscriptions()) {
            if (subscription.group != &group) continue;
            Member& member = group.members[subscription.index];
            if (member.from < before) {
                connection->queue(group.turn.chunk(), member.from, before - member.from);
                shard_.flush_at_end(*connection);
            }
            member.from = size;
            connection->uncount(1, size - before);
            count(std::size_t{0} - 1);
        }
    }
}

void Fanout::seal(Member& member, Group& group) {
    const std::uint32_t size = group.turn.size();
    if (member.from < size) member.connection->queue(group.turn.chunk(), member.from, size - member.from);
    member.from = size;
}

void Fanout::seal(Connection& connection) {
    for (Subscription& subscription : connection.subscriptions())
        seal(subscription.group->members[subscription.index], *subscription.group);
}

void Fanout::flush() {
    // Sending can find broken connections, but what follows from that waits until after the turn.
    for (std::size_t i = 0; i < dirty_.size(); ++i) flush(*dirty_[i]);
    for (Group* group : dirty_) group->dirty = false;
    dirty_.clear();
    last_of_several_ = nullptr;
    private_.reset();
}

void Fanout::flush(Group& group) {
    const std::uint32_t size = group.turn.size();
    if (size == 0) return;
    const char* data = group.turn.data();
    for (Member& member : group.members) {
        const std::uint32_t from = std::exchange(member.from, 0);
        const std::uint32_t length = size - from;
        if (length == 0) continue;
        if (member.fd < 0) {
            member.connection->send_turn(group.turn.chunk(), from, length);
            continue;
        }
        const ssize_t sent = ::send(member.fd, data + from, length, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(length)) [[unlikely]] {
            member.connection->sent_short(group.turn.chunk(), from, length, sent);
        }
    }
    group.turn.reset();
}

void Fanout::enter(ClientId who, RoomId room) {
    if (Connection* connection = shard_.find(who)) add_member(*connection, room);
}

void Fanout::leave(ClientId who, RoomId room) {
    Connection* connection = shard_.find(who);
    if (connection == nullptr) return;
    for (std::size_t i = 0; i < connection->subscriptions().size(); ++i) {
        if (connection->subscriptions()[i].group->room == room) return remove_member(*connection, i);
    }
}

void Fanout::change_view(ClientId who, View view) {
    Connection* connection = shard_.find(who);
    if (connection != nullptr) regroup(*connection, {view, connection->format().crlf});
}

void Fanout::use_crlf(Connection& connection) { regroup(connection, {connection.format().view, true}); }

void Fanout::hang_up(ClientId who, std::string_view name, std::string_view reason) {
    Connection* connection = shard_.find(who);
    if (connection == nullptr) return;
    seal(*connection);
    connection->hang_up(name, reason);
}

Fanout::Groups* Fanout::find(RoomId room) {
    if (room.slot >= rooms_.size() || rooms_[room.slot].empty()) return nullptr;
    Groups& groups = rooms_[room.slot];
    return groups.front()->room == room ? &groups : nullptr;
}

Group& Fanout::group_for(RoomId room, dialect::Format format) {
    if (room.slot >= rooms_.size()) rooms_.resize(room.slot + std::size_t{1});
    Groups& groups = rooms_[room.slot];
    for (const auto& group : groups) {
        if (group->format == format) return *group;
    }
    return *groups.emplace_back(std::make_unique<Group>(room, format));
}

void Fanout::add_member(Connection& connection, RoomId room) {
    Group& group = group_for(room, connection.format());
    const auto index = static_cast<std::uint32_t>(group.members.size());
    group.members.push_back({connection.direct_fd(), group.turn.size(), &connection});
    connection.subscriptions().push_back({&group, index});
    connection.uncount(group.lines, group.bytes);
}

void Fanout::remove_member(Connection& connection, std::size_t position) {
    const Subscription subscription = connection.subscriptions()[position];
    Group& group = *subscription.group;
    if (group.members[subscription.index].from < group.turn.size()) {
        seal(group.members[subscription.index], group);
        shard_.flush_at_end(connection);
    }
    connection.count(group.lines, group.bytes);

    group.members[subscription.index] = group.members.back();
    for (Subscription& moved : group.members[subscription.index].connection->subscriptions()) {
        if (moved.group == &group) moved.index = subscription.index;
    }
    group.members.pop_back();
    connection.subscriptions().erase(connection.subscriptions().begin() +
                                     static_cast<std::ptrdiff_t>(position));
    if (!group.members.empty()) return;

    // An empty group goes, and its room's slot may be another room's next.
    if (group.dirty) std::erase(dirty_, &group);
    if (last_of_several_ == &group) last_of_several_ = nullptr;
    std::erase_if(rooms_[group.room.slot], [&group](const auto& each) { return each.get() == &group; });
}

// Moves a connection to the groups of its new format; what the old ones still owe it comes first.
void Fanout::regroup(Connection& connection, dialect::Format format) {
    if (format == connection.format()) return;
    std::vector<RoomId> rooms;
    for (const Subscription& subscription : connection.subscriptions())
        rooms.push_back(subscription.group->room);
    while (!connection.subscriptions().empty()) remove_member(connection, 0);
    connection.set_format(format);
    for (const RoomId room : rooms) add_member(connection, room);
    if (connection.endpoint() != nullptr) connection.endpoint()->set_interactive(format.view.interactive);
}

}  // namespace confab::net
