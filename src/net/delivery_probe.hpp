// How much has reached the other end of a socket, as far as the kernel knows.
#pragma once

#include "confab/core/users/arrived.hpp"
#include "confab/net/connection_trace.hpp"

namespace confab::net {

// `refused`: something was to be sent that the kernel did not take, so that not everything arrives. Also of a
// connection that has ended by an error, until its descriptor is closed.
//
// Where it is in doubt what has arrived it has not: a line is rather shown again than lost.
Arrived probe_delivery(int fd, bool refused, MonoTime now);

// What the kernel knows of a connection, into `to`.
void trace_delivery(int fd, ConnectionTrace& to);

// There and back, smoothed, as TCP knows it; below 0 if this is no TCP.
Milliseconds round_trip(int fd);

}  // namespace confab::net
