// What the codes of guests who have gone stand for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "confab/base/clock_watch.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"
#include "confab/core/ports/message_log.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/seat_order.hpp"

namespace confab {

// A code is good once, and for a day after the connection has gone. There are ChatSettings::max_seats of
// them, shared out by source (SeatOrder).
class ResumeTokens {
  public:
    static constexpr Milliseconds valid_for = std::chrono::hours(24);

    struct Token {
        GuestSeat seat;
        // Those who were here and ignored: also guests, whose names are not stored.
        std::vector<UserId> ignored;
    };

    // All of them outlive it.
    ResumeTokens(const ChatSettings& settings, ClockWatch& clock, MessageLog& log)
        : settings_(settings), clock_(clock), log_(log) {}

    void keep(Token token);
    // Null if there is none, or it is too old.
    const Token* find(const std::string& code, Now now) const;
    // Takes it out here; the log still has it.
    std::optional<Token> take(const std::string& code);
    // Can a guest still come back with this code?
    bool holds(std::uint64_t code) const;
    // The log forgets what is too old by itself. Nothing goes by age while the clock may be wrong.
    void forget_old(Now now);

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    const ChatSettings& settings_;
    ClockWatch& clock_;
    MessageLog& log_;
    std::unordered_map<std::string, Token> tokens_;  // by code, as stored
    SeatOrder order_;                                // of those
};

}  // namespace confab
