// Comings and goings of a room that its quiet members are told of later, in one line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/time.hpp"

namespace confab {

// Counts each person once: whoever came and went within the run, or went and came back, did neither.
class Run {
  public:
    // Beyond these only the number is known.
    static constexpr std::size_t max_listed = 100;

    struct Change {
        UserId who;
        std::string key;  // of the name
        std::string name;
        bool guest;  // somebody else may have the name next
        bool joined;
        MonoTime came;  // if they joined: since when they are there
        MonoTime at;

        template <class Archive, class Self>
        static void fields(Archive& archive, Self& self) {
            archive(self.who, self.key, self.name, self.guest, self.joined, self.came, self.at);
        }
    };

    explicit Run(MonoTime when) : began(when) {}

    void add(Change change) {
        if (change.joined && !change.guest && erase_left(change.key)) return;
        if (changes_.size() < max_listed) return changes_.push_back(std::move(change));
        ++(change.joined ? more_joined : more_left);
    }
    // False: that user did not come within this run, as far as is known.
    bool take_back(UserId who) {
        return std::erase_if(changes_, [who](const Change& c) { return c.joined && c.who == who; }) != 0;
    }
    bool empty() const { return changes_.empty() && more_joined + more_left == 0; }
    const std::vector<Change>& changes() const { return changes_; }

    // But for the beginning.
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.more_joined, self.more_left, self.changes_);
    }

    const MonoTime began;
    std::uint32_t more_joined = 0;
    std::uint32_t more_left = 0;

  private:
    bool erase_left(const std::string& key) {
        return std::erase_if(changes_, [&](const Change& c) { return !c.joined && c.key == key; }) != 0;
    }

    std::vector<Change> changes_;
};

}  // namespace confab
