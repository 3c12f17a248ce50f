// What waits to be done for many sources, which take turns. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "confab/base/ids.hpp"

namespace confab::store {

// A `Job` has a `ticket`.
template <class Job>
class Turns {
  public:
    // Of one source `fair_share` may wait in any case. What is more gives way to others when all are too
    // many.
    Turns(std::size_t max_waiting, std::size_t fair_share)
        : max_waiting_(max_waiting), fair_share_(fair_share) {}

    enum class Added { no, yes, instead };  // instead of another, which gave way: dropped() has it
    Added add(Job job, std::string_view source) {
        const auto found = jobs_.find(source);
        const bool full = waiting_ >= max_waiting_;
        if (full && !make_room(found == jobs_.end() ? 0 : found->second.size())) return Added::no;
        auto& own = jobs_[std::string(source)];
        if (own.empty()) turns_.emplace_back(source);
        own.push_back(std::move(job));
        ++waiting_;
        return full ? Added::instead : Added::yes;
    }
    Ticket dropped() const { return dropped_; }

    bool empty() const { return waiting_ == 0; }
    std::size_t size() const { return waiting_; }
    // Must not be empty.
    Job take_next() {
        const auto found = jobs_.find(turns_.front());
        Job job = std::move(found->second.front());
        found->second.pop_front();
        --waiting_;
        if (found->second.empty()) {
            jobs_.erase(found);
        } else {
            turns_.push_back(std::move(turns_.front()));
        }
        turns_.pop_front();
        return job;
    }
    void remove(Ticket ticket) {
        for (auto source = jobs_.begin(); source != jobs_.end(); ++source) {
            const std::size_t gone =
                std::erase_if(source->second, [ticket](const Job& job) { return job.ticket == ticket; });
            if (gone == 0) continue;
            --waiting_;
            if (!source->second.empty()) return;
            std::erase(turns_, source->first);
            jobs_.erase(source);
            return;
        }
    }

  private:
    // For somebody of whom so many wait already: the source with the most gives up its last, if it has more.
    bool make_room(std::size_t own) {
        if (jobs_.empty()) return false;
        const auto most = std::max_element(jobs_.begin(), jobs_.end(), [](const auto& a, const auto& b) {
            return a.second.size() < b.second.size();
        });
        if (most->second.size() <= std::max(own + 1, fair_share_)) return false;
        dropped_ = most->second.back().ticket;
        most->second.pop_back();
        --waiting_;
        return true;
    }

    const std::size_t max_waiting_;
    const std::size_t fair_share_;
    std::map<std::string, std::deque<Job>, std::less<>> jobs_;  // by source, none is empty
    std::deque<std::string> turns_;                             // of those sources; the next in front
    std::size_t waiting_ = 0;
    Ticket dropped_ = 0;
};

}  // namespace confab::store
