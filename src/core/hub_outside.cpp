// Asking outside, and what comes back.
#include <algorithm>
#include <utility>

#include "answering.hpp"
#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

void Hub::load(StoredState stored) {
    rooms_.ids_above(stored.last_id_of_others);
    for (RoomTail& tail : stored.tails) {
        Room& room = rooms_.restore(std::move(tail.room), tail.last_id);
        for (const Message& said : tail.lines) {
            const Event event{
                .type = said.type, .time = said.time, .id = said.id, .from = said.from, .text = said.text};
            room.history.add(event, history_kept(), settings_.history_bytes, said.in_private);
        }
    }
    accounts_.load(std::move(stored.accounts), stored.last_account);
    moderation_.load(std::move(stored.sanctions), stored.last_sanction, stored.lockdown);
    doors_.load(std::move(stored.rooms));
    seats_.load(std::move(stored.guest_seats));
    rooms_.for_each([this](Room& room) { rooms_.forget_if_empty(room); });
}

Ticket Hub::await(Client& client, Then then, Now now) {
    audience_.hold(client.id, true);
    return waits_.begin(client.id, std::move(then), now.mono);
}

// What waits already was there before, and whoever handles it goes on with it.
void Hub::never_mind(Ticket ticket) {
    const auto ended = waits_.end(ticket);
    if (!ended || waits_.has_input(ended->who)) return;
    waits_.forget(ended->who);
    audience_.hold(ended->who, false);
}

void Hub::found(HistoryAnswer answer, Now now) {
    const Ticket ticket = answer.ticket;
    answered(ticket, std::move(answer), now);
}

void Hub::password_done(PasswordAnswer answer, Now now) {
    if (logins_.hashed_for_operator(answer, now)) return;
    const Ticket ticket = answer.ticket;
    answered(ticket, std::move(answer), now);
}

void Hub::measured(Ticket ticket, Arrived arrived, Now now) { answered(ticket, arrived, now); }

void Hub::answered(Ticket ticket, Answer answer, Now now) {
    const auto ended = waits_.end(ticket);
    if (!ended) return;
    const Answering answering(audience_, ended->who);
    Client* client = registry_.find(ended->who);
    if (client != nullptr) ended->then(*client, std::move(answer), now);
    go_on(ended->who, now);
}

void Hub::storage_changed(std::string_view why, Now now) {
    registry_.for_each([&](const Client& client) {
        if (moderation_.is_operator(client)) tell(client, why, now);
    });
}

// What came while the client waited, until it waits again or is gone.
void Hub::go_on(ClientId id, Now now) {
    while (auto input = waits_.next_input(id)) {
        Client* client = registry_.find(id);
        if (client == nullptr) return static_cast<void>(waits_.forget(id));
        switch (input->kind) {
            case WaitingInput::Kind::line: take_line(*client, {input->text, input->changed_at}, now); break;
            case WaitingInput::Kind::block: take_block(*client, input->text, now); break;
            case WaitingInput::Kind::reject: tell_error(*client, input->text, now); break;
            case WaitingInput::Kind::notice: tell(*client, input->text, now); break;
            case WaitingInput::Kind::disconnect:
                presence_.tick(now);
                return remove(*client, input->text, now, Farewell::told, input->arrived);
        }
    }
    if (!waits_.waits(id)) audience_.hold(id, false);
}

bool Hub::waits(ClientId id, WaitingInput::Kind kind, TypedLine line, Arrived arrived) {
    if (!waits_.waits(id)) return false;
    waits_.keep(id, kind, line, arrived);
    return true;
}

void Hub::tick(Now now) {
    while (const auto ticket = waits_.overdue(now.mono)) {
        passwords().abandon(*ticket);
        answered(*ticket, {}, now);
    }
    presence_.tick(now);
    logins_.tick(now);
}

std::optional<MonoTime> Hub::deadline() const {
    std::optional<MonoTime> first;
    for (const auto& each : {presence_.deadline(), waits_.deadline(), logins_.deadline()}) {
        if (each) first = std::min(first.value_or(*each), *each);
    }
    return first;
}

}  // namespace confab
