#include "fd_store.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>

namespace confab::e2e {

namespace {

constexpr int lowest = 5000;  // above the numbers that a daemon is passed them by

bool has_hung_up(const Descriptor& each) {
    pollfd event{each.get(), 0, 0};
    return poll(&event, 1, 0) > 0 && (event.revents & (POLLHUP | POLLERR)) != 0;
}

}  // namespace

FdStore::FdStore() : socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    directory_.path("notify").copy(address.sun_path, sizeof address.sun_path - 1);
    if (bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw Failure("no socket for notifications", Where::current());
    }
    reader_ = std::thread([this] { read(); });
}

FdStore::~FdStore() {
    ends_ = true;
    reader_.join();
}

std::vector<std::string> FdStore::variables() const {
    return {"NOTIFY_SOCKET=" + directory_.path("notify"), "RUNTIME_DIRECTORY=" + directory_.path(),
            "STATE_DIRECTORY=" + directory_.path()};
}

void FdStore::read() {
    constexpr int look_again = 20;  // ms
    while (!ends_) {
        pollfd event{socket_.get(), POLLIN, 0};
        if (poll(&event, 1, look_again) > 0) receive();
        const std::lock_guard lock(mutex_);
        std::erase_if(kept_, has_hung_up);
    }
}

void FdStore::receive() {
    std::array<char, 4096> text{};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * 16)> control{};
    iovec bytes{text.data(), text.size()};
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    if (recvmsg(socket_.get(), &message, MSG_CMSG_CLOEXEC) < 0) return;
    const cmsghdr* header = CMSG_FIRSTHDR(&message);
    if (header == nullptr || header->cmsg_type != SCM_RIGHTS) return;
    int fd = -1;
    std::memcpy(&fd, CMSG_DATA(header), sizeof fd);
    const Descriptor low(fd);
    const std::lock_guard lock(mutex_);
    kept_.emplace_back(fcntl(fd, F_DUPFD_CLOEXEC, lowest));
}

std::size_t FdStore::size() const {
    const std::lock_guard lock(mutex_);
    return kept_.size();
}

void FdStore::wait_for_size(std::size_t count, Where where) {
    const auto deadline = Clock::now() + patience;
    while (size() != count && Clock::now() < deadline) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    if (size() == count) return;
    throw Failure("the store has " + std::to_string(size()) + " descriptors, not " + std::to_string(count),
                  where);
}

std::vector<int> FdStore::descriptors() const {
    const std::lock_guard lock(mutex_);
    std::vector<int> all;
    for (const Descriptor& each : kept_) all.push_back(each.get());
    return all;
}

}  // namespace confab::e2e
