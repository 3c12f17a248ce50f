// What rooms are told of comings and goings: nothing of those who were hardly there, a line of
// each in a small room, a sum a second in a large one.
#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "confab/base/snapshot/forward.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/ignores.hpp"
#include "confab/core/users/replies.hpp"
#include "confab/core/users/user_directory.hpp"

namespace confab {

class Presence {
  public:
    // All of them outlive the presence.
    Presence(EventSink& events, const ChatSettings& settings, UserDirectory& users, RoomDirectory& rooms,
             const Ignores& ignores, Replies& replies)
        : events_(events),
          settings_(settings),
          users_(users),
          rooms_(rooms),
          ignores_(ignores),
          replies_(replies) {}

    // Someone connected: announced in `announce_after`, unless they speak or go before.
    void arrived(User& user, Now now);
    // A user that stayed long enough is missed when they go, announced or not.
    bool stayed(const User& user, Now now) const;

    // Someone walked in or out by a command, at once. The one who walks is told as well.
    void walked_in(User& user, Room& room, Now now);
    // `was` is the place in the room that the user is not in any more. `reason`: why a moderator put the
    // user out; else empty.
    void walked_out(User& user, const Membership& was, std::string_view reason, Now now);
    void gone(const User& user, const Membership& was, std::string_view reason, Now now);
    // A moderator did that: all are told, in a room of any size and however little they want to see.
    void put_out(const User& user, const Membership& was, std::string_view reason, Now now);
    // For an edge that tells people who asked to know.
    void changed(const User& user, PersonChange what) { events_.person_changed(user.id, what); }
    void renamed(User& user, std::string_view before, Now now);
    // A user without a voice there is about to be renamed: the room hears of it, but not the name.
    void renamed_unseen(const User& user, Membership& where, Now now);

    // Tells what is due. Call it no later than deadline() asks for.
    void tick(Now now);
    std::optional<MonoTime> deadline() const;

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    struct Arrival {
        MonoTime due;
        UserId who;
        bool operator<(const Arrival& other) const {
            return due != other.due ? due > other.due : who.serial > other.who.serial;
        }

        template <class Archive, class Self>
        static void fields(Archive& archive, Self& self) {
            archive(self.due, self.who);
        }
    };
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);

    void put_out_unseen(const Room& room, std::string_view reason, Now now);
    void forget_the_gone();
    void announce(User& user, Now now);
    void tell_joined(const User& user, Room& room, MonoTime came, Now now);
    void tell_left(const User& user, const Membership& was, std::string_view reason, Leaving leaving,
                   Now now);
    void tell_change(Room& room, Event event, std::uint32_t Comings::*counter, bool quiet_see_it, Now now);
    bool quiet_see(const User& user, Room& room, Run::Change change, Now now);
    void sum_up(Room& room, std::uint32_t Comings::*counter, Now now);
    void tell_sum(Room& room, Now now);
    void begin_run(Room& room, Now now);
    void end_run(Room& room, Now now);
    // Who sees it, and on what.
    struct Viewer {
        const User& user;
        const Connection& connection;
    };
    void tell_own_sum(const Viewer& viewer, const Room& room, const Run& run, std::vector<ClientId>& told,
                      Now now);
    Reply sum_for(const Viewer* viewer, const Room& room, const Run& run) const;
    bool has_own_sum(const Viewer& viewer, const Run& run) const;
    void tell_confidants(const User& user, Room& room, const Event& event, Now now);
    void tell_due_sums(Now now);
    void leave_out(const User& user);
    void leave_out_own(const User& user);

    EventSink& events_;
    const ChatSettings& settings_;
    UserDirectory& users_;
    RoomDirectory& rooms_;
    const Ignores& ignores_;
    Replies& replies_;
    std::vector<Arrival> arrivals_;  // a heap, the first due on top; some may be gone already
    std::set<std::pair<MonoTime, RoomId>> to_sum_up_;
    std::set<std::pair<MonoTime, RoomId>> runs_;
    std::vector<ClientId> except_;
};

}  // namespace confab
