// Telling one user something.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/ports/wording.hpp"

namespace confab {

struct User;

class Replies {
  public:
    // Both outlive it.
    Replies(EventSink& events, const Wording& wording) : events_(events), wording_(wording) {}

    // While this lives, what is told to the user is an answer to what they did, and goes to the connection
    // that they act on. What any other user is told goes to all connections of theirs. They nest.
    class Acting {
      public:
        Acting(Replies& replies, UserId who)
            : replies_(replies), before_(std::exchange(replies.acting_, who)) {}
        ~Acting() { replies_.acting_ = before_; }
        Acting(const Acting&) = delete;
        Acting& operator=(const Acting&) = delete;

      private:
        Replies& replies_;
        UserId before_;
    };

    // Answers have this label from now on; an empty one is none.
    void set_label(std::string_view label) { label_ = label; }
    const std::string& label() const { return label_; }

    void tell(const User& user, const Event& event);
    // On all connections, also to the user who acts.
    void tell_everywhere(const User& user, const Event& event);
    // On one of their connections.
    void tell_in(ClientId connection, std::string_view room, const Reply& what, Now now);
    void refuse_on(ClientId connection, const Refusal& why, Now now);

    // The user gets the words and, where a program reads them, the code and the arguments.
    void tell(const User& user, const Reply& what, Now now);
    // On the connection that they acted on last, and no other, whoever acts now.
    void tell_here(const User& user, const Reply& what, Now now);
    // The same as a line of a room that the user is in.
    void tell_in(const User& user, std::string_view room, const Reply& what, Now now);
    // The first and the last line around a replay or a list of messages.
    void frame(const User& user, const Reply& what, Now now);
    void refuse(const User& user, const Refusal& why, Now now);
    // Tells why `line` was not sent to anyone, and puts it up to be sent later.
    void refuse_text(const User& user, const Refusal& why, std::string_view line, Now now);
    // All members of the room but `except`, or those of them that `reach` means. `name`: of the room.
    void tell_room(RoomId room, std::string_view name, const Reply& what, Now now,
                   std::span<const ClientId> except = {}, Reach reach = Reach::everyone);
    // Puts `line` up for correction, if the display of the user is interactive.
    void offer(const User& user, std::string_view line);
    // For a person outside of the chat, as an operator at confabctl is.
    Worded words(const Reply& what) const { return wording_.word(what); }

  private:
    void tell(const User& user, Event event, const Reply& what);
    void tell(ClientId connection, Event event, const Reply& what);

    EventSink& events_;
    const Wording& wording_;
    UserId acting_;
    std::string label_;
};

}  // namespace confab
