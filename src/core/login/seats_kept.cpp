// What is kept of a guest who has gone, or may have gone when a crash comes.
#include <algorithm>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"
#include "confab/core/login/seats.hpp"

namespace confab {

std::string Seats::code_text(std::uint64_t code) {
    std::string text;
    for (std::size_t i = 0; i < code_length; ++i) {
        text += letters[code % letters.size()];
        code /= letters.size();
    }
    return text;
}

GuestSeat Seats::seat_of(const Client& client) const {
    GuestSeat seat{code_text(client.code), client.name, {}, seats_of(client), client.id};
    seat.settings = hub_.logins().settings_of(client);
    seat.source = source_of(client.address).text();
    if (client.extras) {
        seat.away = client.extras->away;
        seat.away_text = client.extras->away_text;
    }
    return seat;
}

void Seats::spoke(const Client& client) {
    if (client.account != nullptr || client.code == 0 || !hub_.log().lasts()) return;
    hub_.log().save(seat_of(client));
}

void Seats::left(const Client& client, bool stayed, Now now, Arrived arrived) {
    const bool spoke = std::any_of(client.rooms.begin(), client.rooms.end(),
                                   [](const Membership& each) { return each.spoke; });
    if (client.account != nullptr || client.code == 0 || !(stayed || spoke)) return;
    Kept kept{seat_of(client), {}};
    kept.seat.left = now.wall;
    kept.seat.seats = seats_of(client, arrived, now);
    hub_.log().save(kept.seat);
    if (client.extras) {
        for (const Name& name : client.extras->ignores) {
            if (const Client* other = hub_.registry().find_by_key(name.key))
                kept.ignored.push_back(other->id);
        }
    }
    keep(std::move(kept));
    forget_old(now);
}

void Seats::keep(Kept kept) {
    const std::string code = kept.seat.code;
    take(code);
    order_.add(kept.seat.source, kept.seat.left, code);
    seats_.emplace(code, std::move(kept));
}

std::optional<Seats::Kept> Seats::take(const std::string& code) {
    auto node = seats_.extract(code);
    if (!node) return std::nullopt;
    const GuestSeat& seat = node.mapped().seat;
    order_.remove(seat.source, seat.left, seat.code);
    return std::move(node.mapped());
}

// The log forgets what is too old by itself. Nothing goes by age while the clock may be wrong.
void Seats::forget_old(Now now) {
    const auto forget = [this](const std::string& code) {
        take(code);
        hub_.log().remove_seat(code);
    };
    const WallTime limit = now.wall - kept;
    while (hub_.may_forget(now)) {
        const std::string code = order_.oldest(limit);
        if (code.empty()) break;
        forget(code);
    }
    while (order_.size() > hub_.settings().max_seats) forget(order_.first_to_go());
}

// Before what was missed is shown, so that it is seen in that way.
void Seats::settle(Client& client, const Kept& kept, Now now) {
    hub_.logins().apply(client, kept.seat.settings);
    for (const ClientId id : kept.ignored) {
        const Client* other = hub_.registry().find(id);
        if (other != nullptr && other != &client) hub_.ignore(client, other->name);
    }
    if (!kept.seat.away) return;
    client.more().away = true;
    // What others see of somebody who may say nothing is not to come back with them.
    const bool may_speak = hub_.moderation().refuses_private(client, now).empty();
    client.more().away_text = may_speak ? kept.seat.away_text : std::string();
}

}  // namespace confab
