// The chat as a state machine: what a client sent goes in, what others see comes out through the
// Audience. No sockets, no clock, no log; single-threaded, always.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "confab/base/clock_watch.hpp"
#include "confab/base/name.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/login/seats.hpp"
#include "confab/core/messages/history.hpp"
#include "confab/core/moderation/moderation.hpp"
#include "confab/core/pending_requests.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/ports/interpreter.hpp"
#include "confab/core/ports/ports.hpp"
#include "confab/core/rooms/doors.hpp"
#include "confab/core/rooms/presence.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/account_directory.hpp"
#include "confab/core/users/ignores.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class Hub {
  public:
    // `audience`, `interpreter` and what is outside outlive the hub. Throws std::runtime_error when ICU
    // cannot be used.
    Hub(EventSink& audience, Interpreter& interpreter, ChatSettings settings, Ports outside = {});
    // What there was before; once, before anyone connects.
    void load(StoredState stored);

    // --- What the edge calls. An id that is unknown or gone is ignored.

    // Gives the client a guest name, a place in the lobby and the greeting, or hangs up on who is banned.
    // `view`: its dialect, and whether its display is interactive already; the rest of it is ignored.
    void connect(ClientId id, Now now, View view = {}, const Address& address = {});
    // One line: valid UTF-8 without controls, no spaces at its end. Nothing comes of one in which nothing is
    // seen. One whose first seen character is '/' is a command or an error, and is never said.
    void line(ClientId id, TypedLine line, Now now);
    // The client's program told who its user is there: they are called that here too, if they can be.
    void user_name(ClientId id, std::string_view name, Now now);
    // Several lines that are one message, with one id: `text` is as above, but holds newlines. None of
    // it is a command, however it begins. What is over ChatSettings::block_lines or block_bytes, or may
    // hold a secret, is refused as a whole; newlines at its end are not part of it.
    void block(ClientId id, std::string_view text, Now now);
    // Tells the client that its input had an error. Goes through the hub so that it comes after
    // the answers to what was sent before.
    void reject(ClientId id, std::string_view why, Now now);
    void notice(ClientId id, std::string_view text, Now now);
    // The display of the client is interactive from now on, or no longer.
    void set_interactive(ClientId id, bool on);
    // What could the word before the cursor be? `line` is what is typed so far, `cursor` counts bytes
    // of it. Answered by EventSink::completions.
    void complete(ClientId id, std::string_view line, std::size_t cursor);
    // Empty if the client is unknown or gone.
    std::optional<Status> status(ClientId id);
    // The connection is gone or going: the client is forgotten and hung up. `reason` may be empty. What has
    // not arrived there it is shown when it comes back.
    void disconnect(ClientId id, std::string_view reason, Now now, Arrived arrived = all_arrived);
    // The same at once, also if the client waits for an answer: what it sent meanwhile is dropped, because
    // it is gone for good.
    void lost(ClientId id, std::string_view reason, Now now, Arrived arrived = all_arrived);

    // Answers from outside. A ticket that is not waited for any more is ignored.
    void found(HistoryAnswer answer, Now now);
    void password_done(PasswordAnswer answer, Now now);
    void measured(Ticket ticket, Arrived arrived, Now now);

    // The store has begun to fail, or is well again, as `why` says: operators are told.
    void storage_changed(std::string_view why, Now now);

    void tick(Now now);
    std::optional<MonoTime> deadline() const;

    void configure(ChatSettings settings);
    // Says goodbye to everyone and hangs up. Nobody is told who leaves.
    void stop(Now now);
    static constexpr std::string_view goodbye = "the server is stopping, goodbye";
    std::vector<std::string> operators_without_account() const {
        return moderation_.operators_without_account();
    }
    std::size_t clients() const { return registry_.size(); }

    // --- What commands are made of. `client` is always connected.

    const ChatSettings& settings() const { return settings_; }
    const NameRules& names() const { return names_; }
    const Ignores& ignores() const { return ignores_; }
    UserDirectory& registry() { return registry_; }
    RoomDirectory& rooms() { return rooms_; }
    AccountDirectory& accounts() { return accounts_; }
    Authentication& logins() { return logins_; }
    Moderation& moderation() { return moderation_; }
    Doors& doors() { return doors_; }
    History& archive() { return archive_; }
    Seats& seats() { return seats_; }
    // May what is too old be deleted, and not only be passed over?
    bool may_forget(Now now) { return clock_watch_.settled(now); }
    Presence& presence() { return presence_; }
    EventSink& audience() { return audience_; }
    // Outside, or what stands for it where there is nothing.
    MessageLog& log() { return *outside_.log; }
    StateStore& state() { return *outside_.state; }
    Passwords& passwords() { return *outside_.passwords; }
    const std::function<std::uint64_t()>& random() const { return outside_.random; }

    // The room of that name, if there is one that `client` may know of.
    Room* find_room(const Client& client, std::string_view name);
    // Makes `client` wait for an answer from outside, which `then` is called with. What it sends meanwhile is
    // handled after that. The ticket is what to ask with; if nobody could be asked, call never_mind() at
    // once.
    Ticket await(Client& client, Then then, Now now);
    void never_mind(Ticket ticket);
    // The next line of `client` is a secret that `then` is called with, unless it is a command: that calls
    // the question off.
    void ask_secret(Client& client, std::string_view prompt,
                    std::function<void(Client&, std::string_view, Now)> then);
    // Of the line that is being handled, this part is a secret: gives garbled_secret if cleaning changed it.
    std::string_view secret(std::string_view part) const;
    void say(Client& client, EventType type, std::string_view text, Now now);
    void say_privately(Client& from, Client& to, std::string_view text, Now now);
    void tell(const Client& client, std::string_view text, Now now);
    void request_interactive(const Client& client, bool on) { audience_.request_interactive(client.id, on); }
    // The settings of a client as they are; the name is left empty here.
    DisplayPreferences& display_preferences(Client& client) { return client.more().display; }
    // Hands them to the display, if it is interactive. For after a change.
    void tell_settings(const Client& client);
    // Puts `line` up for correction, if the display of the client is interactive.
    void offer(const Client& client, std::string_view line);
    void tell_error(const Client& client, std::string_view text, Now now);
    // Tells why `line` was not sent to anyone, and puts it up to be sent later.
    void refuse_text(const Client& client, std::string_view why, std::string_view line, Now now);
    void rename(Client& client, Name name, Now now);
    // Is nothing shown in `room` of what `person` wrote, names they take now included? Of who is muted, and
    // of who has no voice in a moderated room.
    bool silenced(const Client& person, const Room& room, Now now) const;
    // Gives a guest name to who has a name that is somebody else's.
    void make_guest(Client& client, Now now);
    // `word` is what was said at its door.
    void join(Client& client, Name room, std::string_view word, Now now);
    // `reason`: what all are told of who is put out.
    void leave(Client& client, Room& room, Now now, std::string_view reason = {});
    // Out of a room, or off the server, told why. `client` is gone after expel(); `room` may be after both.
    void put_out(Client& client, Room& room, std::string_view why, std::string_view reason, Now now);
    void expel(Client& client, std::string_view why, std::string_view reason, Now now);
    // Puts who comes back into a room it was in, if it still may; `quietly`: the room is not told. False if
    // it is not there afterwards.
    bool return_to(Client& client, Room& room, bool quietly, Now now);
    void talk(Client& client, Room& room) { talk_in(client, room); }
    // `client` is who `ghost` was: hangs up on that one, and its rooms are told nothing. How the ghost saw
    // things, and its away mark, go over to `client`; not its name and its rooms.
    void take_over(Client& ghost, Client& client, Now now);
    void quit(Client& client, std::string_view reason, Now now);
    void set_topic(Client& client, std::string_view text, Now now);
    void tell_topic(const Client& client, const Room& room, Now now);
    // Lines shown where nobody says how many.
    std::size_t default_lines() const;
    // While the client has not chosen by /quiet, view.quiet is what is usual for the rest of the view.
    void change_view(Client& client, View view);
    void ignore(Client& client, const Name& name) { ignores_.add(client, name); }
    bool stop_ignoring(Client& client, std::string_view key) { return ignores_.remove(client, key); }

  private:
    std::size_t history_kept() const;
    void keep(const Client& client, Room& room, const Event& event);
    Client& admit(ClientId id, Now now);
    Name free_guest_name(std::uint32_t& number, Now now);
    void take_secret(Client& client, std::string_view text, Now now);
    void take_line(Client& client, TypedLine line, Now now);
    void take_text(Client& client, std::string_view text, Now now);
    void take_block(Client& client, std::string_view text, Now now);
    bool waits(ClientId id, WaitingInput::Kind kind, TypedLine line, Arrived arrived = all_arrived);
    void answered(Ticket ticket, Answer answer, Now now);
    void go_on(ClientId id, Now now);
    void greet(const Client& client, Now now);
    void enter(Client& client, Room& room);
    void exit(Client& client, Room& room);
    void forget_if_empty(Room& room);
    void leave_namesakes(Client& client, Room& room, Now now);
    // Makes `room` the current one; gives how much was said there since it last was.
    std::uint64_t talk_in(Client& client, Room& room);
    void tell_who_can_reply(const Client& client);
    void tell_switched(const Client& client, std::uint64_t unread, Now now);
    // Whether the rooms are told, and who made the reason: the server, whoever leaves, a moderator.
    enum class Farewell { quiet, told, said, put_off };
    // Last words are words: those of who may say nothing there are not heard.
    bool may_speak(Client& client, Room& room, Now now);
    void tell_farewell(Client& client, const Membership& was, std::string_view reason, Farewell farewell,
                       Now now);
    void remove(Client& client, std::string_view reason, Now now, Farewell farewell = Farewell::told,
                Arrived arrived = all_arrived);
    std::span<const ClientId> except_for(const Client& sender, bool sender_too);

    EventSink& audience_;
    Interpreter& interpreter_;
    ChatSettings settings_;
    Ports outside_;
    NameRules names_;
    AccountDirectory accounts_;
    UserDirectory registry_;
    RoomDirectory rooms_;
    Ignores ignores_;
    Presence presence_;
    PendingRequests waits_;
    Authentication logins_{*this};
    Moderation moderation_{*this};
    Doors doors_{*this};
    History archive_{*this};
    Seats seats_{*this};
    ClockWatch clock_watch_;
    std::vector<ClientId> except_;
    TypedLine line_{""};  // that is being handled
    bool stopping_ = false;
};

}  // namespace confab
