#include "confab/ops/handover.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "confab/base/number.hpp"
#include "confab/ops/activation.hpp"
#include "confab/ops/process.hpp"

namespace confab::ops {

namespace {

constexpr const char* handover_variable = "CONFAB_HANDOVER";
constexpr int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

std::system_error failed_to(const char* what) {
    return {errno, std::generic_category(), std::string("cannot ").append(what)};
}

void survive_exec(int fd, bool on) { ::fcntl(fd, F_SETFD, on ? 0 : FD_CLOEXEC); }

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

OwnedFd::~OwnedFd() {
    if (fd_ >= 0) ::close(fd_);
}

OwnedFd::OwnedFd(OwnedFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

OwnedFd& OwnedFd::operator=(OwnedFd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
}

OwnedFd sealed_memory(const std::string& bytes) {
    OwnedFd memory(::memfd_create("confab-handover", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (memory.get() < 0) throw failed_to("make a memfd");
    for (std::size_t written = 0; written < bytes.size();) {
        const ssize_t count = ::write(memory.get(), bytes.data() + written, bytes.size() - written);
        if (count < 0) throw failed_to("write to a memfd");
        written += static_cast<std::size_t>(count);
    }
    if (::lseek(memory.get(), 0, SEEK_SET) != 0 || ::fcntl(memory.get(), F_ADD_SEALS, seals) != 0) {
        throw failed_to("seal a memfd");
    }
    return memory;
}

std::string read_all(int fd) {
    std::string bytes;
    struct stat status {};
    if (::fstat(fd, &status) == 0 && status.st_size > 0)
        bytes.reserve(static_cast<std::size_t>(status.st_size));
    std::vector<char> buffer(65536);
    for (;;) {
        const ssize_t count = ::read(fd, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw failed_to("read what was handed over");
        if (count == 0) return bytes;
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

std::optional<std::string> handed_over() {
    const char* value = std::getenv(handover_variable);
    if (value == nullptr) return std::nullopt;
    const std::string text(value);
    ::unsetenv(handover_variable);
    const auto fd = parse_number<int>(text);
    // Somebody may have set the variable who knows nothing of this.
    if (!fd || ::fcntl(*fd, F_GET_SEALS) != seals) {
        throw std::runtime_error(
            fmt::format("{}={} is not what a confabd hands over; unset it", handover_variable, text));
    }
    const OwnedFd memory(*fd);
    return read_all(memory.get());
}

std::string program_file() {
    constexpr std::string_view deleted = " (deleted)";
    std::array<char, 4096> path{};
    const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size());
    if (length <= 0) throw failed_to("tell which file this program is");
    std::string file(path.data(), static_cast<std::size_t>(length));
    if (file.ends_with(deleted)) file.resize(file.size() - deleted.size());
    if (::access(file.c_str(), X_OK) != 0) throw failed_to(fmt::format("run {}", file).c_str());
    return file;
}

std::string become(const std::string& program, const std::vector<std::string>& arguments,
                   const std::string& bytes, const std::vector<int>& descriptors) {
    try {
        const OwnedFd memory = sealed_memory(bytes);
        survive_exec(memory.get(), true);
        for (const int fd : descriptors) survive_exec(fd, true);
        for (const PassedSocket& each : passed_sockets()) survive_exec(each.fd, true);
        ::setenv(handover_variable, std::to_string(memory.get()).c_str(), 1);
        std::vector<std::string> copies = arguments;
        std::vector<char*> pointers = pointers_to(copies);
        std::string why = "it was told to stop";
        if (!HeldSignals::told_to_stop()) {  // the last moment: exec forgets it
            ::execv(program.c_str(), pointers.data());
            why = fmt::format("cannot run {}: {}", program, std::generic_category().message(errno));
        }
        ::unsetenv(handover_variable);
        for (const int fd : descriptors) survive_exec(fd, false);
        for (const PassedSocket& each : passed_sockets()) survive_exec(each.fd, false);
        return why;
    } catch (const std::system_error& error) {
        return error.what();
    }
}

}  // namespace confab::ops
