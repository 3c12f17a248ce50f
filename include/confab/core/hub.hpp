// The chat as a state machine: what a client sent goes in, what others see comes out through the
// Audience. No sockets, no clock, no log; single-threaded, always.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "confab/core/audience.hpp"
#include "confab/core/ignores.hpp"
#include "confab/core/name.hpp"
#include "confab/core/presence.hpp"
#include "confab/core/registry.hpp"
#include "confab/core/room.hpp"
#include "confab/core/settings.hpp"

namespace confab {

class Hub {
  public:
    // `audience` outlives the hub. Throws std::runtime_error when ICU cannot be used.
    Hub(Audience& audience, ChatSettings settings);

    // --- What the edge calls. An id that is unknown or gone is ignored.

    // Gives the client a guest name, a place in the lobby and the greeting. `terminal`: it has the live
    // terminal already.
    void connect(ClientId id, Now now, bool terminal = false);
    // One line: valid UTF-8 without controls, not empty, no spaces at its end.
    void line(ClientId id, std::string_view text, Now now);
    // Several lines that are one message, with one id: `text` is as above, but holds newlines. None of
    // it is a command, however it begins. What is over ChatSettings::block_lines or block_bytes is
    // refused as a whole; newlines at its end are not part of it, and of only spaces nothing comes.
    void block(ClientId id, std::string_view text, Now now);
    // Tells the client that its input had an error. Goes through the hub so that it comes after
    // the answers to what was sent before.
    void reject(ClientId id, std::string_view why, Now now);
    void notice(ClientId id, std::string_view text, Now now);
    // The client has the live terminal from now on, or no longer.
    void use_terminal(ClientId id, bool on);
    // What could the word before the cursor be? `line` is what is typed so far, `cursor` counts bytes
    // of it. Answered by Audience::completions.
    void complete(ClientId id, std::string_view line, std::size_t cursor);
    // Empty if the client is unknown or gone.
    std::optional<Status> status(ClientId id);
    // The connection is gone or going: the client is forgotten and hung up. `reason` may be empty.
    void disconnect(ClientId id, std::string_view reason, Now now);

    void tick(Now now) { presence_.tick(now); }
    std::optional<MonoTime> deadline() const { return presence_.deadline(); }

    void configure(ChatSettings settings) { settings_ = std::move(settings); }
    // Says goodbye to everyone and hangs up. Nobody is told who leaves.
    void stop(Now now);
    std::size_t clients() const { return registry_.size(); }

    // --- What commands are made of. `client` is always connected.

    const ChatSettings& settings() const { return settings_; }
    const NameRules& names() const { return names_; }
    const Ignores& ignores() const { return ignores_; }
    Registry& registry() { return registry_; }
    Rooms& rooms() { return rooms_; }

    void say(Client& client, EventType type, std::string_view text, Now now);
    void say_privately(Client& from, Client& to, std::string_view text, Now now);
    void tell(const Client& client, std::string_view text, Now now);
    void ask_terminal(const Client& client, bool on) { audience_.terminal(client.id, on); }
    // The settings of a client as they are; the name is left empty here.
    TerminalSettings& terminal_settings(Client& client) { return client.more().terminal; }
    // Hands them to the terminal, if there is one. For after a change.
    void tell_settings(const Client& client);
    // Puts `line` up for correction, if the client has a terminal.
    void offer(const Client& client, std::string_view line);
    void tell_error(const Client& client, std::string_view text, Now now);
    void rename(Client& client, Name name, Now now);
    void join(Client& client, Name room, Now now);
    void leave(Client& client, Room& room, Now now);
    void quit(Client& client, std::string_view reason, Now now);
    void set_topic(Client& client, std::string_view text, Now now);
    void tell_topic(const Client& client, const Room& room, Now now);
    // The last `lines` lines of `room` in their frame; false if there are none to show.
    bool replay(const Client& client, const Room& room, std::size_t lines, Now now);
    // While the client has not chosen by /quiet, view.quiet is what is usual for the rest of the view.
    void change_view(Client& client, View view);
    void ignore(Client& client, const Name& name) { ignores_.add(client, name); }
    bool stop_ignoring(Client& client, std::string_view key) { return ignores_.remove(client, key); }

  private:
    Client& admit(ClientId id, Now now);
    void greet(const Client& client, Now now);
    void enter(Client& client, Room& room);
    void exit(Client& client, Room& room);
    // Makes `room` the current one; gives how much was said there since it last was.
    std::uint64_t talk_in(Client& client, Room& room);
    void tell_switched(const Client& client, std::uint64_t unread, Now now);
    void remove(Client& client, std::string_view reason, Now now);
    std::span<const ClientId> except_for(const Client& sender, bool sender_too);

    Audience& audience_;
    ChatSettings settings_;
    NameRules names_;
    Registry registry_;
    Rooms rooms_;
    Ignores ignores_;
    Presence presence_;
    std::vector<ClientId> except_;
    bool stopping_ = false;
};

}  // namespace confab
