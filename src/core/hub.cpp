#include "confab/core/hub.hpp"

#include <algorithm>
#include <utility>

#include "answering.hpp"
#include "confab/base/text.hpp"
#include "confab/base/visible.hpp"

namespace confab {

namespace {

// For what is not there.
MessageLog no_log;
StateStore no_state;
Passwords no_passwords;

Ports or_nothing(Ports outside) {
    if (outside.log == nullptr) outside.log = &no_log;
    if (outside.state == nullptr) outside.state = &no_state;
    if (outside.passwords == nullptr) outside.passwords = &no_passwords;
    return outside;
}

Name known_good(std::variant<Name, NameFault> name) { return std::get<Name>(std::move(name)); }

}  // namespace

Hub::Hub(EventSink& audience, Interpreter& interpreter, ChatSettings settings, Ports outside)
    : audience_(audience),
      interpreter_(interpreter),
      settings_(std::move(settings)),
      outside_(or_nothing(outside)),
      rooms_(known_good(names_.check_room("lobby"))),
      presence_(audience_, settings_, registry_, rooms_, ignores_) {
    if (log().lasts()) rooms_.remember(settings_.remembered_rooms);
    moderation_.configure();
    interpreter_.attach(*this);
}

void Hub::configure(ChatSettings settings) {
    settings_ = std::move(settings);
    moderation_.configure();
}

void Hub::connect(ClientId id, Now now, View view, const Address& address) {
    if (const auto refusal = moderation_.refuses(address, now); !refusal.told.empty()) {
        audience_.tell(id, {.type = EventType::error, .time = now.wall, .text = refusal.told});
        return audience_.hang_up(id, "-", refusal.logged);
    }
    Client& client = admit(id, now);
    client.view.dialect = view.dialect;
    client.address = address;
    seats_.arrived(client);
    if (view.interactive) set_interactive(id, true);
    enter(client, rooms_.lobby());
    greet(client, now);
    archive_.replay(client, rooms_.lobby(), settings_.history, now);
    presence_.arrived(client, now);
}

Client& Hub::admit(ClientId id, Now now) {
    std::uint32_t number = 0;
    Name name = free_guest_name(number, now);
    Client& client = registry_.add(id, std::move(name), number);
    client.connected_at = now.mono;
    client.last_active = now.mono;
    return client;
}

void Hub::greet(const Client& client, Now now) {
    const Room& lobby = rooms_.lobby();
    tell(client, "Welcome to Confab.", now);
    for (const std::string& line : settings_.motd) tell(client, line, now);
    tell(client, "Type to talk. /help lists the commands, /quit leaves.", now);
    const std::string code = Seats::code_of(client);
    if (!code.empty()) {
        tell(client, sentence("If the connection breaks, /resume ", code, " brings you back."), now);
    }
    if (!lobby.topic.empty()) tell_topic(client, lobby, now);
    tell(client, sentence("You are ", client.name.text, " in #lobby (", lobby.members().size(), " here)"),
         now);
}

void Hub::line(ClientId id, TypedLine line, Now now) {
    Client* client = registry_.find(id);
    if (client == nullptr || line.text.empty() || waits(id, WaitingInput::Kind::line, line)) return;
    const Answering answering(audience_, id);
    take_line(*client, line, now);
}

// What a line does may end in another one's being handled.
void Hub::take_line(Client& client, TypedLine line, Now now) {
    client.last_active = now.mono;
    logins_.touched(client, now);
    const TypedLine before = std::exchange(line_, line);
    take_text(client, line.text, now);
    line_ = before;
}

void Hub::take_text(Client& client, std::string_view text, Now now) {
    if (client.extras && client.extras->next_line) return take_secret(client, text, now);
    const std::string_view command = from_slash(text);
    if (command.starts_with("//")) return say(client, EventType::message, command.substr(1), now);
    if (!command.empty()) return interpreter_.command(client, line_, now);
    if (interpreter_.may_hold_secret(text)) {
        return tell_error(client, "that may hold a password, nothing was sent: a command begins with /", now);
    }
    say(client, EventType::message, text, now);
}

std::string_view Hub::secret(std::string_view part) const { return line_.secret(part); }

void Hub::reject(ClientId id, std::string_view why, Now now) {
    if (waits(id, WaitingInput::Kind::reject, why)) return;
    if (const Client* client = registry_.find(id)) tell_error(*client, why, now);
}

void Hub::notice(ClientId id, std::string_view text, Now now) {
    if (waits(id, WaitingInput::Kind::notice, text)) return;
    if (const Client* client = registry_.find(id)) tell(*client, text, now);
}

void Hub::disconnect(ClientId id, std::string_view reason, Now now, Arrived arrived) {
    Client* client = registry_.find(id);
    if (client == nullptr || waits(id, WaitingInput::Kind::disconnect, reason, arrived)) return;
    lost(id, reason, now, arrived);
}

void Hub::lost(ClientId id, std::string_view reason, Now now, Arrived arrived) {
    Client* client = registry_.find(id);
    if (client == nullptr) return;
    presence_.tick(now);  // whoever is due is announced before being seen to leave
    remove(*client, reason, now, Farewell::told, arrived);
}

void Hub::stop(Now now) {
    stopping_ = true;
    registry_.for_each([&](Client& client) {
        tell(client, goodbye, now);
        remove(client, "server stopping", now);
    });
}

void Hub::tell(const Client& client, std::string_view text, Now now) {
    audience_.tell(client.id, {.type = EventType::notice, .time = now.wall, .text = text});
}

void Hub::tell_error(const Client& client, std::string_view text, Now now) {
    audience_.tell(client.id, {.type = EventType::error, .time = now.wall, .text = text});
}

bool Hub::silenced(const Client& person, const Room& room, Now now) const {
    return moderation_.is_muted(person, room, now) || doors_.is_voiceless(person, room);
}

void Hub::rename(Client& client, Name name, Now now) {
    const Name before = client.name;
    for (Membership& membership : client.rooms) {
        if (before.text == name.text || !silenced(client, *membership.room, now)) continue;
        presence_.renamed_unseen(client, membership, now);
    }
    registry_.rename(client, std::move(name));
    if (before.key != client.name.key) ignores_.renamed(registry_, before.key, client.name);
    ignores_.remove(client, client.name.key);  // it may be a name that this client ignored
    presence_.renamed(client, before.text, now);
    tell_settings(client);
    tell_who_can_reply(client);
}

void Hub::quit(Client& client, std::string_view reason, Now now) {
    tell(client, "goodbye", now);
    if (!moderation_.refuses_private(client, now).empty()) reason = {};
    presence_.tick(now);
    remove(client, reason, now, Farewell::said);
}

void Hub::change_view(Client& client, View view) {
    if (!client.chose_quiet) view.quiet = view.interactive && !view.structured ? Quiet::on : Quiet::off;
    if (view == client.view) return;
    for (const Membership& membership : client.rooms) {
        std::size_t& quiet = membership.room->quiet_members;
        if (client.view.quiet == Quiet::on) --quiet;
        if (view.quiet == Quiet::on) ++quiet;
    }
    client.view = view;
    audience_.change_view(client.id, view);
}

void Hub::remove(Client& client, std::string_view reason, Now now, Farewell farewell, Arrived arrived) {
    const bool stayed = presence_.stayed(client, now);
    if (farewell != Farewell::quiet) {
        logins_.left(client, now, arrived);
        seats_.left(client, stayed, now, arrived);
    }
    if (const Ticket ticket = waits_.forget(client.id)) passwords().abandon(ticket);
    if (!stopping_) doors_.going(client, now);
    while (!client.rooms.empty()) {
        const Membership membership = client.rooms.back();
        const bool seen = stayed || membership.announced || farewell == Farewell::put_off;
        const bool heard = farewell != Farewell::said || may_speak(client, *membership.room, now);
        exit(client, *membership.room);
        if (!stopping_ && seen) tell_farewell(client, membership, heard ? reason : "", farewell, now);
        forget_if_empty(*membership.room);
    }
    if (client.guest_number != 0) ignores_.forget_name(registry_, client.name.key);
    ignores_.forget_client(client);
    audience_.hang_up(client.id, client.name.text, reason);
    registry_.remove(client.id);
}

void Hub::tell_farewell(Client& client, const Membership& was, std::string_view reason, Farewell farewell,
                        Now now) {
    if (farewell == Farewell::quiet) return;
    if (farewell == Farewell::put_off) return presence_.put_out(client, was, reason, now);
    presence_.gone(client, was, reason, now);
}

void Hub::take_over(Client& ghost, Client& client, Now now) {
    client.echo = ghost.echo;
    if (ghost.extras) {
        ClientExtras& extras = client.more();
        extras.away = ghost.extras->away;
        extras.away_text = ghost.extras->away_text;
        extras.display = ghost.extras->display;
        for (const Name& name : ghost.extras->ignores) ignores_.add(client, name);
        tell_settings(client);
    }
    View view = client.view;
    view.timestamps = ghost.view.timestamps;
    client.chose_quiet = ghost.chose_quiet;
    if (ghost.chose_quiet) view.quiet = ghost.view.quiet;
    change_view(client, view);
    tell(ghost, "you have come back on another connection, this one ends", now);
    remove(ghost, "taken over by another connection", now, Farewell::quiet);
}

}  // namespace confab
