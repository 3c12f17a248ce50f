#include "socket_file.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/asio/local/stream_protocol.hpp>
#include <stdexcept>
#include <utility>

namespace confab::net {

namespace {

using Local = asio::local::stream_protocol;

// A socket file that nobody answers on is left over from a daemon that was killed.
bool is_stale(const std::string& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return false;
    asio::io_context context;
    Local::socket probe(context);
    error_code error;
    probe.connect(Local::endpoint(path), error);
    return error == asio::error::connection_refused;
}

}  // namespace

SocketFile::SocketFile(StreamAcceptor& acceptor, std::string path, std::optional<mode_t> mode)
    : path_(std::move(path)) {
    if (path_.size() >= sizeof(sockaddr_un::sun_path)) {
        throw std::runtime_error("the path of a socket has at most 107 bytes; choose a shorter one");
    }
    const asio::generic::stream_protocol::endpoint endpoint{Local::endpoint(path_)};
    error_code error;
    acceptor.open(asio::generic::stream_protocol(AF_UNIX, 0), error);
    if (error) throw std::runtime_error(error.message());
    // Linux gives the file what the socket allows before, less the umask: at no moment is it open to more.
    if (mode) ::fchmod(acceptor.native_handle(), *mode);
    acceptor.bind(endpoint, error);
    if (error == asio::error::address_in_use && is_stale(path_)) {
        ::unlink(path_.c_str());
        acceptor.bind(endpoint, error);
    }
    if (error == asio::error::address_in_use) {
        throw std::runtime_error("the socket is in use; is another confabd running?");
    }
    if (error) {
        throw std::runtime_error(error.message() +
                                 "; does the directory exist, and may confabd write to it?");
    }
    if (mode) ::chmod(path_.c_str(), *mode);
    struct stat status {};
    if (::stat(path_.c_str(), &status) != 0) return;
    inode_ = status.st_ino;
    group_ = status.st_gid;
}

void SocketFile::remove() {
    struct stat status {};
    const bool ours = inode_ != 0 && ::stat(path_.c_str(), &status) == 0 && status.st_ino == inode_;
    if (ours) ::unlink(path_.c_str());
}

}  // namespace confab::net
