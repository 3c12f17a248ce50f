#include "confab/wire/outbound.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

namespace confab::wire {

namespace {

// Beyond this many chunk bytes held for nothing, a push copies at once instead of waiting for the sweep.
constexpr std::size_t push_slack = std::size_t{64} * 1024;

}  // namespace

Outbound::Push Outbound::push(const ChunkRef& chunk, std::uint32_t offset, std::uint32_t length,
                              std::size_t limit) {
    if (length == 0) return Push::queued;
    if (bytes() + length > limit) return Push::overflow;

    const bool first = empty();
    if (first) waiting_ = std::make_unique<Waiting>();
    auto& [extents, sent, bytes, pinned] = *waiting_;
    const bool same_chunk = !first && extents.back().chunk.chunk() == chunk;
    if (same_chunk && extents.back().offset + extents.back().length == offset) {
        extents.back().length += length;
    } else {
        if (!same_chunk) pinned += chunk->capacity();
        extents.push_back({WaitingRef(chunk), offset, length});
    }
    bytes += length;
    unpin(push_slack);
    return Push::queued;
}

std::size_t Outbound::peek(std::span<std::string_view> pieces) const {
    if (empty()) return 0;
    const std::span<const Extent> rest = std::span(waiting_->extents).subspan(waiting_->first);
    const std::size_t count = std::min(pieces.size(), rest.size());
    for (std::size_t i = 0; i < count; ++i) {
        pieces[i] = {rest[i].chunk->data() + rest[i].offset, rest[i].length};
    }
    return count;
}

void Outbound::consume(std::size_t count) {
    assert(count <= bytes());
    if (count == bytes()) return clear();

    auto& [extents, first, bytes, pinned] = *waiting_;
    bytes -= count;
    while (count > 0) {
        Extent& extent = extents[first];
        if (count < extent.length) {
            extent.offset += static_cast<std::uint32_t>(count);
            extent.length -= static_cast<std::uint32_t>(count);
            break;
        }
        count -= extent.length;
        ++first;
        if (extents[first].chunk.chunk() != extent.chunk.chunk()) pinned -= extent.chunk->capacity();
        extent.chunk.reset();
    }
    if (first > extents.size() / 2) {
        extents.erase(extents.begin(), extents.begin() + static_cast<std::ptrdiff_t>(first));
        first = 0;
    }
}

void Outbound::unpin(std::size_t slack) {
    if (pinned() <= 2 * bytes() + slack) return;
    auto& [extents, first, bytes, pinned] = *waiting_;
    ChunkRef copy = Chunk::make(bytes);
    for (std::size_t i = first; i < extents.size(); ++i) {
        copy->append({extents[i].chunk->data() + extents[i].offset, extents[i].length});
    }
    extents.clear();
    extents.push_back({WaitingRef(std::move(copy)), 0, static_cast<std::uint32_t>(bytes)});
    first = 0;
    pinned = bytes;
}

std::string Outbound::text() const {
    std::string all;
    if (empty()) return all;
    all.reserve(bytes());
    for (const Extent& each : std::span(waiting_->extents).subspan(waiting_->first)) {
        all.append({each.chunk->data() + each.offset, each.length});
    }
    return all;
}

void Outbound::keep_line() {
    std::string line;
    std::array<std::string_view, 64> pieces;
    const std::size_t count = peek(pieces);
    for (std::size_t i = 0; i < count && !line.ends_with('\n'); ++i) {
        const std::size_t end = std::min(pieces[i].find('\n'), pieces[i].size() - 1);
        line.append(pieces[i].substr(0, end + 1));
    }
    clear();
    if (line.empty()) return;
    ChunkRef chunk = Chunk::make(line.size());
    chunk->append(line);
    push(chunk, 0, chunk->size(), line.size());
}

}  // namespace confab::wire
