// What the kernel knows of what has reached the other end of a socket.
#pragma once

#include "confab/core/users/arrived.hpp"

namespace confab::net {

// `refused`: something was to be sent that the kernel did not take, so that not everything arrives. Also of a
// connection that has ended by an error, until its descriptor is closed.
//
// Where it is in doubt what has arrived it has not: a line is rather shown again than lost.
Arrived arrived(int fd, bool refused, MonoTime now);

}  // namespace confab::net
