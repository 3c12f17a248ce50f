// Telling one client something.
#pragma once

#include <string_view>

#include "confab/base/time.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/ports/wording.hpp"

namespace confab {

struct Client;

class Replies {
  public:
    // Both outlive it.
    Replies(EventSink& events, const Wording& wording) : events_(events), wording_(wording) {}

    void tell(const Client& client, std::string_view text, Now now);
    void tell_error(const Client& client, std::string_view text, Now now);
    // The client gets the words and, where a program reads them, the code and the arguments.
    void refuse(const Client& client, const Refusal& why, Now now);
    // For answers that are no codes yet.
    void refuse(const Client& client, const TextRefusal& why, Now now) { tell_error(client, why.text, now); }
    // Tells why `line` was not sent to anyone, and puts it up to be sent later.
    void refuse_text(const Client& client, std::string_view why, std::string_view line, Now now);
    // Puts `line` up for correction, if the display of the client is interactive.
    void offer(const Client& client, std::string_view line);

  private:
    EventSink& events_;
    const Wording& wording_;
};

}  // namespace confab
