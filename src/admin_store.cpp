#include "admin_store.hpp"

#include <utility>

namespace confab {

StorageStats StoreForOperators::stats() const {
    const store::StoreStats now = store_.stats();
    StorageStats stats;
    stats.good = now.trouble.empty();
    stats.trouble = now.trouble;
    stats.written = now.written;
    stats.lost = now.lost;
    stats.waiting = now.waiting;
    stats.waiting_bytes = now.waiting_bytes;
    stats.slowest_commit = now.slowest_commit;
    stats.history_bytes = now.history_bytes;
    stats.state_bytes = now.state_bytes;
    return stats;
}

void StoreForOperators::backup(std::string directory, Done done) {
    store_.backup(std::move(directory), std::move(done));
}

void StoreForOperators::export_room(std::string room_key, Format format, Sink sink, Counted done) {
    store_.export_room(std::move(room_key),
                       format == Format::json ? store::ExportFormat::json : store::ExportFormat::text,
                       std::move(sink), std::move(done));
}

void StoreForOperators::purge(std::string name_key, AccountId account, Counted done) {
    store_.purge(std::move(name_key), account, std::move(done));
}

void StoreForOperators::audit(std::size_t last, std::string about, Audited done) {
    store_.audit(last, std::move(about), std::move(done));
}

}  // namespace confab
