#include "output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "command_error.hpp"

namespace confab::ctl {

namespace {

constexpr mode_t readable_by_all = 0644;  // the collector runs as another user

[[noreturn]] void fail(const std::string& path) {
    const std::string why = std::error_code(errno, std::generic_category()).message();
    throw CommandError(Status::refused, fmt::format("cannot write {}: {}", path, why));
}

bool write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

void replace_file(const std::string& path, std::string_view text) {
    std::string beside = path + ".XXXXXX";
    const int fd = ::mkostemp(beside.data(), O_CLOEXEC);
    if (fd < 0) fail(path);
    const bool written = write_all(fd, text) && ::fchmod(fd, readable_by_all) == 0;
    const bool closed = ::close(fd) == 0;
    if (written && closed && std::rename(beside.c_str(), path.c_str()) == 0) return;
    const int why = errno;
    ::unlink(beside.c_str());
    errno = why;
    fail(path);
}

}  // namespace confab::ctl
