// Random operations of each kind, proposed to a hub without anybody who types.
#pragma once

#include <random>
#include <string>

#include "confab/core/operation.hpp"
#include "unit/support/twins.hpp"

namespace confab::unit {

class OperationWalk final : public Steps {
  public:
    explicit OperationWalk(unsigned seed) : random_(seed) {}

    Step next(World& world) override;

  private:
    operation::Any any(World& world);
    operation::Any about_people(World& world);
    operation::Any about_rooms(World& world);
    operation::Any moderation(World& world);
    operation::Any about_accounts(World& world);
    Step configure(const World& world);
    operation::Author author(World& world);
    RoomId room_id(World& world);
    operation::Scope scope(World& world);
    Ghost ghost(World& world);
    ClientId anyone(World& world);
    AccountId account() { return 1 + pick(12); }
    Name name(World& world);
    std::string room() { return pick(3) == 0 ? "" : "room" + std::to_string(pick(9)); }
    bool flip() { return pick(2) == 0; }
    std::size_t pick(std::size_t count) { return random_() % count; }

    std::mt19937 random_;
};

}  // namespace confab::unit
