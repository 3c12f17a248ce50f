// What is told to a client while this lives is an answer to what it sent.
#pragma once

#include "confab/core/ports/event_sink.hpp"

namespace confab {

class Answering {
  public:
    // `audience` outlives it. They do not nest.
    Answering(EventSink& audience, ClientId who) : audience_(audience) { audience_.answering(who); }
    ~Answering() { audience_.answered(); }
    Answering(const Answering&) = delete;
    Answering& operator=(const Answering&) = delete;

  private:
    EventSink& audience_;
};

}  // namespace confab
