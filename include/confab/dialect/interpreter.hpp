// An interpreter as a dialect makes it: it gets the chat that it works for when that is there.
#pragma once

#include "confab/base/snapshot/forward.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/ports/interpreter.hpp"

namespace confab {

class Hub;

namespace dialect {

class Interpreter : public confab::Interpreter {
  public:
    // Once, before the first client connects. The hub outlives all further calls.
    virtual void attach(Hub& hub) = 0;
    // Before that: whatever the hub tells goes to the result, which hands it on to `edge` in the end. Both
    // outlive the hub.
    virtual EventSink& in_front_of(EventSink& edge) { return edge; }
    // What it knows of each connection, for the program that goes on with them. load() after attach().
    virtual void save(snapshot::Writer& /*out*/) const {}
    virtual void load(snapshot::Reader& /*in*/) {}
};

}  // namespace dialect

}  // namespace confab
