// The person who called a command, and how to answer.
#pragma once

#include <string_view>

#include "command_list.hpp"
#include "confab/base/time.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/core/outcome.hpp"
#include "confab/core/users/replies.hpp"
#include "confab/core/users/role.hpp"
#include "confab/core/users/user.hpp"

namespace confab {

// Lists stop here: more lines than anyone reads, and few and short enough never to fill a queue.
inline constexpr std::size_t max_listed = 500;
inline constexpr std::size_t max_listed_text = 200;  // bytes of a topic or an away text

// Lives for one call. Not to be used once the command has removed the user.
class Caller {
  public:
    Caller(User& user, const Command& command, const TypedLine& line, Replies& replies, Now now)
        : client_(user), command_(command), line_(line), replies_(replies), now_(now) {}

    User& user() const { return client_; }
    ClientId id() const { return client_.connection.id; }
    Room& room() const { return *client_.connection.current; }

    // `part` of the line is a secret: garbled_secret if cleaning changed it.
    std::string_view secret(std::string_view part) const { return line_.secret(part); }

    void tell(const Reply& what) const;
    // Ends a list that stopped at max_listed of `all`.
    void tell_unlisted(std::size_t all) const;
    void refuse(const Refusal& why) const;
    // The same, and puts `line` up to be sent later, where the user can edit.
    void refuse_text(const Refusal& why, std::string_view line) const;
    // Tells how the command is called.
    void refuse_usage() const;
    // A setting of the terminal is refused where there is none, or one would wait for its effect.
    bool refuse_without_terminal() const;

  private:
    User& client_;
    const Command& command_;
    TypedLine line_;
    Replies& replies_;
    Now now_;
};

}  // namespace confab
