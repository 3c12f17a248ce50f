#include "files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "confab/ops/private_directory.hpp"

namespace confab::store {

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& why) {
    throw std::runtime_error(
        fmt::format("cannot keep data in {}: {}; choose another directory with --data-dir", path, why));
}

}  // namespace

DataDirectory::DataDirectory(const std::string& path) : path_(path) {
    const std::string why = ops::make_private_directory(path);
    if (!why.empty()) refuse(path, why);

    const std::string file = path + "/lock";
    lock_ = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0) refuse(path, std::strerror(errno));
    if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        const bool taken = errno == EWOULDBLOCK;
        const std::string reason = taken ? "another confabd uses it" : std::strerror(errno);
        close(lock_);
        refuse(path, reason);
    }
}

DataDirectory::~DataDirectory() { close(lock_); }

void make_private(const std::string& file) {
    const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) close(fd);
    if (fd < 0 && errno != EEXIST) refuse(file, std::strerror(errno));
    // By its name: closing any descriptor of a file drops the locks this process has on it, and SQLite has
    // some if it is open already.
    if (chmod(file.c_str(), 0600) != 0) refuse(file, std::strerror(errno));
}

void sync_directory(const std::string& path) {
    const int fd = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

}  // namespace confab::store
