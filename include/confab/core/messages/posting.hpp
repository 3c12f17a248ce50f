// Saying something: to a room, where a message gets its number, and to one person.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "confab/core/ports/event_sink.hpp"
#include "confab/core/ports/message_log.hpp"
#include "confab/core/ports/operation_log.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/guest_seats.hpp"
#include "confab/core/rooms/views.hpp"
#include "confab/core/users/ignores.hpp"
#include "confab/core/users/replies.hpp"

namespace confab {

// Messages that a room has in memory, so that `/history 500` has something to show.
std::size_t messages_in_memory(const ChatSettings& settings);

class Posting {
  public:
    // All of them outlive it.
    Posting(EventSink& events, const ChatSettings& settings, const Ignores& ignores, MessageLog& log,
            GuestSeats& guest_seats, const Access& access, Views& views, OperationLog& operations,
            Replies& replies)
        : events_(events),
          settings_(settings),
          ignores_(ignores),
          log_(log),
          guest_seats_(guest_seats),
          access_(access),
          views_(views),
          operations_(operations),
          replies_(replies) {}

    // In the user's current room. Nothing comes of a blank text. Gives why it was not said, if so; the
    // user is not told yet.
    [[nodiscard]] Refusal say(User& user, Room& room, EventType type, std::string_view text, Now now);
    // The same as an answer to a message that they may see.
    [[nodiscard]] Refusal answer(User& user, Room& room, std::uint64_t to, std::string_view text, Now now);
    // The text is in no operation: it is nowhere but in the event.
    [[nodiscard]] Refusal say_privately(const User& from, const User& to, std::string_view text,
                                        Now now) const;
    // By a program: `maker` is who made its token. What may be said is asked before.
    void say_by(const PostingToken& token, std::string_view maker, Room& room, std::string_view text,
                Now now);
    void note_exchange(User& from, User& to, Now now);

  private:
    void post(User& user, Room& room, Event said, Now now);
    void keep(std::string_view sender, const Author& author, Room& room, const Event& event);
    std::span<const ClientId> except_for(const User& sender);

    EventSink& events_;
    const ChatSettings& settings_;
    const Ignores& ignores_;
    MessageLog& log_;
    GuestSeats& guest_seats_;
    const Access& access_;
    Views& views_;
    OperationLog& operations_;
    Replies& replies_;
    std::vector<ClientId> except_;
};

}  // namespace confab
