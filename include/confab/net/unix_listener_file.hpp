// A listening Unix socket as a file: made, put in the place of one that is left over, taken away again.
#pragma once

#include <sys/types.h>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <string>

#include "confab/net/coroutine.hpp"
#include "confab/net/handover.hpp"

namespace confab::net {

using StreamAcceptor =
    asio::basic_socket_acceptor<asio::generic::stream_protocol, asio::io_context::executor_type>;

class SocketFile {
  public:
    // Opens `acceptor` and binds it to `path`. Its directory has to be there. The file has just that mode,
    // whatever the umask, and never more. Throws std::runtime_error with what is wrong and what to do.
    SocketFile(StreamAcceptor& acceptor, std::string path, mode_t mode);
    // Of a socket that `acceptor` has already.
    explicit SocketFile(const CarriedListener& carried);
    SocketFile(const SocketFile&) = delete;
    SocketFile& operator=(const SocketFile&) = delete;

    void describe(CarriedListener& carried) const;
    // Unless it is somebody else's by now.
    void remove();
    void set_mode(mode_t mode);
    // Does the path still lead to this socket?
    bool is_there() const;

    const std::string& path() const { return path_; }
    gid_t group() const { return group_; }
    // Everyone may connect, as the file's mode is now.
    bool open_to_all() const;

  private:
    std::string path_;
    dev_t device_ = 0;
    ino_t inode_ = 0;
    gid_t group_ = 0;
};

}  // namespace confab::net
