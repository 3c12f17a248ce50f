#include <unistd.h>

#include <cstdio>

#include "files.hpp"
#include "operator_tasks.hpp"

namespace confab::store {

namespace {

constexpr int pages_a_step = 1024;

// All steps copy the same moment; without that, each commit of the writer would make the copy begin anew.
void copy_pages(Database& from, Database& to, const Stopping& stopping, const Copied& copied) {
    const ReadTransaction moment(from);
    sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (backup == nullptr) to.fail();
    int code = SQLITE_OK;
    while (code == SQLITE_OK && !stopping) {
        code = sqlite3_backup_step(backup, pages_a_step);
        const auto all = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup));
        if (copied) copied(all - static_cast<std::uint64_t>(sqlite3_backup_remaining(backup)), all);
    }
    const int end = sqlite3_backup_finish(backup);
    if (code == SQLITE_OK) throw std::runtime_error("confabd stops; back up again when it runs");
    if (code != SQLITE_DONE) throw StorageError(code, to.path() + ": " + sqlite3_errstr(code));
    if (end != SQLITE_OK) to.fail();
}

}  // namespace

void back_up(const std::string& from, const std::string& to, const Stopping& stopping, const Copied& copied) {
    const std::string partial = to + ".partial";
    std::remove(partial.c_str());
    try {
        make_private(partial);
        Database source(from, Database::Access::read);
        Database target(partial, Database::Access::write);
        copy_pages(source, target, stopping, copied);
    } catch (...) {
        std::remove(partial.c_str());
        throw;
    }
    // A journal beside the old copy would be taken for one of the new.
    std::remove((to + "-wal").c_str());
    std::remove((to + "-shm").c_str());
    if (std::rename(partial.c_str(), to.c_str()) != 0) throw std::runtime_error("cannot rename to " + to);
}

}  // namespace confab::store
