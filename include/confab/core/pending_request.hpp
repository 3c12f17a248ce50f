// What a client waits for, from the log, the password hasher or the edge. It is data: what is to be done with
// the answer is decided when the answer is there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"
#include "confab/core/messages/page.hpp"
#include "confab/core/ports/message_log.hpp"
#include "confab/core/ports/passwords.hpp"
#include "confab/core/users/account.hpp"
#include "confab/core/users/arrived.hpp"
#include "confab/core/users/prompt.hpp"

namespace confab {

// --- Of the log

struct ShowPage {
    Page page;
};
struct ShowResults {
    std::string words;
};

// A client comes back to its rooms, one after another.
struct ResumeProgress {
    std::vector<Seat> seats;
    WallTime left;                       // what was said before has been seen
    std::uint64_t code = 0;              // that the guest had before
    std::size_t next = 0;                // of `seats`
    std::vector<std::uint64_t> up_to{};  // of each room entered: the last id that was missed, 0 if none was
};
// What was missed in one room; then the next one.
struct ShowMissed {
    Page page;
    ResumeProgress progress;
};

// --- Of the password hasher

struct LogIn {};
struct ChangePassword {
    std::string password;  // empty: it is asked for
};
struct Unregister {};
struct ProveName {};  // the user has not come in yet, and does not by this

struct CheckPassword {
    std::string name;  // as it was typed, for the log of the server
    std::string key;
    bool counted = false;  // as a failure, already
    std::variant<LogIn, ChangePassword, Unregister, ProveName> purpose;
};
struct MakePassword {
    PasswordUse use{};
    Application application{};
};

// --- Of the edge

// A ghost: a connection that seems to be alive, while its user comes back on another one.
struct Ghost {
    ClientId who;
    std::vector<Seat> told;  // what it had been told when the edge was asked what of that has arrived
    Arrived arrived;
};
struct MeasureGhost {
    Ghost ghost;
    std::variant<std::string, AccountId> proof;  // the code of a guest, or the account that logged in
};

using PendingRequest =
    std::variant<ShowPage, ShowResults, ShowMissed, CheckPassword, MakePassword, MeasureGhost>;

// Nothing: it did not come in time.
using Answer = std::variant<std::monostate, HistoryAnswer, PasswordAnswer, Arrived>;

}  // namespace confab
