// Two worlds to which the same happens: equal events, and equal bytes of state, for ever.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "unit/support/world.hpp"

namespace confab::unit {

// Something that happens to a world, in the same way to each. `run` has no state of its own.
struct Step {
    std::string what;
    std::function<void(World&)> run;
};

// Where steps come from: a random walk, a file, a list of operations.
class Steps {
  public:
    virtual ~Steps() = default;
    // `world` may be looked at.
    virtual Step next(World& world) = 0;
};

class Twins {
  public:
    // The first one is never restored. Nothing happened to either.
    Twins(const ChatSettings& settings, Steps& steps)
        : first(std::make_unique<World>(settings, Outside{}, Milliseconds{1'000'000})),
          second(std::make_unique<World>(settings, Outside{}, Milliseconds{1'000'000})),
          steps_(steps) {}

    // False, and `difference` says where, if the two told different things.
    bool step() {
        const Step step = steps_.next(*first);
        last_ = step.what;
        step.run(*first);
        step.run(*second);
        return expect_equal(first->journal.take(), second->journal.take());
    }
    // The same of their states.
    bool same_state() {
        return expect_equal(first->hub.snapshot(first->now()), second->hub.snapshot(second->now()));
    }

    // The second one becomes what is restored of the first one, with another monotonic clock.
    bool restore() {
        const std::string bytes = first->hub.snapshot(first->now());
        shift_ = (shift_ * 7 + Milliseconds{3'000'000}) % Milliseconds{40'000'000'000};
        second = std::make_unique<World>(first->settings, first->outside, shift_);
        const Refusal why = second->hub.restore(bytes, second->now());
        if (why) difference = "refused after " + last_;
        return !why && same_state();
    }

    std::unique_ptr<World> first;
    std::unique_ptr<World> second;
    std::string difference;

  private:
    bool expect_equal(const std::string& a, const std::string& b) {
        if (a == b) return true;
        std::size_t at = 0;
        while (at < std::min(a.size(), b.size()) && a[at] == b[at]) ++at;
        at -= std::min<std::size_t>(at, 100);
        difference = "after " + last_ + ":\n" + a.substr(at, 300) + "\n--- and\n" + b.substr(at, 300);
        return false;
    }

    Steps& steps_;
    std::string last_;
    Milliseconds shift_{5'000};
};

}  // namespace confab::unit
