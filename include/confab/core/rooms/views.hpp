// How clients see things, and what the edge has to know of it.
#pragma once

#include "confab/core/ports/event_sink.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/ignores.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class Views {
  public:
    // All of them outlive it.
    Views(EventSink& events, UserDirectory& users, Ignores& ignores)
        : events_(events), users_(users), ignores_(ignores) {}

    // While the client has not chosen by /quiet, view.quiet is the default for the rest of the view.
    void change(Client& client, View view);
    // The display of the client is interactive from now on, or no longer.
    void set_interactive(Client& client, bool on);
    // Rooms that a client is in are named to it if there are several.
    void count_rooms(Client& client);
    // Makes `room` the current one, which the client is in; gives how much was said there since it last was.
    std::uint64_t set_current(Client& client, Room& room);

    // Sends the preferences to the display, if it is interactive. To be called after a change.
    void tell_settings(const Client& client);
    // Those who would answer `client` with /reply have to know its new name.
    void tell_repliers(const Client& client);
    // The settings that were saved with an account or a code.
    void apply(Client& client, const SavedSettings& settings);

  private:
    EventSink& events_;
    UserDirectory& users_;
    Ignores& ignores_;
};

}  // namespace confab
