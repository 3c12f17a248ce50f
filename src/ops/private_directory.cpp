#include "confab/ops/private_directory.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace confab::ops {

std::string make_private_directory(const std::filesystem::path& path) {
    std::error_code error;
    if (path.empty() || std::filesystem::is_directory(path, error)) return {};
    const std::filesystem::path parent = path.parent_path();
    if (parent != path) {
        std::string why = make_private_directory(parent);
        if (!why.empty()) return why;
    }
    // "a/b/" has the parent "a/b".
    if (std::filesystem::is_directory(path, error)) return {};
    if (::mkdir(path.c_str(), 0700) != 0) return std::strerror(errno);
    // A umask like 0111 has taken away what lets us in ourselves.
    return ::chmod(path.c_str(), 0700) == 0 ? std::string() : std::strerror(errno);
}

// access(2) would say yes to root on a read-only file system, so a file is really made.
std::string try_writing(const std::string& directory) {
    std::string probe = directory + "/.write-test-XXXXXX";
    const int fd = ::mkstemp(probe.data());
    if (fd < 0) return std::strerror(errno);
    ::unlink(probe.c_str());
    ::close(fd);
    return {};
}

}  // namespace confab::ops
