// What a session sends towards the hub. On the hub's own thread it arrives at once; from other
// shards in batches, in order.
#pragma once

#include <string_view>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/base/visible.hpp"
#include "confab/core/login/arrived.hpp"

namespace confab::net {

// What asks for an answer. Its session takes no further line before that is on its way (Fanout::handled).
inline bool is_command(std::string_view line) { return !from_slash(line).empty(); }

class HubInbox {
  public:
    virtual ~HubInbox() = default;

    virtual void line(ClientId who, TypedLine line, Now now) = 0;
    // The lines of a paste, with LF between them: one message.
    virtual void block(ClientId who, std::string_view text, Now now) = 0;
    virtual void reject(ClientId who, std::string_view why, Now now) = 0;
    virtual void notice(ClientId who, std::string_view text, Now now) = 0;
    // What the client's program calls its user (Hub::user_name).
    virtual void user_name(ClientId who, std::string_view name, Now now) = 0;
    // Who came to a telnet listener has been asked for its terminal long enough: it is greeted now.
    // So it is by anything else that is said of it, with a terminal by set_interactive().
    virtual void greet(ClientId who, Now now) = 0;
    virtual void set_interactive(ClientId who, bool on, Now now) = 0;
    // `line` up to the cursor. Answered by EventSink::completions.
    virtual void complete(ClientId who, std::string_view line) = 0;
    // Answered by Fanout::status.
    virtual void ask_status(ClientId who) = 0;
    virtual void disconnect(ClientId who, std::string_view reason, Now now, Arrived arrived) = 0;
    // The same for who reads no more: what it waits for is not waited for.
    virtual void lost(ClientId who, std::string_view reason, Now now, Arrived arrived) = 0;
    // Answers EventSink::measure.
    virtual void measured(Ticket ticket, Arrived arrived) = 0;
    // The session is closed; its slot may be given to someone else.
    virtual void release(ClientId who) = 0;
    // The hub, or a shard behind it, is behind: read no more until Shard::resume_reading().
    virtual bool congested() const = 0;
};

}  // namespace confab::net
