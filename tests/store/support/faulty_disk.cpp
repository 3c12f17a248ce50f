#include "faulty_disk.hpp"

#include <sqlite3.h>

#include <chrono>
#include <new>
#include <thread>

namespace confab::store {

std::atomic<int> FaultyDisk::write_error{0};
std::atomic<int> FaultyDisk::write_delay{0};
std::atomic<int> FaultyDisk::failed{0};

namespace {

// Our file is followed, in the same memory, by the real one.
struct File {
    sqlite3_file base;
    sqlite3_file* real;
};

sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real; }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *real(file)->pMethods; }

int refused() {
    const int error = FaultyDisk::write_error;
    if (error != 0) ++FaultyDisk::failed;
    if (FaultyDisk::write_delay > 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(FaultyDisk::write_delay));
    }
    return error;
}

int close(sqlite3_file* f) { return methods(f).xClose(real(f)); }
int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return methods(f).xRead(real(f), to, n, at); }
int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
    const int error = refused();
    return error != 0 ? error : methods(f).xWrite(real(f), from, n, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) { return methods(f).xTruncate(real(f), size); }
int sync(sqlite3_file* f, int flags) {
    const int error = refused();
    return error != 0 ? error : methods(f).xSync(real(f), flags);
}
int size(sqlite3_file* f, sqlite3_int64* to) { return methods(f).xFileSize(real(f), to); }
int lock(sqlite3_file* f, int level) { return methods(f).xLock(real(f), level); }
int unlock(sqlite3_file* f, int level) { return methods(f).xUnlock(real(f), level); }
int reserved(sqlite3_file* f, int* to) { return methods(f).xCheckReservedLock(real(f), to); }
int control(sqlite3_file* f, int op, void* arg) { return methods(f).xFileControl(real(f), op, arg); }
int sector(sqlite3_file* f) { return methods(f).xSectorSize(real(f)); }
int traits(sqlite3_file* f) { return methods(f).xDeviceCharacteristics(real(f)); }
int shm_map(sqlite3_file* f, int page, int n, int more, void volatile** to) {
    return methods(f).xShmMap(real(f), page, n, more, to);
}
int shm_lock(sqlite3_file* f, int at, int n, int flags) { return methods(f).xShmLock(real(f), at, n, flags); }
void shm_barrier(sqlite3_file* f) { methods(f).xShmBarrier(real(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return methods(f).xShmUnmap(real(f), remove); }

const sqlite3_io_methods faulty_methods{2,        close,       read,      write,   truncate, sync,   size,
                                        lock,     unlock,      reserved,  control, sector,   traits, shm_map,
                                        shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

sqlite3_vfs* under = nullptr;
sqlite3_vfs faulty{};

int open(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* out) {
    auto* ours = reinterpret_cast<File*>(file);
    ours->base.pMethods = nullptr;
    ours->real = reinterpret_cast<sqlite3_file*>(ours + 1);
    const int code = under->xOpen(under, name, ours->real, flags, out);
    if (ours->real->pMethods != nullptr) ours->base.pMethods = &faulty_methods;
    return code;
}

}  // namespace

FaultyDisk::FaultyDisk() {
    write_error = write_delay = failed = 0;
    under = sqlite3_vfs_find("unix");
    faulty = *under;
    faulty.zName = "faulty";
    faulty.szOsFile += static_cast<int>(sizeof(File));
    faulty.xOpen = open;
    sqlite3_vfs_register(&faulty, 1);
}

FaultyDisk::~FaultyDisk() {
    write_error = write_delay = 0;
    sqlite3_vfs_register(under, 1);
    sqlite3_vfs_unregister(&faulty);
}

}  // namespace confab::store
