// The clients that wait for an answer from outside, and what they have sent meanwhile: it is handled after
// the answer, as if that had come at once. So a script may log in and talk in one go.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "confab/base/ids.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/core/pending_request.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/reply.hpp"

namespace confab {

struct WaitingInput {
    enum class Kind : std::uint8_t { line, block, user_name, reject, notice, disconnect };
    Kind kind;
    std::string text{};
    Arrived arrived = all_arrived;                // of a disconnect
    std::size_t changed_at = TypedLine::nowhere;  // of a line
    Reply reply{};                                // of a reject or a notice
};

class PendingRequests {
  public:
    // As long as a question may take. The edge does not read from a client that waits, so little comes
    // meanwhile.
    static constexpr Milliseconds longest{10'000};
    // What may wait of one client. It is more than an edge can send before it has stopped reading, which is a
    // read and what fits into its mailbox: a client is only refused if the edge does not stop.
    static constexpr std::size_t max_inputs = 40'000;
    static constexpr std::size_t most_bytes = 4 * 1024 * 1024;  // of text

    // `events` outlives it.
    explicit PendingRequests(EventSink& events) : events_(events) {}

    // Makes a client wait that does not wait yet. The ticket is what to ask with; if nobody could be asked,
    // call never_mind() at once.
    Ticket await(ClientId who, PendingRequest request, MonoTime now);
    void never_mind(Ticket ticket);

    bool waits(ClientId who) const { return !waiting_.empty() && waiting_.contains(who.serial); }
    // `who` waits. Input beyond the bounds is left out, and the sender is told so once, after the rest.
    void keep(ClientId who, WaitingInput::Kind kind, TypedLine line, Arrived arrived = all_arrived);
    void keep(ClientId who, WaitingInput::Kind kind, const Reply& what);

    // `who` waits, and gave that label to what it waits for.
    void set_label(ClientId who, std::string label) { waiting_.at(who.serial).label = std::move(label); }

    struct Ended {
        ClientId who;
        PendingRequest request;
        std::string label;
    };
    // The answer is there; the client goes on with what it has sent.
    std::optional<Ended> end(Ticket ticket);
    // Those who have waited too long, one at a time.
    std::optional<Ticket> overdue(MonoTime now) const;
    std::optional<MonoTime> deadline() const;
    // Of those that wait, the one that was given first.
    std::optional<Ticket> first() const {
        return tickets_.empty() ? std::nullopt : std::optional(tickets_.begin()->first);
    }

    // What `who` sent, in order, unless they wait again.
    std::optional<WaitingInput> next_input(ClientId who);
    bool has_input(ClientId who) const { return !waiting_.at(who.serial).sent.empty(); }
    // The ticket they waited for, which need not be answered any more; 0 if none.
    Ticket forget(ClientId who);

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    void keep(ClientId who, WaitingInput input);

    struct Waiting {
        ClientId who;
        Ticket ticket = 0;  // 0: the answer is there, and what was sent is being handled
        MonoTime due{};
        PendingRequest request;
        std::string label{};
        std::deque<WaitingInput> sent;
        std::size_t bytes = 0;    // of text in `sent`
        std::size_t refused = 0;  // since they were told

        template <class Archive, class Self>
        static void fields(Archive& archive, Self& self) {
            archive(self.who, self.ticket, self.due, self.request, self.sent, self.bytes, self.refused,
                    self.label);
        }
    };

    void keep(Waiting& waiting, WaitingInput input);

    EventSink& events_;
    std::unordered_map<std::uint32_t, Waiting> waiting_;  // by the client's serial
    std::map<Ticket, std::uint32_t> tickets_;             // given in order, so the first is due first
    Ticket last_ = 0;
};

}  // namespace confab
