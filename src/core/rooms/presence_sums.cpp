// Comings and goings in sums: of large rooms, and of any room for those who want few lines.
#include <algorithm>
#include <utility>

#include "confab/core/rooms/presence.hpp"

namespace confab {

namespace {

constexpr Milliseconds summary_interval{1000};
// Quiet views see one line of comings and goings in this time: the first, or the sum of the rest.
constexpr Milliseconds run_length{10000};
// Rooms that are gone are still listed until their run would have ended; so many are not worth clearing.
constexpr std::size_t few_runs = 1024;
// So many people are named in one sum; of more it has the numbers.
constexpr std::size_t max_named = 5;

struct Names {
    void add(std::string_view name) {
        if (++count <= max_named) names.emplace_back(name);
    }
    std::size_t count = 0;
    NameList names;
};

// Nothing if there is nothing to tell.
Reply sum_of(const Names& joined, const Names& left, const Room& room) {
    const std::string& name = room.name().text;
    if (joined.count + left.count == 0) return {};
    if (joined.count + left.count > max_named) {
        const auto count = [](const Names& those) {
            return those.count == 0 ? Argument() : argument(those.count);
        };
        return {Code::presence_count, count(joined), count(left), name, room.members().size()};
    }
    if (left.count == 0) return {Code::people_joined, joined.names, name};
    if (joined.count == 0) return {Code::people_left, left.names, name};
    return {Code::people_joined_and_left, joined.names, left.names, name};
}

}  // namespace

void Presence::tell_due_sums(Now now) {
    while (!to_sum_up_.empty() && to_sum_up_.begin()->first <= now.mono) {
        Room* room = rooms_.find(to_sum_up_.extract(to_sum_up_.begin()).value().second);
        if (room != nullptr) tell_sum(*room, now);
    }
    while (!runs_.empty() && runs_.begin()->first <= now.mono) {
        Room* room = rooms_.find(runs_.extract(runs_.begin()).value().second);
        if (room != nullptr) end_run(*room, now);
    }
}

void Presence::sum_up(Room& room, std::uint32_t Comings::*counter, Now now) {
    if (room.comings.empty()) {
        room.comings.due = now.mono + summary_interval;
        to_sum_up_.emplace(room.comings.due, room.id());
    }
    ++(room.comings.*counter);
}

void Presence::tell_sum(Room& room, Now now) {
    const Comings sum = std::exchange(room.comings, {});
    const std::string& name = room.name().text;
    replies_.tell_room(room.id(), name,
                       {Code::presence_sum, sum.joined, sum.left, name, room.members().size()}, now, {},
                       Reach::only_off);
}

// Is this the first in a while, which the quiet ones see as it is? What follows it is summed up.
// Where nobody else is quiet there are no runs.
bool Presence::quiet_see(const User& user, Room& room, Run::Change change, Now now) {
    if (room.run) {
        room.run->add(std::move(change));
        return false;
    }
    std::size_t own = 0;
    if (user.membership(room) != nullptr) {
        user.for_each_connection(
            [&](const Connection& each) { own += each.view.quiet == Quiet::on ? 1U : 0U; });
    }
    if (room.quiet_members > own) begin_run(room, now);
    return true;
}

void Presence::begin_run(Room& room, Now now) {
    if (runs_.size() > 2 * rooms_.size() + few_runs) {
        std::erase_if(runs_, [this](const auto& run) { return rooms_.find(run.second) == nullptr; });
    }
    room.run = std::make_unique<Run>(now.mono);
    runs_.emplace(now.mono + run_length, room.id());
}

// The room is told one sum; members that get another one are told singly.
void Presence::end_run(Room& room, Now now) {
    const std::unique_ptr<Run> run = std::move(room.run);
    if (run->empty() || room.quiet_members == 0) return;

    const std::string& name = room.name().text;
    std::vector<ClientId> told;
    for (const User* member : room.members()) {
        member->for_each_connection([&](const Connection& each) {
            tell_own_sum({*member, each}, room, *run, told, now);
        });
    }
    if (told.size() < room.quiet_members) {
        replies_.tell_room(room.id(), name, sum_for(nullptr, room, *run), now, told, Reach::only_on);
    }
    begin_run(room, now);
}

void Presence::tell_own_sum(const Viewer& viewer, const Room& room, const Run& run,
                            std::vector<ClientId>& told, Now now) {
    if (viewer.connection.view.quiet != Quiet::on || !has_own_sum(viewer, run)) return;
    told.push_back(viewer.connection.id);
    const Reply sum = sum_for(&viewer, room, run);
    if (sum.code != Code::none) replies_.tell_in(viewer.connection.id, room.name().text, sum, now);
}

// A user that came meanwhile does not hear of itself or of earlier changes, and no user hears of people
// that it ignores.
bool Presence::has_own_sum(const Viewer& viewer, const Run& run) const {
    if (viewer.connection.since > run.began) return true;
    const User& user = viewer.user;
    const bool ignores = user.extras && !user.extras->ignores.empty();
    return std::any_of(run.changes().begin(), run.changes().end(), [&](const Run::Change& change) {
        return change.who == user.id || (ignores && ignores_.ignores(user, change.key));
    });
}

// Without a viewer: for those who were there all the time. No code if there is nothing to tell.
Reply Presence::sum_for(const Viewer* viewer, const Room& room, const Run& run) const {
    MonoTime since = viewer == nullptr ? run.began : std::max(run.began, viewer->connection.since);
    for (const Run::Change& change : run.changes()) {
        if (viewer != nullptr && change.joined && change.who == viewer->user.id)
            since = std::max(since, change.came);
    }
    Names joined;
    Names left;
    for (const Run::Change& change : run.changes()) {
        const User* person = change.joined ? users_.find(change.who) : nullptr;
        const bool unseen = viewer != nullptr && (change.who == viewer->user.id || change.at < since ||
                                                  ignores_.ignores(viewer->user, change.key));
        if (unseen) continue;
        (change.joined ? joined : left).add(person != nullptr ? person->name.text : change.name);
    }
    joined.count += run.more_joined;
    left.count += run.more_left;
    return sum_of(joined, left, room);
}

// People who exchanged private messages with the user are told that they go, even if they were idle here.
void Presence::tell_confidants(const User& user, Room& room, const Event& event, Now now) {
    if (!user.extras || room.quiet_members == 0) return;
    for (const auto& [who, when] : user.extras->confidants.all()) {
        const User* other = users_.find(who);
        if (other == nullptr || now.mono - when >= lately) continue;
        if (other->membership(room) == nullptr || ignores_.ignores(*other, user.name.key)) continue;
        other->for_each_connection([&](const Connection& each) {
            if (each.view.quiet == Quiet::on) events_.tell(each.id, event);
        });
    }
}

}  // namespace confab
