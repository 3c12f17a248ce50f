// Where the events of the chat go. Core decides who gets what and in which order; whoever implements this
// interface reaches the clients, and decides nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "confab/base/address.hpp"
#include "confab/base/ids.hpp"
#include "confab/core/event.hpp"
#include "confab/core/users/display.hpp"

namespace confab {

struct AuditEntry;

// How much of comings and goings is left out. `on`: leaves of those who were idle, and runs are
// summed up. `all`: each and every one.
enum class Quiet : std::uint8_t { off, on, all };

// How one client wants to see things, and what kind of display it has. An event is encoded once for all
// clients of a room with the same view. Three bytes, because everyone has two of them. (One, with an enum
// of two bits, is too much for g++ 12: it then cannot make a View of braces any more.)
struct View {
    static constexpr std::size_t max_dialects = 16;

    bool structured : 1 = false;  // a program reads it: each event has its fields, lists come as rows
    bool timestamps : 1 = false;
    bool several_rooms : 1 = false;  // then lines of a room name it
    bool interactive : 1 = false;    // a screen with an editor: takes offers, completions, preferences
    std::uint8_t dialect : 4 = 0;    // what it talks; the number means nothing to the chat
    bool numbers : 1 = false;        // lines of a room begin with their number
    std::uint8_t flavour : 7 = 0;    // of the dialect, which alone knows what it means
    Quiet quiet = Quiet::off;
    bool operator==(const View&) const = default;
};

// Does an event told to a room reach its members of this view?
constexpr bool shows(const View& view, const Event& event) {
    switch (event.reach) {
        case Reach::everyone: return true;
        case Reach::unless_all: return view.quiet != Quiet::all;
        case Reach::only_off: return view.quiet == Quiet::off;
        case Reach::only_on: return view.quiet == Quiet::on;
    }
    return true;
}

// What somebody did about a name that is registered, or failed to.
enum class LoginEvent : std::uint8_t {
    registered,
    logged_in,
    wrong_password,
    changed_password,
    unregistered,
    added_certificate,
    removed_certificate
};

struct Login {
    LoginEvent what{};
    std::string_view by;    // what the client is called
    std::string_view name;  // that it is about; of a wrong password as it was typed
    const Address& from;
};

// Promises the hub relies on: no call blocks, none calls back into the hub, and what one client
// gets is in the order of the calls. A client or room that is unknown here is ignored.
// What of a person is not told to rooms, for an edge that tells of it all the same.
enum class PersonChange : std::uint8_t { came, gone, away, account };

class EventSink {
  public:
    virtual ~EventSink() = default;

    virtual void tell(ClientId who, const Event& event) = 0;
    // All clients that have entered `room` and whose view shows the event, but not `except` (a few at
    // most).
    virtual void tell_room(RoomId room, const Event& event, std::span<const ClientId> except) = 0;

    virtual void enter(ClientId who, RoomId room) = 0;
    virtual void leave(ClientId who, RoomId room) = 0;
    virtual void change_view(ClientId who, View view) = 0;

    // The next four are only for clients with an interactive display (View::interactive). A sink that
    // has none need not know of them.
    //
    // A mistyped line as it was probably meant, for the editor to put up; nothing was done yet.
    virtual void offer(ClientId /*who*/, std::string_view /*line*/) {}

    // The preferences, when the display becomes interactive and whenever one of them changes.
    virtual void display_preferences(ClientId /*who*/, const DisplayPreferences& /*settings*/) {}
    // The client asks for an interactive display, or wants it no more. Whether it can have one is for the
    // edge to find out, which then calls Hub::set_interactive.
    virtual void request_interactive(ClientId /*who*/, bool /*on*/) {}

    // What the word before the cursor may be, best first; each takes the place of `word`, which is
    // a copy of the text that Hub::complete was given. May be empty.
    virtual void completions(ClientId /*who*/, std::string_view /*word*/,
                             std::span<const std::string> /*candidates*/) {}

    // From now on what `who` is told is an answer to what it sent, until answered(): that is what its share
    // of the server's work is counted by.
    virtual void answering(ClientId /*who*/) {}
    virtual void answered() {}

    // While it waits for an answer from outside, no more input of the client is read: input that comes
    // nevertheless waits in the hub.
    virtual void hold(ClientId /*who*/, bool /*on*/) {}
    // What the user of this connection may send is shared by so many connections, of which this is one.
    virtual void share_sending(ClientId /*who*/, std::uint16_t /*connections*/) {}
    // How much of the output has arrived at the client? Answered by Hub::measured, not before this call
    // has returned. A sink that cannot tell need not answer: the hub waits no longer
    // than PendingRequests::longest.
    virtual void measure(ClientId /*who*/, Ticket /*ticket*/) {}
    // What the client types is a secret, asked for by `prompt`: it is not to be shown as it is typed, nor
    // kept, where the client's side can do that. Until this is called again: an empty prompt ends it. Empty
    // lines are handed on until then.
    virtual void ask_secret(ClientId /*who*/, std::string_view /*prompt*/) {}
    virtual void person_changed(UserId /*who*/, PersonChange /*what*/) {}
    // It gave a wrong key of a room, or a code to come back with that is unknown; login() tells of wrong
    // passwords.
    virtual void guessed_wrong(ClientId /*who*/) {}
    // These two are for the log of the server.
    virtual void login(ClientId /*who*/, const Login& /*login*/) {}
    virtual void audited(const AuditEntry& /*entry*/) {}

    // Ends the connection once all that was told before has been sent. The hub has forgotten the
    // client by then; its name and the reason are for the log.
    virtual void hang_up(ClientId who, std::string_view name, std::string_view reason) = 0;

  protected:
    EventSink() = default;
    EventSink(const EventSink&) = default;
    EventSink& operator=(const EventSink&) = default;
};

}  // namespace confab
