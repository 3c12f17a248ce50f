#include "penalties.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "brief.hpp"
#include "confab/base/duration.hpp"
#include "confab/ops/options.hpp"

namespace confab::ops {

namespace {

constexpr Milliseconds max_time = std::chrono::hours(24);

Milliseconds& of_offence(SourceLimits& limits, Offence offence) {
    return limits.penalties.at(static_cast<std::size_t>(offence));
}

// What the name stands for; null if it is none.
Milliseconds* place_of(SourceLimits& limits, std::string_view name) {
    if (name == "wrong-secret") return &of_offence(limits, Offence::wrong_secret);
    if (name == "handshake") return &of_offence(limits, Offence::failed_handshake);
    if (name == "not-chat") return &of_offence(limits, Offence::not_chat);
    if (name == "slow-reader") return &of_offence(limits, Offence::slow_reader);
    if (name == "min") return &limits.min_penalty;
    if (name == "max") return &limits.max_penalty;
    return nullptr;
}

std::optional<Milliseconds> time_from(std::string_view text) {
    if (text == "0") return Milliseconds{0};
    const auto time = parse_duration(text);
    return time && *time <= max_time ? time : std::nullopt;
}

}  // namespace

void set_penalties(SourceLimits& limits, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        if (text == "off") {
            limits.max_penalty = Milliseconds{0};
            continue;
        }
        const std::size_t colon = text.find(':');
        Milliseconds* place = place_of(limits, std::string_view(text).substr(0, colon));
        const auto time =
            colon == std::string::npos ? std::nullopt : time_from(std::string_view(text).substr(colon + 1));
        if (place == nullptr || !time) {
            throw BadOptions(
                fmt::format("penalty: '{}' must be off, or a time of at most 1d for wrong-secret, "
                            "handshake, not-chat, slow-reader, min or max, as in not-chat:5s",
                            brief(text)));
        }
        *place = *time;
    }
}

}  // namespace confab::ops
