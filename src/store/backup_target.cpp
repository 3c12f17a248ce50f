#include "backup_target.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

#include "confab/ops/private_directory.hpp"

namespace confab::store {

namespace {

[[noreturn]] void refuse(const std::string& what) {
    throw std::runtime_error(what + "; choose another directory");
}

void refuse_open_file(const std::string& file, const DataDirectory& data) {
    for (const std::string& database : {data.state(), data.history()}) {
        for (const char* suffix : database_suffixes) {
            if (is_same_file(file, database + suffix)) refuse(file + " is a file that confabd has open");
        }
    }
}

[[noreturn]] void refuse_unwritable(const std::string& directory, const std::string& why,
                                    const DataDirectory& data) {
    throw std::runtime_error(fmt::format(
        "cannot write to {}: {}; as a service confabd can only write below {}", directory, why, data.path()));
}

}  // namespace

bool is_same_file(const std::string& one, const std::string& other) {
    struct stat a {};
    struct stat b {};
    if (::stat(one.c_str(), &a) != 0 || ::stat(other.c_str(), &b) != 0) return false;
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

// By the lock it holds while it runs.
bool is_in_use(const std::string& directory) {
    const int fd = ::open((directory + "/lock").c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    const bool locked = ::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(fd);
    return locked;
}

void prepare_backup(const std::string& directory, const DataDirectory& data) {
    const std::string why = ops::make_private_directory(directory);
    if (!why.empty()) refuse_unwritable(directory, why, data);
    if (is_same_file(directory, data.path())) refuse(directory + " is where confabd keeps its data");
    if (is_in_use(directory)) refuse("another confabd keeps its data in " + directory);
    for (const char* name : {"/state.db", "/history.db"}) {
        for (const char* suffix : database_suffixes) refuse_open_file(directory + name + suffix, data);
        refuse_open_file(directory + name + ".partial", data);
    }
    const std::string fault = ops::try_writing(directory);
    if (!fault.empty()) refuse_unwritable(directory, fault, data);
}

}  // namespace confab::store
