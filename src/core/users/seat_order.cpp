#include "confab/core/users/seat_order.hpp"

namespace confab {

std::tuple<std::size_t, Milliseconds, std::string> SeatOrder::weight(const BySource::value_type& each) {
    return {each.second.size(), -each.second.begin()->first.time_since_epoch(), each.first};
}

void SeatOrder::add(const std::string& from, WallTime left, const std::string& code) {
    const std::string& source = from.empty() ? code : from;
    by_age_.emplace(left, code);
    auto& places = *by_source_.try_emplace(source).first;
    if (!places.second.empty()) by_weight_.erase(weight(places));
    places.second.emplace(left, code);
    by_weight_.insert(weight(places));
}

void SeatOrder::remove(const std::string& from, WallTime left, const std::string& code) {
    const std::string& source = from.empty() ? code : from;
    by_age_.erase({left, code});
    const auto found = by_source_.find(source);
    if (found == by_source_.end()) return;
    by_weight_.erase(weight(*found));
    found->second.erase({left, code});
    if (found->second.empty()) {
        by_source_.erase(found);
    } else {
        by_weight_.insert(weight(*found));
    }
}

std::string SeatOrder::oldest(WallTime before) const {
    if (by_age_.empty() || by_age_.begin()->first >= before) return {};
    return by_age_.begin()->second;
}

std::string SeatOrder::first_to_go() const {
    if (by_weight_.empty()) return {};
    return by_source_.at(std::get<2>(*by_weight_.rbegin())).begin()->second;
}

}  // namespace confab
