// How users see things, and what the edge has to know of it.
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

    // While the user has not chosen by /quiet, view.quiet is the default for the rest of the view.
    void change(User& user, View view);
    // The display of the user is interactive from now on, or no longer.
    void set_interactive(User& user, bool on);
    // Rooms that a user is in are named to them if there are several.
    void count_rooms(User& user);
    // Makes `room` the current one of the connection that the user acts on. The user is in it; gives how much
    // was said there since it last was that.
    std::uint64_t set_current(User& user, Room& room);
    // The same for one of the others, which has none now.
    void set_first_current(User& user, Connection& other, Room& room);

    // Sends the preferences to the displays that are interactive. To be called after a change.
    void tell_settings(const User& user);
    // Those who would answer `user` with /reply have to know their new name.
    void tell_repliers(const User& user);
    // The settings that were saved with an account or a code.
    void apply(User& user, const SavedSettings& settings);

  private:
    void change(User& user, Connection& connection, View view);
    void tell_settings(const User& user, const Connection& connection);

    EventSink& events_;
    UserDirectory& users_;
    Ignores& ignores_;
};

}  // namespace confab
