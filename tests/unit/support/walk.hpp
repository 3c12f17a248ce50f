// A random walk of a few dozen people through the whole chat.
#pragma once

#include <random>
#include <string>

#include "unit/support/twins.hpp"

namespace confab::unit {

class Walk final : public Steps {
  public:
    explicit Walk(unsigned seed) : random_(seed) {}

    // The chat that it walks through: small, so that limits are reached.
    static ChatSettings settings();
    Step next(World& world) override;

  private:
    Step edge(World& world);
    Step time();
    Step answer();
    Step input(World& world);
    std::string line(World& world, const User& user);
    std::string moderation(World& world);
    std::string about_rooms(World& world);
    std::string about_names(World& world);
    std::string preferences();
    std::string any_name(World& world);
    std::string any_code(World& world);
    std::string any_room();
    ClientId anyone(World& world);
    Arrived any_arrived(const World& world, std::size_t chance) const;
    std::size_t pick(std::size_t count) { return random_() % count; }
    template <std::size_t count>
    std::string one_of(const char* const (&words)[count]) {
        return words[pick(count)];
    }

    std::mt19937 random_;
    std::size_t steps_ = 0;
};

// Somebody has typed a new password once: that is not in a snapshot, so what follows is not the same.
bool holds_typed_password(Hub& hub);

}  // namespace confab::unit
