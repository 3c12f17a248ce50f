// A message log in memory, which answers when it is told to.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "confab/core/hub.hpp"

namespace confab::unit {

class FakeLog final : public MessageLog {
  public:
    struct Kept {
        RoomKey room_key;
        std::string room;
        std::string from_key;
        AccountId account;
        Message said;
    };

    bool lasts() const override { return true; }
    void add(const KeptMessage& message) override;
    void replace(const RoomKey& room, std::uint64_t id, std::string_view text) override;
    void remove(const RoomKey& room, std::uint64_t id) override;
    bool forget(const RoomKey& room, std::uint64_t up_to) override;
    bool rename(const RoomKey& before, const RoomKey& after, std::uint64_t up_to) override;
    bool ask(const HistoryQuery& query) override;
    void save(const GuestSeat& seat) override { seats[seat.code] = seat; }
    void remove_seat(std::string_view code) override { seats.erase(std::string(code)); }

    // Answers what was asked, in order. Searches find lines that hold all that was typed as it is.
    void answer(Hub& hub, Now now);
    // The same, and says that nothing could be read.
    void fail(Hub& hub, Now now);
    // What a hub would be given at its start, with the last lines of each room.
    std::vector<RoomTail> tails(std::size_t lines, const NameRules& names) const;

    std::vector<Kept> kept;
    std::deque<HistoryQuery> asked;
    std::map<std::string, GuestSeat> seats;
    std::size_t max_asked = 10;
    bool removes = true;  // false: too much is being removed

  private:
    HistoryAnswer find(const HistoryQuery& query) const;
};

}  // namespace confab::unit
