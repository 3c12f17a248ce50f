#include "confab/store/restore.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <stdexcept>

#include "backup_target.hpp"
#include "confab/ops/private_directory.hpp"
#include "confab/ops/regular_file.hpp"
#include "confab/store/unusable.hpp"
#include "database.hpp"
#include "files.hpp"
#include "operator_tasks.hpp"
#include "schema.hpp"

namespace confab::store {

namespace {

struct Kind {
    const char* name;
    const char* count;  // fails where it is another kind of database
    void (*check_version)(Database& database);
};

constexpr std::array kinds{Kind{"state.db", "SELECT count(*) FROM account", refuse_newer_state},
                           Kind{"history.db", "SELECT count(*) FROM message", refuse_newer_history}};

[[noreturn]] void refuse_restore(const std::string& why) {
    throw std::runtime_error(fmt::format("cannot restore: {}; nothing was changed", why));
}

// Before anything is made: a place that is no backup is a mistyped one.
void check_there(const std::string& backup) {
    for (const Kind& kind : kinds) {
        const std::string file = backup + "/" + kind.name;
        const std::string why = ops::why_not_readable(file, std::numeric_limits<std::size_t>::max());
        if (why.empty()) continue;
        refuse_restore(fmt::format("{}: {}; name a directory that confabctl backup has made", file, why));
    }
}

// Nobody knows the copy, which is gone by then.
std::string with_name_of(std::string text, const std::string& copy, const std::string& file) {
    for (const std::string& name : {copy + ".partial", copy}) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + file.size())) {
            text.replace(at, name.size(), file);
        }
    }
    return text;
}

// What SQLite says of a file is no advice.
std::string advice(const StorageError& error) {
    if (error.code() == SQLITE_FULL) return "; make room in the data directory";
    return error.damaged() || error.code() == SQLITE_ERROR ? "; use another backup" : "";
}

// SQLite asks again and again.
int is_interrupted(void* stopping) { return *static_cast<const Stopping*>(stopping) ? 1 : 0; }

std::string why_not_copied(const std::runtime_error& error, const std::string& copy,
                           const std::string& file) {
    const std::string why = with_name_of(error.what(), copy, file);
    if (dynamic_cast<const UnusableData*>(&error) != nullptr) {
        return why.substr(0, why.find("; install")) + "; restore with that one, or use another backup";
    }
    const auto* storage = dynamic_cast<const StorageError*>(&error);
    return storage == nullptr ? why : why + advice(*storage);
}

// How many rows its main table has.
std::int64_t check(const std::string& file, const Kind& kind, const Stopping& stopping) {
    constexpr int operations = 10'000;  // of its virtual machine, between two looks
    Database database(file, Database::Access::read);
    sqlite3_progress_handler(database.handle(), operations, is_interrupted, const_cast<Stopping*>(&stopping));
    Statement damage(database, "PRAGMA quick_check(1)");
    const bool whole = damage.step() && damage.text(0) == "ok";
    if (!whole) throw StorageError(SQLITE_CORRUPT, fmt::format("{}: it is damaged", file));
    const std::int64_t rows = database.number(kind.count);
    kind.check_version(database);
    return rows;
}

// The copies while they are made. What is still there at the end goes.
class Copies {
  public:
    explicit Copies(const DataDirectory& data) : data_(data) {}
    ~Copies() {
        for (const Kind& kind : kinds) {
            for (const char* suffix : database_suffixes) std::remove((of(kind) + suffix).c_str());
        }
    }
    Copies(const Copies&) = delete;
    Copies& operator=(const Copies&) = delete;

    std::string of(const Kind& kind) const { return data_.path() + "/" + kind.name + ".restored"; }

  private:
    const DataDirectory& data_;
};

// Whoever restores may be root; the service must be able to open it.
void give_to_owner_of(const std::string& directory, const std::string& file) {
    struct stat owner {};
    if (::geteuid() != 0 || ::stat(directory.c_str(), &owner) != 0) return;
    if (::lchown(file.c_str(), owner.st_uid, owner.st_gid) != 0)
        refuse_restore(file + ": " + std::strerror(errno));
}

void move_file(const std::string& from, const std::string& to) {
    if (std::rename(from.c_str(), to.c_str()) != 0 && errno != ENOENT) {
        throw std::runtime_error(fmt::format("cannot move {} to {}: {}", from, to, std::strerror(errno)));
    }
}

// What an earlier restoring has put aside may be all that somebody has.
std::string unused_name(const std::string& name) {
    std::string free = name;
    for (int number = 2; ::access(free.c_str(), F_OK) == 0; ++number)
        free = fmt::format("{}.{}", name, number);
    return free;
}

// The database with the files beside it, which belong to no other.
std::string move_away(const DataDirectory& data) {
    if (::access(data.state().c_str(), F_OK) != 0 && ::access(data.history().c_str(), F_OK) != 0) return {};
    const std::string before = unused_name(data.path() + "/before-restore");
    const std::string why = ops::make_private_directory(before);
    if (!why.empty()) refuse_restore(before + ": " + why);
    give_to_owner_of(data.path(), before);
    for (const Kind& kind : kinds) {
        for (const char* suffix : database_suffixes) {
            move_file(data.path() + "/" + kind.name + suffix, before + "/" + kind.name + suffix);
        }
    }
    return before;
}

}  // namespace

Restored restore(const std::string& backup, const std::string& data_directory, const RestoreWatch& watch) {
    if (is_in_use(data_directory)) refuse_restore("a confabd runs in " + data_directory + ", stop it first");
    if (is_same_file(backup, data_directory)) {
        refuse_restore(backup +
                       " is the data directory itself; name a directory that confabctl backup has made");
    }
    check_there(backup);
    const DataDirectory data(data_directory);
    const Copies copies(data);
    const Stopping never{false};
    const Stopping& stopping = watch.interrupted == nullptr ? never : *watch.interrupted;
    std::array<std::int64_t, kinds.size()> rows{};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        const std::string copy = copies.of(kinds[i]);
        const std::string file = backup + "/" + kinds[i].name;
        const auto copied = [&](std::uint64_t done, std::uint64_t of) {
            constexpr std::uint64_t all = 100;
            if (watch.copied)
                watch.copied(kinds[i].name,
                             static_cast<unsigned>(done * all / std::max<std::uint64_t>(1, of)));
        };
        try {
            back_up(file, copy, stopping, copied);
            rows[i] = check(copy, kinds[i], stopping);
        } catch (const std::runtime_error& error) {
            if (stopping) refuse_restore("it was interrupted");
            refuse_restore(why_not_copied(error, copy, file));
        }
        give_to_owner_of(data.path(), copy);
    }
    Restored restored{rows[0], rows[1], move_away(data)};
    for (const Kind& kind : kinds) move_file(copies.of(kind), data.path() + "/" + kind.name);
    sync_directory(data.path());
    return restored;
}

std::string why_not_open(const std::string& directory) {
    try {
        for (const Kind& kind : kinds) {
            const std::string file = directory + "/" + kind.name;
            if (::access(file.c_str(), F_OK) != 0) continue;
            Database database(file, Database::Access::read);
            kind.check_version(database);
        }
        return {};
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

}  // namespace confab::store
