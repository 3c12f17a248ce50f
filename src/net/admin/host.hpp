// What the operators' commands act on.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "confab/core/time.hpp"
#include "confab/net/admin.hpp"

namespace confab {

class Hub;

namespace net::admin {

struct Facts {
    WallTime started{};
    std::vector<std::string> listeners{};
    std::size_t threads = 1;
    std::size_t connections = 0;  // with those who have come and are not greeted yet
    std::uint64_t messages = 0;   // said in rooms, in this run
    bool draining = false;
};

struct Reloaded {
    bool done = false;
    std::vector<std::string> said{};  // what changed, or why not
};

struct Host {
    AdminSettings settings;
    // Calls it at once, with the time, and looks after the hub's timers afterwards.
    std::function<void(const std::function<void(Hub&, Now)>&)> in_hub;
    // Thread-safe: calls it on the hub's thread, soon; never, once the server is gone.
    std::function<void(std::function<void()>)> post;
    std::function<Facts()> facts;
    std::function<Reloaded()> reload;
    // No more newcomers; stops when the last one has left, or after so long. False: it is stopping already.
    std::function<bool(std::chrono::seconds)> drain;
};

}  // namespace net::admin

}  // namespace confab
