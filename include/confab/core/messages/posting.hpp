// Saying something: to a room, where a message gets its number, and to one person.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "confab/core/ports/event_sink.hpp"
#include "confab/core/ports/message_log.hpp"
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
            GuestSeats& guest_seats, const Access& access, Views& views, Replies& replies)
        : events_(events),
          settings_(settings),
          ignores_(ignores),
          log_(log),
          guest_seats_(guest_seats),
          access_(access),
          views_(views),
          replies_(replies) {}

    // In the client's current room. Nothing comes of a blank text. Gives why it was not said, if so; the
    // client is not told yet.
    [[nodiscard]] Refusal say(Client& client, EventType type, std::string_view text, Now now);
    [[nodiscard]] Refusal say_privately(Client& from, Client& to, std::string_view text, Now now);

  private:
    void keep(const Client& client, Room& room, const Event& event);
    void note_exchange(Client& from, Client& to, Now now);
    std::span<const ClientId> except_for(const Client& sender);

    EventSink& events_;
    const ChatSettings& settings_;
    const Ignores& ignores_;
    MessageLog& log_;
    GuestSeats& guest_seats_;
    const Access& access_;
    Views& views_;
    Replies& replies_;
    std::vector<ClientId> except_;
};

}  // namespace confab
