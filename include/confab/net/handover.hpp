// A server as it goes over into the program that comes after it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace confab::net {

// What a server leaves behind that did not end, for the constructor of another one: in this process, or in
// one that has the same descriptors.
struct Handover {
    std::string bytes;
    std::vector<int> descriptors{};  // that the bytes name
};

// A listening socket that goes over, with what waits in it to be accepted.
struct CarriedListener {
    std::string address{};  // as it is configured
    int fd = -1;            // none
    // Of the file of a Unix socket.
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint32_t group = 0;

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.address, self.fd, self.device, self.inode, self.group);
    }
};

// Is the descriptor open, and a socket? Then it is closed again by an exec from now on. -1: no socket. Else
// its address family.
int take_back(int fd);

}  // namespace confab::net
