// The people that a user exchanges private messages with.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/base/time.hpp"

namespace confab {

// Those of the last messages, and when that was.
class Confidants {
  public:
    static constexpr std::size_t most = 16;  // one more makes the first of them be forgotten

    struct Confidant {
        UserId who;
        MonoTime when;
    };
    void add(UserId who, MonoTime now);
    const std::vector<Confidant>& all() const { return all_; }

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    std::vector<Confidant> all_;
};

// Those who sent messages: /reply answers the last one, unless that is another person than a moment ago, when
// the answer was begun.
struct Writers {
    static constexpr Milliseconds sudden{5'000};

    void add(UserId who, MonoTime now) {
        if (who == last) return;
        before = std::exchange(last, who);
        changed = now;
    }
    bool changed_suddenly(MonoTime now) const { return before && now - changed < sudden; }

    UserId last;
    UserId before;  // the one that `last` came after
    MonoTime changed{};
};

}  // namespace confab
