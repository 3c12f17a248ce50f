#include "confab/core/rooms/message_ring.hpp"

#include <algorithm>

namespace confab {

namespace {

// A slot that once held a long line gives the memory back, or the byte limit would not bound it.
constexpr std::size_t reusable_capacity = 256;

void recycle(std::string& text) {
    if (text.capacity() > reusable_capacity) {
        std::string().swap(text);  // assigning an empty one would keep the memory
    } else {
        text.clear();
    }
}

}  // namespace

void MessageRing::drop_oldest() {
    Message& oldest = ring_[first_];
    bytes_ -= oldest.from.size() + oldest.text.size();
    recycle(oldest.from);
    recycle(oldest.text);
    first_ = (first_ + 1) % ring_.size();
    --count_;
}

void MessageRing::straighten() {
    std::rotate(ring_.begin(), ring_.begin() + static_cast<std::ptrdiff_t>(first_), ring_.end());
    first_ = 0;
}

Message& MessageRing::next_slot(std::size_t lines) {
    if (count_ == ring_.size() && ring_.size() < lines) {
        if (first_ != 0) straighten();
        ring_.emplace_back();
    }
    return ring_[(first_ + count_) % ring_.size()];
}

void MessageRing::add(const Event& event, std::size_t lines, std::size_t bytes, bool in_private,
                      const Author& author) {
    const std::size_t cost = event.from.size() + event.text.size();
    if (lines == 0 || cost > bytes) {
        while (count_ > 0) drop_oldest();  // a gap would make the replay untrue
        return;
    }
    while (count_ > 0 && (count_ >= lines || bytes_ + cost > bytes)) drop_oldest();

    Message& slot = next_slot(lines);
    slot.type = event.type;
    slot.time = event.time;
    slot.id = event.id;
    slot.in_private = in_private;
    slot.reply_to = event.about == nullptr ? 0 : event.about->id;
    slot.author = author;
    slot.from.assign(event.from);
    slot.text.assign(event.text);
    bytes_ += cost;
    ++count_;
}

void MessageRing::restore(const Message& said, std::size_t lines, std::size_t bytes) {
    const Reference answered{.id = said.reply_to};
    const Event event{.type = said.type,
                      .time = said.time,
                      .id = said.id,
                      .from = said.from,
                      .text = said.text,
                      .about = said.reply_to == 0 ? nullptr : &answered};
    add(event, lines, bytes, said.in_private, said.author);
}

// Ids rise in it.
std::size_t MessageRing::place_of(std::uint64_t id) const {
    std::size_t from = 0;
    std::size_t to = count_;
    while (from < to) {
        const std::size_t middle = from + (to - from) / 2;
        if (at(middle).id < id) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from < count_ && at(from).id == id ? from : count_;
}

const Message* MessageRing::find(std::uint64_t id) const {
    const std::size_t place = place_of(id);
    return place == count_ ? nullptr : &at(place);
}

void MessageRing::replace(std::uint64_t id, std::string_view text, std::size_t bytes) {
    const std::size_t place = place_of(id);
    if (place == count_) return;
    Message& said = ring_[(first_ + place) % ring_.size()];
    bytes_ = bytes_ - said.text.size() + text.size();
    said.text.assign(text);
    while (count_ > 1 && bytes_ > bytes) drop_oldest();
}

void MessageRing::remove(std::uint64_t id) {
    const std::size_t place = place_of(id);
    if (place == count_) return;
    bytes_ -= at(place).from.size() + at(place).text.size();
    if (first_ != 0) straighten();
    ring_.erase(ring_.begin() + static_cast<std::ptrdiff_t>(place));
    --count_;
}

void MessageRing::keep(std::size_t lines) {
    while (count_ > lines) drop_oldest();
    if (first_ != 0) straighten();
    ring_.resize(count_);
    ring_.shrink_to_fit();
}

}  // namespace confab
