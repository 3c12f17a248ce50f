// Which connections have begun something that is only in memory: half a line, or the answer to a question for
// a secret. They are in a file that is mapped, so that they are known after a crash: the rest of such a line
// must not be taken for a line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "confab/base/ids.hpp"

namespace confab::net {

struct InputMark {
    bool begun = false;   // part of a line was read, or lines wait
    bool secret = false;  // the next line answers a question

    bool any() const { return begun || secret; }
};

class InputMarks {
  public:
    static constexpr std::uint32_t max_slots = 16384;

    // Makes the file anew. Throws std::system_error.
    explicit InputMarks(const std::string& path);
    ~InputMarks();
    InputMarks(const InputMarks&) = delete;
    InputMarks& operator=(const InputMarks&) = delete;

    // On the thread of the connection, which alone writes the number of its slot. Those of higher slots are
    // not noted.
    void note(ClientId who, InputMark mark) {
        if (who.slot < max_slots) numbers_[who.slot] = in_number(who, mark);
    }
    // What such a file says of a connection.
    static InputMark find(const std::vector<std::uint64_t>& numbers, ClientId who);

  private:
    static std::uint64_t in_number(ClientId who, InputMark mark) {
        return std::uint64_t{who.serial} << 2 | std::uint64_t{mark.begun} << 1 | std::uint64_t{mark.secret};
    }

    std::uint64_t* numbers_;
};

}  // namespace confab::net
