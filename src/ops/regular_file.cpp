#include "confab/ops/regular_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "confab/base/text.hpp"
#include "confab/ops/handover.hpp"

namespace confab::ops {

namespace {

std::string reason() { return std::generic_category().message(errno); }

std::string too_long(std::size_t max_bytes) { return fmt::format("it is longer than {} bytes", max_bytes); }

std::string why_not(int fd, std::size_t max_bytes) {
    struct stat status {};
    if (fd < 0 || ::fstat(fd, &status) != 0) return reason();
    if (S_ISDIR(status.st_mode)) return "it is a directory";
    if (!S_ISREG(status.st_mode)) return "it is no regular file";
    return static_cast<std::size_t>(status.st_size) > max_bytes ? too_long(max_bytes) : std::string();
}

// Without waiting for somebody who writes into a pipe.
OwnedFd open_to_read(const std::string& path) {
    return OwnedFd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
}

}  // namespace

FileContent read_regular_file(const std::string& path, std::size_t max_bytes) {
    constexpr std::size_t piece = 65536;
    const OwnedFd file = open_to_read(path);
    FileContent content{.why_not = why_not(file.get(), max_bytes)};
    while (content.why_not.empty()) {
        const std::size_t size = content.bytes.size();
        if (size > max_bytes) return {.why_not = too_long(max_bytes)};  // it has grown, or told no size
        content.bytes.resize(size + piece);
        const ssize_t count = ::read(file.get(), content.bytes.data() + size, piece);
        if (count < 0) return {.why_not = reason()};
        content.bytes.resize(size + static_cast<std::size_t>(count));
        if (count == 0) break;
    }
    return content;
}

std::string why_not_readable(const std::string& path, std::size_t max_bytes) {
    return why_not(open_to_read(path).get(), max_bytes);
}

}  // namespace confab::ops
