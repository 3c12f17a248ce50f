#include "confab/base/time_zone.hpp"

#include <algorithm>
#include <cstddef>

namespace confab {

namespace {

// More than any zone of this world has.
constexpr std::size_t max_changes = 5000;
constexpr std::size_t max_offsets = 256;
constexpr std::size_t max_letters = 2048;
constexpr std::size_t header_size = 44;

// RFC 8536, 3.1: the six counts of a header.
struct Counts {
    std::size_t utc_flags, standard_flags, leap_seconds, changes, offsets, letters;

    bool possible() const {
        return changes <= max_changes && offsets > 0 && offsets <= max_offsets && letters > 0 &&
               letters <= max_letters && leap_seconds <= max_changes && utc_flags <= max_offsets &&
               standard_flags <= max_offsets;
    }
    // Of the block that follows, in which a time has this many bytes.
    std::size_t bytes(std::size_t time) const {
        return changes * (time + 1) + offsets * 6 + letters + leap_seconds * (time + 4) + utc_flags +
               standard_flags;
    }
};

std::int64_t number_at(std::string_view file, std::size_t at, std::size_t bytes) {
    std::uint64_t number = (static_cast<unsigned char>(file[at]) & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < bytes; ++i) number = number << 8 | static_cast<unsigned char>(file[at + i]);
    return static_cast<std::int64_t>(number);
}

std::optional<Counts> header_of(std::string_view file) {
    if (file.size() < header_size || !file.starts_with("TZif")) return std::nullopt;
    const auto count = [&file](std::size_t place) {
        return static_cast<std::size_t>(number_at(file, 20 + 4 * place, 4) & 0xFFFFFFFF);
    };
    const Counts counts{count(0), count(1), count(2), count(3), count(4), count(5)};
    return counts.possible() ? std::optional(counts) : std::nullopt;
}

}  // namespace

// Version 1 has times of four bytes; a later one says all of it again with eight, and a rule for what comes.
std::optional<TimeZone> TimeZone::read(std::string_view file) {
    std::optional<Counts> counts = header_of(file);
    if (!counts) return std::nullopt;
    const bool modern = file[4] >= '2';
    std::size_t time_size = 4;
    file.remove_prefix(header_size);
    if (modern) {
        if (file.size() < counts->bytes(time_size)) return std::nullopt;
        file.remove_prefix(counts->bytes(time_size));
        counts = header_of(file);
        if (!counts) return std::nullopt;
        file.remove_prefix(header_size);
        time_size = 8;
    }
    if (file.size() < counts->bytes(time_size)) return std::nullopt;

    TimeZone zone;
    zone.offsets_.clear();
    const std::string_view follows = file.substr(counts->changes * time_size, counts->changes);
    const std::string_view offsets = file.substr(counts->changes * (time_size + 1), counts->offsets * 6);
    const std::string_view letters =
        file.substr(counts->changes * (time_size + 1) + offsets.size(), counts->letters);
    for (std::size_t i = 0; i < counts->changes; ++i) {
        const std::int64_t when = number_at(file, i * time_size, time_size);
        const auto next = static_cast<std::uint8_t>(follows[i]);
        const bool ascends = zone.changes_.empty() || zone.changes_.back() < when;
        if (!ascends || next >= counts->offsets) return std::nullopt;
        zone.changes_.push_back(when);
        zone.follows_.push_back(next);
    }
    for (std::size_t i = 0; i < counts->offsets; ++i) {
        const std::int64_t ahead = number_at(offsets, i * 6, 4);
        const auto name = static_cast<std::size_t>(static_cast<unsigned char>(offsets[i * 6 + 5]));
        constexpr std::int64_t a_day_and_more = 26 * 3600;
        if (std::abs(ahead) > a_day_and_more || name >= letters.size()) return std::nullopt;
        const std::string_view from = letters.substr(name);
        zone.offsets_.push_back({std::chrono::seconds(ahead), std::string(from.substr(0, from.find('\0')))});
    }
    if (!modern) return zone;

    file.remove_prefix(counts->bytes(time_size));
    const std::size_t end = file.starts_with('\n') ? file.find('\n', 1) : std::string_view::npos;
    if (end == std::string_view::npos) return std::nullopt;
    if (end == 1) return zone;  // the file does not tell about later changes
    zone.rule_ = ZoneRule::parse(file.substr(1, end - 1));
    if (!zone.rule_) return std::nullopt;
    return zone;
}

const ZoneOffset& TimeZone::at(WallTime time) const {
    const std::int64_t seconds = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    const auto next = std::upper_bound(changes_.begin(), changes_.end(), seconds);
    if (next == changes_.end() && rule_) return rule_->at(seconds);
    if (next == changes_.begin()) return offsets_.front();
    return offsets_[follows_[static_cast<std::size_t>(next - changes_.begin()) - 1]];
}

}  // namespace confab
