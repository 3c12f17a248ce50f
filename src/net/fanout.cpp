#include "fanout.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cassert>

#include "session.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

// A room with more than this to send is flushed at once, so that what is held does not grow without
// end and its memory can be used again.
constexpr std::size_t max_turn = wire::Tape::kept_capacity;

}  // namespace

void Fanout::tell(ClientId who, const Event& event) {
    Session* session = shard_.find(who);
    if (session == nullptr || !session->listens()) return;
    if (session->dialect().view.interactive) return session->show(event);
    line_.clear();
    renderer_.render(line_, event, session->dialect());
    session->count(1, line_.size());
    send_raw(*session, line_);
}

void Fanout::send_raw(Session& session, std::string_view bytes) {
    seal(session);
    queue(session, bytes);
    shard_.flush_soon(session);
}

void Fanout::queue(Session& session, std::string_view bytes) {
    if (!session.fits(bytes.size())) return;
    while (!bytes.empty()) {
        const std::size_t before = bytes.size();
        const std::uint32_t offset = private_.append(bytes);
        session.queue(private_.chunk(), offset, static_cast<std::uint32_t>(before - bytes.size()));
    }
}

void Fanout::tell_room(RoomId room, const Event& event, std::span<const ClientId> except) {
    Groups* groups = find(room);
    if (groups == nullptr) return;
    for (const auto& group : *groups) {
        if (group->members.empty() || !shows(group->dialect.view, event)) continue;
        if (group->dialect.view.interactive) {
            show(*group, event, except);
            continue;
        }
        if (group->dialect.view.several_rooms) keep_order(*group);
        append(*group, event);
        if (!except.empty()) skip_last(*group, except);
    }
}

void Fanout::append(Group& group, const Event& event) {
    line_.clear();
    renderer_.render(line_, event, group.dialect);
    if (group.turn.size() + line_.size() > max_turn) flush(group);
    group.turn.append(line_);
    group.bytes += line_.size();
    ++group.lines;
    if (!group.dirty) {
        group.dirty = true;
        dirty_.push_back(&group);
    }
    shard_.end_turn_soon();
}

// Each terminal shows a line in its own way: its width, its colours, what rings.
void Fanout::show(Group& group, const Event& event, std::span<const ClientId> except) {
    for (const Member& member : group.members) {
        if (std::find(except.begin(), except.end(), member.session->id()) == except.end()) {
            member.session->show(event);
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
        shard_.flush_at_end(*member.session);
    }
    last->turn.reset();
    for (Member& member : last->members) member.from = 0;
}

void Fanout::skip_last(Group& group, std::span<const ClientId> except) {
    const std::uint32_t size = group.turn.size();
    const std::uint32_t before = size - static_cast<std::uint32_t>(line_.size());
    for (const ClientId id : except) {
        Session* session = shard_.find(id);
        if (session == nullptr) continue;
        for (Seat& seat : session->seats()) {
            if (seat.group != &group) continue;
            Member& member = group.members[seat.index];
            if (member.from < before) {
                session->queue(group.turn.chunk(), member.from, before - member.from);
                shard_.flush_at_end(*session);
            }
            member.from = size;
            session->uncount(1, size - before);
        }
    }
}

void Fanout::seal(Member& member, Group& group) {
    const std::uint32_t size = group.turn.size();
    if (member.from < size) member.session->queue(group.turn.chunk(), member.from, size - member.from);
    member.from = size;
}

void Fanout::seal(Session& session) {
    for (Seat& seat : session.seats()) seal(seat.group->members[seat.index], *seat.group);
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
            member.session->queue(group.turn.chunk(), from, length);
            continue;
        }
        const ssize_t sent = ::send(member.fd, data + from, length, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(length)) [[unlikely]] {
            member.session->sent_short(group.turn.chunk(), from, length, sent);
        }
    }
    group.turn.reset();
}

void Fanout::enter(ClientId who, RoomId room) {
    if (Session* session = shard_.find(who)) sit(*session, room);
}

void Fanout::leave(ClientId who, RoomId room) {
    Session* session = shard_.find(who);
    if (session == nullptr) return;
    for (std::size_t i = 0; i < session->seats().size(); ++i) {
        if (session->seats()[i].group->room == room) return rise(*session, i);
    }
}

void Fanout::change_view(ClientId who, View view) {
    Session* session = shard_.find(who);
    if (session != nullptr) regroup(*session, {view, session->dialect().crlf});
}

