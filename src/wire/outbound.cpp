#include "confab/wire/outbound.hpp"

#include <algorithm>
#include <cassert>

namespace confab::wire {

namespace {

// Beyond this many chunk bytes held for nothing, a push copies at once instead of waiting for the sweep.
constexpr std::size_t push_slack = std::size_t{512} * 1024;

}  // namespace

Outbound::Push Outbound::push(const ChunkRef& chunk, std::uint32_t offset, std::uint32_t length,
                              std::size_t limit) {
    if (length == 0) return Push::queued;
    if (bytes_ + length > limit) return Push::overflow;

    const bool same_chunk = !empty() && extents_.back().chunk == chunk;
    if (same_chunk && extents_.back().offset + extents_.back().length == offset) {
        extents_.back().length += length;
    } else {
        if (!same_chunk) pinned_ += chunk->capacity();
        extents_.push_back({chunk, offset, length});
    }
    bytes_ += length;
    unpin(push_slack);
    return Push::queued;
}

std::size_t Outbound::peek(std::span<std::string_view> pieces) const {
    const std::size_t count = std::min(pieces.size(), extents_.size() - first_);
    for (std::size_t i = 0; i < count; ++i) {
        const Extent& extent = extents_[first_ + i];
        pieces[i] = {extent.chunk->data() + extent.offset, extent.length};
    }
    return count;
}

void Outbound::consume(std::size_t bytes) {
    assert(bytes <= bytes_);
    bytes_ -= bytes;
    if (bytes_ == 0) return clear();

    while (bytes > 0) {
        Extent& extent = extents_[first_];
        if (bytes < extent.length) {
            extent.offset += static_cast<std::uint32_t>(bytes);
            extent.length -= static_cast<std::uint32_t>(bytes);
            return;
        }
        bytes -= extent.length;
        ++first_;
        if (extents_[first_].chunk != extent.chunk) pinned_ -= extent.chunk->capacity();
        extent.chunk = {};
    }
    if (first_ > extents_.size() / 2) {
        extents_.erase(extents_.begin(), extents_.begin() + static_cast<std::ptrdiff_t>(first_));
        first_ = 0;
    }
}

void Outbound::clear() {
    extents_ = {};
    first_ = 0;
    bytes_ = 0;
    pinned_ = 0;
}

void Outbound::unpin(std::size_t slack) {
    if (pinned_ <= 2 * bytes_ + slack) return;
    ChunkRef copy = Chunk::make(bytes_);
    for (std::size_t i = first_; i < extents_.size(); ++i) {
        copy->append({extents_[i].chunk->data() + extents_[i].offset, extents_[i].length});
    }
    const auto length = static_cast<std::uint32_t>(bytes_);
    extents_.clear();
    extents_.push_back({std::move(copy), 0, length});
    first_ = 0;
    pinned_ = bytes_;
}

}  // namespace confab::wire
