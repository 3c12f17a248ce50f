// Shows again what was said: the messages that a room has in memory, and any others, in a frame of two lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/name.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/ignores.hpp"
#include "confab/core/users/replies.hpp"

namespace confab {

class Replay {
  public:
    using Lines = std::vector<const Message*>;

    // All of them outlive it.
    Replay(const ChatSettings& settings, const NameRules& names, const Ignores& ignores, Replies& replies)
        : settings_(settings), names_(names), ignores_(ignores), replies_(replies) {}

    // The newest messages in memory, to a user that has just joined. False: there are none.
    bool on_joining(const User& user, const Room& room, Now now);
    // Messages in memory with `above < id <= up_to` that are not older than `since`, as far as the user is
    // shown them.
    Lines remembered(const User& user, const Room& room, std::uint64_t above = 0,
                     std::uint64_t up_to = UINT64_MAX, WallTime since = {}) const;

    // `room`: where what it answers may be found; may be null.
    void line(const User& user, std::string_view name, const Room* room, const Message& said);
    bool is_ignored(const User& user, const Message& said) const;

  private:
    const ChatSettings& settings_;
    const NameRules& names_;
    const Ignores& ignores_;
    Replies& replies_;
};

void keep_last(Replay::Lines& said, std::size_t lines);

}  // namespace confab
