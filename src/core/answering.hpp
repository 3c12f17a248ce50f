// What is told to a client while this lives is an answer to what it sent.
#pragma once

#include "confab/core/ports/event_sink.hpp"

namespace confab {

class Answering {
  public:
    // `events` outlives it. They do not nest.
    Answering(EventSink& events, ClientId who) : events_(events) { events_.answering(who); }
    ~Answering() { events_.answered(); }
    Answering(const Answering&) = delete;
    Answering& operator=(const Answering&) = delete;

  private:
    EventSink& events_;
};

}  // namespace confab
