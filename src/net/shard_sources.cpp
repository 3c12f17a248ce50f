// What the connections of one source have unsent together.
#include <algorithm>
#include <map>

#include "shard.hpp"

namespace confab::net {

namespace {

// A source may have one of so many parts of max-queued unsent.
constexpr std::size_t source_part = 4;

}  // namespace

std::uint32_t Shard::source_of(const Connection& connection) const {
    return sources_[connection.id().slot / count_];
}

// Of a source that has more than `most` bytes unsent on this shard; null if there is none.
Connection* Shard::fullest_of_crowded_source(std::size_t most) {
    struct Unsent {
        std::size_t bytes = 0;
        Connection* fullest = nullptr;
    };
    std::map<std::uint32_t, Unsent> sources;
    for (const auto& [connection, since] : slow_) {
        const std::uint32_t source = source_of(*connection);
        if (source == 0 || connection->waiting() == 0 || !connection->listens()) continue;
        Unsent& unsent = sources[source];
        unsent.bytes += connection->waiting();
        const bool more = unsent.fullest == nullptr || connection->waiting() > unsent.fullest->waiting();
        if (more) unsent.fullest = connection.get();
    }
    const auto crowded = std::find_if(sources.begin(), sources.end(),
                                      [most](const auto& each) { return each.second.bytes > most; });
    return crowded == sources.end() ? nullptr : crowded->second.fullest;
}

// One source may not have more than its part unsent: of each thread's, because they do not look at each
// other.
void Shard::relieve_sources() {
    const std::size_t most = limits_.max_queued / source_part / count_;
    while (told_queued_ > most) {
        Connection* fullest = fullest_of_crowded_source(most);
        if (fullest == nullptr) return;
        fullest->drop_queue(Code::read_slowest_of_source);
        tell_queued();
    }
}

}  // namespace confab::net
