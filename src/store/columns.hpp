// What has a structure, as the JSON it is kept in. A member that is not there keeps its default, so older
// rows stay readable when something is added; what is unknown is ignored.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "confab/core/rooms/room_rules.hpp"
#include "confab/core/users/account.hpp"

namespace confab::store {

std::string to_column(const SavedSettings& settings);
std::string to_column(const RoomRules& rules, const TopicMark& mark = {});
std::string to_column(const GuestSeat& seat);  // but code, name and when it was left
std::string to_column(const std::vector<std::string>& words);

// Throw std::runtime_error if it is not what to_column made.
SavedSettings settings_from(std::string_view column);
RoomRules rules_from(std::string_view column);
TopicMark topic_mark_from(std::string_view column);  // of the rules
std::vector<std::string> words_from(std::string_view column);
void from_column(std::string_view column, GuestSeat& seat);

inline std::int64_t in_ms(WallTime time) { return time.time_since_epoch().count(); }
inline WallTime wall_time(std::int64_t ms) { return WallTime(Milliseconds(ms)); }

}  // namespace confab::store
