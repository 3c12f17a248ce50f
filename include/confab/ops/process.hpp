// What a program does before anything else, and at its end: standard descriptors and signals.
#pragma once

#include <memory>

namespace confab::ops {

// Opens those of 0 to 2 that are closed, so that no file or socket of ours gets their number and is written
// to as if it were standard error. Reading from and writing to these fails, as it would have when closed.
void open_standard_descriptors();

// Until the event loop handles them: SIGHUP is ignored, SIGTERM and SIGINT end the program with status 0.
// Mostly nothing has begun then that would have to be ended; a program that has just taken over connections
// ends them without a word. Signals that a terminal or a limit on file sizes sends, and those that have no
// meaning here, never end or stop the program.
void set_signals_for_start();

// From its end of life on, when the event loop is gone and what is queued for the disk is being written:
// SIGHUP is ignored, and a second SIGTERM or SIGINT ends the program at once with status 1.
class SignalsForEnd {
  public:
    SignalsForEnd() = default;
    ~SignalsForEnd();
    SignalsForEnd(const SignalsForEnd&) = delete;
    SignalsForEnd& operator=(const SignalsForEnd&) = delete;
};

// While a server gives way to the next one: SIGTERM and SIGINT wait until the destructor gives their handlers
// back, and SIGHUP does nothing, which also holds for a program that is started meanwhile.
class HeldSignals {
  public:
    HeldSignals();
    ~HeldSignals();
    HeldSignals(const HeldSignals&) = delete;
    HeldSignals& operator=(const HeldSignals&) = delete;

    // One of those that wait has come.
    static bool told_to_stop();

  private:
    struct Before;
    std::unique_ptr<Before> before_;
};

}  // namespace confab::ops
