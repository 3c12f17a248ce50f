#include "deleted.hpp"

#include <fmt/format.h>

namespace confab::store {

void Deleted::tell() {
    std::string line;
    const auto add = [&line](std::atomic<std::uint64_t>& count, const char* one, const char* many) {
        const std::uint64_t number = count.exchange(0);
        if (number == 0) return;
        line += fmt::format("{}{} {}", line.empty() ? "deleted " : ", ", number, number == 1 ? one : many);
    };
    add(old_messages, "message older than history-keep", "messages older than history-keep");
    add(too_many_messages, "message beyond history-keep-lines", "messages beyond history-keep-lines");
    add(sanctions, "ban or mute that was over", "bans and mutes that were over");
    add(seats, "guest's place older than a day", "guests' places older than a day");
    if (!line.empty() && tell_) tell_(std::move(line));
}

}  // namespace confab::store