void Fanout::use_crlf(Session& session) { regroup(session, {session.dialect().view, true}); }

void Fanout::offer(ClientId who, std::string_view line) {
    if (Session* session = shard_.find(who)) session->offer(line);
}

void Fanout::display_preferences(ClientId who, const DisplayPreferences& settings) {
    if (Session* session = shard_.find(who)) session->set_terminal(settings);
}

void Fanout::request_interactive(ClientId who, bool on) {
    if (Session* session = shard_.find(who)) session->ask_for_terminal(on, true);
}

void Fanout::completions(ClientId who, std::string_view word, std::span<const std::string> candidates) {
    if (Session* session = shard_.find(who)) session->complete(word, candidates);
}

void Fanout::status(ClientId who, const Status& status) {
    if (Session* session = shard_.find(who)) session->set_status(status);
}

void Fanout::charge(ClientId who, std::size_t tokens) {
    if (Session* session = shard_.find(who)) session->charge(tokens);
}

void Fanout::handled(ClientId who) {
    if (Session* session = shard_.find(who)) session->handled();
}

void Fanout::hold(ClientId who, bool on) {
    if (Session* session = shard_.find(who)) session->hold(on);
}

void Fanout::ask_secret(ClientId who, std::string_view prompt) {
    if (Session* session = shard_.find(who)) session->ask_secret(prompt);
}

void Fanout::measure(ClientId who, Ticket ticket) {
    asio::post(shard_.context(), [this, who, ticket] {
        Session* session = shard_.find(who);
        shard_.hub().measured(ticket, session == nullptr ? Arrived{} : session->arrived(Shard::clock().mono));
    });
}

void Fanout::hang_up(ClientId who, std::string_view name, std::string_view reason) {
    Session* session = shard_.find(who);
    if (session == nullptr) return;
    seal(*session);
    session->hang_up(name, reason);
}

Fanout::Groups* Fanout::find(RoomId room) {
    if (room.slot >= rooms_.size() || rooms_[room.slot].empty()) return nullptr;
    Groups& groups = rooms_[room.slot];
    return groups.front()->room == room ? &groups : nullptr;
}

Group& Fanout::group_for(RoomId room, dialect::Dialect dialect) {
    if (room.slot >= rooms_.size()) rooms_.resize(room.slot + std::size_t{1});
    Groups& groups = rooms_[room.slot];
    for (const auto& group : groups) {
        if (group->dialect == dialect) return *group;
    }
    return *groups.emplace_back(std::make_unique<Group>(room, dialect));
}

void Fanout::sit(Session& session, RoomId room) {
    Group& group = group_for(room, session.dialect());
    const auto index = static_cast<std::uint32_t>(group.members.size());
    group.members.push_back({session.direct_fd(), group.turn.size(), &session});
    session.seats().push_back({&group, index});
    session.uncount(group.lines, group.bytes);
}

void Fanout::rise(Session& session, std::size_t seat_index) {
    const Seat seat = session.seats()[seat_index];
    Group& group = *seat.group;
    if (group.members[seat.index].from < group.turn.size()) {
        seal(group.members[seat.index], group);
        shard_.flush_at_end(session);
    }
    session.count(group.lines, group.bytes);

    group.members[seat.index] = group.members.back();
    for (Seat& moved : group.members[seat.index].session->seats()) {
        if (moved.group == &group) moved.index = seat.index;
    }
    group.members.pop_back();
    session.seats().erase(session.seats().begin() + static_cast<std::ptrdiff_t>(seat_index));
    if (!group.members.empty()) return;

    // An empty group goes, and its room's slot may be another room's next.
    if (group.dirty) std::erase(dirty_, &group);
    if (last_of_several_ == &group) last_of_several_ = nullptr;
    std::erase_if(rooms_[group.room.slot], [&group](const auto& each) { return each.get() == &group; });
}

// Moves a session to the groups of its new dialect; what the old ones still owe it comes first.
void Fanout::regroup(Session& session, dialect::Dialect dialect) {
    if (dialect == session.dialect()) return;
    std::vector<RoomId> rooms;
    for (const Seat& seat : session.seats()) rooms.push_back(seat.group->room);
    while (!session.seats().empty()) rise(session, 0);
    session.set_dialect(dialect);
    for (const RoomId room : rooms) sit(session, room);
    session.show_terminal(dialect.view.interactive);
}

}  // namespace confab::net
