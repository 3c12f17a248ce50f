// Comings and goings in sums: of large rooms, and of any room for those who want few lines.
#include <utility>

#include "confab/core/presence.hpp"
#include "text.hpp"

namespace confab {

namespace {

constexpr Milliseconds summary_interval{1000};
// Quiet views see one line of comings and goings in this time: the first, or the sum of the rest.
constexpr Milliseconds run_length{10000};
// Rooms that are gone are still listed until their run would have ended; so many are not worth clearing.
constexpr std::size_t few_runs = 1024;

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
    const std::string text = sentence(sum.joined, " joined, ", sum.left, " left #", room.name().text, " (",
                                      room.members().size(), " here)");
    audience_.tell_room(room.id(),
                        {.type = EventType::notice,
                         .reach = Reach::only_off,
                         .time = now.wall,
                         .room = room.name().text,
                         .text = text},
                        {});
}

// Is this the first in a while, which the quiet ones see as it is? What follows it is summed up.
// Where nobody is quiet there are no runs.
bool Presence::begins_run(Room& room, std::uint32_t Comings::*counter, Now now) {
    if (room.in_run) {
        ++(room.run.*counter);
        return false;
    }
    if (room.quiet_members > 0) begin_run(room, now);
    return true;
}

void Presence::begin_run(Room& room, Now now) {
    if (runs_.size() > 2 * rooms_.size() + few_runs) {
        std::erase_if(runs_, [this](const auto& run) { return rooms_.find(run.second) == nullptr; });
    }
    room.in_run = true;
    room.run = {.due = now.mono + run_length};
    runs_.emplace(room.run.due, room.id());
}

void Presence::end_run(Room& room, Now now) {
    room.in_run = false;
    const Comings sum = std::exchange(room.run, {});
    if (sum.empty() || room.quiet_members == 0) return;

    const std::string joined = sum.joined > 0 ? sentence("+", sum.joined, " ") : "";
    const std::string left = sum.left > 0 ? sentence("-", sum.left, " ") : "";
    const std::string text =
        sentence(joined, left, "#", room.name().text, " (", room.members().size(), " here)");
    audience_.tell_room(room.id(),
                        {.type = EventType::notice,
                         .reach = Reach::only_on,
                         .time = now.wall,
                         .room = room.name().text,
                         .text = text},
                        {});
    begin_run(room, now);
}

// Whoever had a private talk with the one who goes misses them, however idle they were here.
void Presence::tell_confidants(const Client& client, Room& room, const Event& event, Now now) {
    if (!client.extras || room.quiet_members == 0) return;
    for (const auto& [who, when] : client.extras->confidants.all()) {
        Client* other = registry_.find(who);
        if (other == nullptr || now.mono - when >= lately || other->view.quiet != Quiet::on) continue;
        if (other->membership(room) == nullptr || ignores_.ignores(*other, client.name.key)) continue;
        audience_.tell(who, event);
    }
}

}  // namespace confab
