#include "confab/net/unix_listener_file.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <fmt/format.h>

#include <boost/asio/local/stream_protocol.hpp>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "confab/base/socket_path.hpp"

namespace confab::net {

namespace {

using Local = asio::local::stream_protocol;

bool is_socket(const std::string& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0 && S_ISSOCK(status.st_mode);
}

// A socket file that nobody answers on is left over from a daemon that was killed. A server that has no time
// to answer is somebody.
bool is_stale(const std::string& path) {
    if (!is_socket(path)) return false;
    const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    path.copy(to.sun_path, sizeof to.sun_path - 1);
    const int result = ::connect(probe, reinterpret_cast<const sockaddr*>(&to), sizeof to);
    const bool refused = result != 0 && errno == ECONNREFUSED;
    ::close(probe);
    return refused;
}

}  // namespace

SocketFile::SocketFile(StreamAcceptor& acceptor, std::string path, mode_t mode) : path_(std::move(path)) {
    static_assert(max_socket_path == sizeof(sockaddr_un::sun_path) - 1);
    if (path_.size() > max_socket_path) {
        throw std::runtime_error(
            fmt::format("the path of a socket has at most {} bytes; choose a shorter one", max_socket_path));
    }
    const asio::generic::stream_protocol::endpoint endpoint{Local::endpoint(path_)};
    error_code error;
    acceptor.open(asio::generic::stream_protocol(AF_UNIX, 0), error);
    if (error) throw std::runtime_error(error.message());
    // Linux gives the file what the socket allows before, less the umask: at no moment is it open to more.
    ::fchmod(acceptor.native_handle(), mode);
    acceptor.bind(endpoint, error);
    if (error == asio::error::address_in_use && is_stale(path_)) {
        ::unlink(path_.c_str());
        acceptor.bind(endpoint, error);
    }
    if (error == asio::error::address_in_use) {
        throw std::runtime_error(is_socket(path_)
                                     ? "the socket is in use; is another confabd running?"
                                     : "there is a file of that name, which is no socket; move it");
    }
    if (error) {
        throw std::runtime_error(error.message() +
                                 "; does the directory exist, and may confabd write to it?");
    }
    ::chmod(path_.c_str(), mode);
    struct stat status {};
    if (::lstat(path_.c_str(), &status) != 0) return;
    device_ = status.st_dev;
    inode_ = status.st_ino;
    group_ = status.st_gid;
}

SocketFile::SocketFile(const CarriedListener& carried)
    : path_(carried.address), device_(carried.device), inode_(carried.inode), group_(carried.group) {}

void SocketFile::describe(CarriedListener& carried) const {
    carried.device = device_;
    carried.inode = inode_;
    carried.group = group_;
}

bool SocketFile::open_to_all() const {
    struct stat status {};
    return ::stat(path_.c_str(), &status) != 0 || (status.st_mode & S_IWOTH) != 0;
}

void SocketFile::remove() {
    if (is_there()) ::unlink(path_.c_str());
}

void SocketFile::set_mode(mode_t mode) {
    if (is_there()) ::chmod(path_.c_str(), mode);
}

bool SocketFile::is_there() const {
    struct stat status {};
    return inode_ != 0 && ::lstat(path_.c_str(), &status) == 0 && status.st_ino == inode_ &&
           status.st_dev == device_;
}

}  // namespace confab::net
