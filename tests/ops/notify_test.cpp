// What the service manager is told, and that it is not waited for.
#include "confab/ops/notify.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <string>

#include "ops/support/files.hpp"

namespace confab::ops {
namespace {

// A service manager, at an abstract address.
class Manager {
  public:
    Manager() : fd_(socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {
        name_.append("confab-notify-test-").append(std::to_string(getpid()));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        name_.copy(address.sun_path + 1, name_.size());
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name_.size());
        EXPECT_EQ(bind(fd_, reinterpret_cast<const sockaddr*>(&address), size), 0);
    }
    ~Manager() { close(fd_); }
    Manager(const Manager&) = delete;
    Manager& operator=(const Manager&) = delete;

    std::string variable() const { return "@" + name_; }
    // The next that was told; "" if nothing was.
    std::string heard() const {
        std::array<char, 4096> buffer;
        const ssize_t size = recv(fd_, buffer.data(), buffer.size(), 0);
        return size < 0 ? "" : std::string(buffer.data(), static_cast<std::size_t>(size));
    }

  private:
    std::string name_;
    int fd_;
};

TEST(Notify, TellsWhatSdNotifyWould) {
    const Manager manager;
    const Variable variable("NOTIFY_SOCKET", manager.variable().c_str());

    notify::ready();
    notify::clients(2);
    notify::storage_error("no disk");
    notify::reloading();
    notify::watchdog();
    notify::stopping();

    EXPECT_EQ(manager.heard(), "READY=1");
    EXPECT_EQ(manager.heard(), "STATUS=2 clients");
    EXPECT_EQ(manager.heard(), "STATUS=2 clients; no disk");
    EXPECT_TRUE(manager.heard().starts_with("RELOADING=1\nMONOTONIC_USEC="));
    EXPECT_EQ(manager.heard(), "WATCHDOG=1");
    EXPECT_EQ(manager.heard(), "STOPPING=1");
    notify::storage_error("");
}

TEST(Notify, AManagerThatDoesNotReadIsNotWaitedFor) {
    const Manager manager;
    const Variable variable("NOTIFY_SOCKET", manager.variable().c_str());

    // The kernel keeps some ten of them (net.unix.max_dgram_qlen); sd_notify() would wait for ever then.
    for (std::size_t i = 0; i < 1000; ++i) notify::clients(i);
    notify::stopping();

    EXPECT_EQ(manager.heard(), "STATUS=0 clients");
}

TEST(Notify, WithoutAManagerNothingHappens) {
    for (const char* name : {"", "/nowhere/at/all", "@", "neither"}) {
        const Variable variable("NOTIFY_SOCKET", name);
        notify::ready();
    }
    const Variable variable("NOTIFY_SOCKET", nullptr);
    notify::ready();
}

}  // namespace
}  // namespace confab::ops
