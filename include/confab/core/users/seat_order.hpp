// Which place to come back to is given up first when there are too many: the oldest of the source that has
// the most, so that nobody's short visits take the places of others.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "confab/base/time.hpp"

namespace confab {

class SeatOrder {
  public:
    // From an empty source each place stands alone.
    void add(const std::string& from, WallTime left, const std::string& code);
    void remove(const std::string& from, WallTime left, const std::string& code);

    std::size_t size() const { return by_age_.size(); }
    // The codes; of none if it is empty.
    std::string oldest(WallTime before) const;  // only if it left before that
    std::string first_to_go() const;

  private:
    using Place = std::pair<WallTime, std::string>;  // left, code
    using BySource = std::map<std::string, std::set<Place>>;

    // The largest last, and of those as large the one with the oldest place.
    static std::tuple<std::size_t, Milliseconds, std::string> weight(const BySource::value_type& each);

    std::set<Place> by_age_;
    BySource by_source_;  // none is empty
    std::set<std::tuple<std::size_t, Milliseconds, std::string>> by_weight_;
};

}  // namespace confab
