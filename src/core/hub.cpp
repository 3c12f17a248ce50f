#include "confab/core/hub.hpp"

#include <algorithm>
#include <utility>

#include "answering.hpp"
#include "confab/core/rooms/room_loading.hpp"
#include "confab/core/users/resume_code.hpp"

namespace confab {

namespace {

// Stand for ports that there are none of.
MessageLog no_log;
StateStore no_state;
Passwords no_passwords;

Ports or_nothing(Ports outside) {
    if (outside.log == nullptr) outside.log = &no_log;
    if (outside.state == nullptr) outside.state = &no_state;
    if (outside.passwords == nullptr) outside.passwords = &no_passwords;
    return outside;
}

RoomName known_good(std::variant<RoomName, NameFault> name) { return std::get<RoomName>(std::move(name)); }

}  // namespace

Hub::Hub(EventSink& events, Interpreter& interpreter, ChatSettings settings, Ports outside)
    : events_(events),
      interpreter_(interpreter),
      settings_(std::move(settings)),
      outside_(or_nothing(std::move(outside))),
      rooms_(known_good(names_.check_room("lobby"))) {
    if (outside_.log->lasts()) rooms_.remember(settings_.remembered_rooms);
    server_roles_.configure();
}

void Hub::load(StoredState stored) {
    rooms_.ids_above(stored.last_id_of_others);
    for (RoomTail& tail : stored.tails) {
        Room& room = rooms_.restore(std::move(tail.room), tail.last_id);
        for (const Message& said : tail.lines) {
            room.history.restore(said, messages_in_memory(settings_), settings_.history_bytes);
        }
    }
    accounts_.load(std::move(stored.accounts), stored.last_account);
    sanctions_.load(std::move(stored.sanctions), stored.last_sanction);
    server_roles_.load(stored.lockdown);
    load_rooms(std::move(stored.rooms), rooms_, *outside_.state, *outside_.log);
    resume_.load(std::move(stored.guest_seats));
    invite_codes_.load(std::move(stored.invite_codes));
    inbox_.load(std::move(stored.away_messages));
    rooms_.for_each([this](Room& room) { rooms_.forget_if_empty(room); });
}

void Hub::configure(ChatSettings settings) { propose({last_, operation::Configure{std::move(settings)}}); }

void Hub::connect(ClientId id, Now now, View view, const Address& address, bool encrypted,
                  std::string certificate, Coming coming) {
    const bool has_shown_one = !certificate.empty() && !coming.nameless;
    propose({now, operation::Arrive{id, address, view, new_resume_code(), encrypted, std::move(certificate),
                                    coming.home, coming.nameless}});
    if (!has_shown_one) return;
    if (User* user = users_.find(id)) authentication_.log_in_by_certificate(*user, now);
}

std::uint64_t Hub::new_resume_code() {
    constexpr std::uint64_t bits = (std::uint64_t{1} << (5 * resume_code_length)) - 1;
    return outside_.random && settings_.max_seats > 0 ? outside_.random() & bits : 0;
}

void Hub::set_interactive(ClientId id, bool on) { propose({last_, operation::SetInteractive{id, on}}); }

void Hub::complete(ClientId id, std::string_view line, std::size_t cursor) {
    const User* user = acting(id, last_);
    if (user == nullptr || !user->connection.view.interactive) return;
    const Answering answering(events_, replies_, user->id, id);
    const Completion completion = interpreter_.complete(*user, line, cursor);
    events_.completions(id, completion.word, completion.candidates);
}

// Unread is counted by the ids of a room, so that a delivery costs nothing for it. Messages of people whom
// the user ignores count as well.
std::optional<Status> Hub::status(ClientId id) {
    const User* user = users_.find(id);
    if (user == nullptr || user->is_unnamed()) return std::nullopt;
    const Connection& connection = *user->find_connection(id);
    if (connection.current == nullptr) return std::nullopt;
    const Room& current = *connection.current;
    Status status{user->name.text, current.name().text, current.members().size(), 0};
    for (const Membership& membership : user->rooms) {
        if (membership.room != &current) {
            status.unread += user->unread(membership, connection, membership.room->last_id());
        }
    }
    return status;
}

void Hub::disconnect(ClientId id, std::string_view reason, Now now, Arrived arrived) {
    if (waits(id, WaitingInput::Kind::disconnect, reason, arrived)) return;
    lost(id, reason, now, arrived);
}

void Hub::lost(ClientId id, std::string_view reason, Now now, Arrived arrived) {
    propose({now, operation::Gone{id, std::string(reason), arrived}});
}

void Hub::stop(Now now) { propose({now, operation::Stop{}}); }

void Hub::storage_changed(std::string_view why, Now now) {
    users_.for_each([&](const User& user) {
        if (server_roles_.is_operator(user)) replies_.tell(user, {Code::storage_changed, why}, now);
    });
}

void Hub::tick(Now now) {
    while (const auto ticket = pending_.overdue(now.mono)) {
        outside_.passwords->abandon(*ticket);
        answered(*ticket, {}, now);
    }
    propose({now, operation::Tick{}});
}

std::optional<MonoTime> Hub::deadline() const {
    std::optional<MonoTime> first;
    for (const auto& each : {presence_.deadline(), pending_.deadline(), account_saves_.deadline(),
                             login_deadlines_.deadline()}) {
        if (each) first = std::min(first.value_or(*each), *each);
    }
    return first;
}

}  // namespace confab
