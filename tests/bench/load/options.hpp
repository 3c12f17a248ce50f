// The command line of the load generator; every number has a default that its load chooses.
#pragma once

#include <string>

namespace confab::bench {

struct Options {
    std::string load, protocol;
    unsigned port = 0;
    int pid = 0;              // of the server, for its CPU time and memory
    unsigned clients = 0;     // all of them receive, and are verified
    unsigned rooms = 1;       // of equal size
    unsigned entering = 256;  // at most so many on their way in at once
    unsigned senders = 1;     // in each room
    unsigned lines = 1;       // in one write of a sender
    unsigned size = 64;       // of a line as sent, its end included
    unsigned window = 2000;   // lines not yet everywhere, all senders together
    unsigned repeats = 5;     // of a load that is measured several times within a run
    double rate = 20;         // messages a second, all senders together
    double seconds = 1.5;     // of measuring
    double settle = -1;       // seconds of rest once everybody is in; below 0: what the protocol needs
    double churn = 300;       // `storm`: connections a second that come and go
    double slow_share = 0.1;  // `slow`: clients that stop reading
    unsigned backlog = 400;   // `slow`: KiB that each of those leaves unread
    double deadline = 120;    // seconds, then the run gives up

    // Spread evenly, and never client 0, who speaks.
    bool is_slow(unsigned client) const {
        const auto until = [&](unsigned count) { return static_cast<unsigned>(count * slow_share + 1e-9); };
        return load == "slow" && until(client + 1) > until(client);
    }
};

// Exits with 2 and a usage text if it cannot make sense of them.
Options parse_options(int argc, char** argv);

}  // namespace confab::bench
