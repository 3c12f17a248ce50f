#include "confab/ops/fd_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "confab/ops/crash_state.hpp"
#include "confab/ops/log.hpp"

namespace confab::ops {

namespace {

constexpr std::size_t max_to_keep = 256;  // that wait for systemd; more are not kept

// Nobody but this user may read it, whatever the umask is.
bool write_whole(const std::string& path, const std::string& bytes) {
    const OwnedFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (file.get() < 0) return false;
    for (std::size_t written = 0; written < bytes.size();) {
        const ssize_t count = ::write(file.get(), bytes.data() + written, bytes.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        written += static_cast<std::size_t>(count);
    }
    return true;
}

}  // namespace

bool has_fd_store() { return std::getenv("NOTIFY_SOCKET") != nullptr; }

CrashKeeper::CrashKeeper(std::string directory)
    : directory_(std::move(directory)), thread_([this] { run(); }) {}

CrashKeeper::~CrashKeeper() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    work_.notify_one();
    thread_.join();
}

void CrashKeeper::keep(int fd) {
    OwnedFd copy(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
    const std::lock_guard lock(mutex_);
    if (copy.get() < 0 || to_keep_.size() >= max_to_keep) return;
    to_keep_.push_back(std::move(copy));
    work_.notify_one();
}

void CrashKeeper::write(std::function<std::string()> bytes) {
    const std::lock_guard lock(mutex_);
    to_write_ = std::move(bytes);
    work_.notify_one();
}

void CrashKeeper::forget() {
    const std::lock_guard lock(mutex_);
    forgotten_ = true;
    remove_crash_state(directory_);
}

void CrashKeeper::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        work_.wait(lock, [this] { return ends_ || !to_keep_.empty() || to_write_; });
        if (ends_) return;
        const std::vector<OwnedFd> keep = std::exchange(to_keep_, {});
        const auto bytes = std::exchange(to_write_, nullptr);
        lock.unlock();
        for (const OwnedFd& each : keep) send(each.get());
        const std::string made = bytes ? bytes() : std::string();
        lock.lock();
        if (bytes && !forgotten_) replace_file(made);
    }
}

// It waits for systemd, if that is busy.
void CrashKeeper::send(int fd) {
    const std::string state = fmt::format("FDSTORE=1\nFDNAME={}", kept_name);
    if (::sd_pid_notify_with_fds(0, 0, state.c_str(), &fd, 1) >= 0 || std::exchange(failed_, true)) return;
    log::warn("systemd does not keep connections, so they will not outlive a crash");
}

void CrashKeeper::replace_file(const std::string& bytes) {
    const CrashFiles files(directory_);
    const bool done =
        write_whole(files.fresh, bytes) && ::rename(files.fresh.c_str(), files.people.c_str()) == 0;
    const int why = errno;
    if (std::chrono::steady_clock::now() - started_ > crash_loop_time) ::unlink(files.tried.c_str());
    if (done || std::exchange(failed_, true)) return;
    log::warn("cannot write {}: {}; connections will not outlive a crash", files.people,
              std::generic_category().message(why));
}

}  // namespace confab::ops
