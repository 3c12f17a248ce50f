// What runs each command of the list, for one hub.
#pragma once

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "caller.hpp"
#include "command_list.hpp"

namespace confab {

class OperationLog;
struct ChatSettings;

class CommandTable {
  public:
    using Run = std::function<void(Caller&, const Arguments&, Now)>;

    // All of them outlive it.
    CommandTable(Replies& replies, OperationLog& log, const ChatSettings& settings);

    // `name` must be in the list.
    void add(std::string_view name, Run run);
    // `group` outlives the table. `function` takes the caller and what it uses of Call, by type.
    template <class Group, class... Parts>
    void add(std::string_view name, Group& group, void (Group::*function)(Caller&, Parts...)) {
        add(name, [&group, function](Caller& caller, const Arguments& arguments, Now now) {
            [[maybe_unused]] const Call call{arguments, now};
            (group.*function)(caller, static_cast<Parts>(call)...);
        });
    }
    // Every command of the list has been added.
    bool is_complete() const;

    // `text` is the part of `line` behind its '/'.
    void run(User& user, const TypedLine& line, std::string_view text, Now now) const;

  private:
    struct Call {
        operator const Arguments&() const { return arguments; }
        operator Now() const { return now; }

        const Arguments& arguments;
        Now now;
    };

    static std::size_t index_of(const Command& command);
    void refuse_unknown(const User& user, std::string_view typed, std::string_view arguments,
                        std::vector<const Command*> like, Now now) const;

    Replies& replies_;
    OperationLog& log_;
    const ChatSettings& settings_;
    std::vector<Run> runs_;  // as in the list
};

}  // namespace confab
