// What is told to a user while this lives is an answer to what they sent on one connection.
#pragma once

#include "confab/core/ports/event_sink.hpp"
#include "confab/core/users/replies.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

class Answering {
  public:
    // Both outlive it. They do not nest.
    Answering(EventSink& events, Replies& replies, UserId user, ClientId connection)
        : events_(events), acting_(replies, user) {
        events_.answering(connection);
    }
    ~Answering() { events_.answered(); }
    Answering(const Answering&) = delete;
    Answering& operator=(const Answering&) = delete;

  private:
    EventSink& events_;
    const Replies::Acting acting_;
};

}  // namespace confab
