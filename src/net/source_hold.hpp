// A connection as it is counted for its source.
#pragma once

#include <utility>

#include "admission.hpp"

namespace confab::net {

// From its coming to its end, whatever that is. On the hub's thread.
class SourceHold {
  public:
    SourceHold() = default;
    SourceHold(Admission& admission, const Address& from, MonoTime now)
        : admission_(&admission), entry_(admission.opened(from, now)) {}
    SourceHold(SourceHold&& other) noexcept
        : admission_(other.admission_),
          entry_(std::exchange(other.entry_, nullptr)),
          offence_(other.offence_) {}
    SourceHold& operator=(SourceHold&& other) noexcept {
        std::swap(admission_, other.admission_);
        std::swap(entry_, other.entry_);
        std::swap(offence_, other.offence_);
        return *this;
    }
    ~SourceHold();

    // What it ends for.
    void blame(Offence offence) { offence_ = offence; }
    // From now on whoever gets it tells of the end. May be null.
    SourceTable::Entry* release() { return std::exchange(entry_, nullptr); }

  private:
    Admission* admission_ = nullptr;
    SourceTable::Entry* entry_ = nullptr;
    Offence offence_ = Offence::none;
};

}  // namespace confab::net
