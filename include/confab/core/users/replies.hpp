// Telling one client something.
#pragma once

#include <string_view>

#include "confab/base/time.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/ports/event_sink.hpp"

namespace confab {

struct Client;

class Replies {
  public:
    // `events` outlives it.
    explicit Replies(EventSink& events) : events_(events) {}

    void tell(const Client& client, std::string_view text, Now now);
    void tell_error(const Client& client, std::string_view text, Now now);
    void refuse(const Client& client, const TextRefusal& why, Now now) { tell_error(client, why.text, now); }
    // Tells why `line` was not sent to anyone, and puts it up to be sent later.
    void refuse_text(const Client& client, std::string_view why, std::string_view line, Now now);
    // Puts `line` up for correction, if the display of the client is interactive.
    void offer(const Client& client, std::string_view line);

  private:
    EventSink& events_;
};

}  // namespace confab
