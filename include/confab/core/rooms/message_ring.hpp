// What was said in one room, newest last, bounded in lines and in bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/ids.hpp"
#include "confab/base/snapshot/forward.hpp"
#include "confab/core/event.hpp"

namespace confab {

// By whom a message was said. A name may be somebody else's by now.
struct Author {
    UserId user{};          // none after a restart
    AccountId account = 0;  // 0: of a guest
};

struct Message {
    EventType type = EventType::message;  // message or emote
    WallTime time{};
    std::uint64_t id = 0;
    std::string from;
    std::string text;
    bool in_private = false;     // the room was private then
    std::uint64_t reply_to = 0;  // the id of the message that it answers; 0: none
    Author author{};
};

// A ring whose slots are used again, so a busy room allocates nothing per line.
class MessageRing {
  public:
    // Keeps at most `lines` lines and at most `bytes` bytes of names and text; of the two
    // the tighter one holds. Nothing is kept with either at 0.
    void add(const Event& event, std::size_t lines, std::size_t bytes, bool in_private = false,
             const Author& author = {});
    // The same of one that was kept elsewhere.
    void restore(const Message& said, std::size_t lines, std::size_t bytes);
    // Null if it is not kept.
    const Message* find(std::uint64_t id) const;
    // These change nothing if it is not kept.
    // `bytes`: the most text that is kept; what is older goes for it.
    void replace(std::uint64_t id, std::string_view text, std::size_t bytes);
    void remove(std::uint64_t id);
    // Gives how many.
    template <class F>
    std::size_t remove_if(const F& goes) {
        std::vector<std::uint64_t> ids;
        for (std::size_t i = 0; i < count_; ++i) {
            if (goes(at(i))) ids.push_back(at(i).id);
        }
        for (const std::uint64_t id : ids) remove(id);
        return ids.size();
    }

    // Forgets all but the last `lines`, and gives their memory back.
    void keep(std::size_t lines);

    std::size_t size() const { return count_; }
    std::size_t bytes() const { return bytes_; }
    // 0 is the oldest that is kept.
    const Message& at(std::size_t i) const { return ring_[(first_ + i) % ring_.size()]; }

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    std::size_t place_of(std::uint64_t id) const;
    void drop_oldest();
    Message& next_slot(std::size_t lines);
    void straighten();

    std::vector<Message> ring_;
    std::size_t first_ = 0;
    std::size_t count_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace confab
