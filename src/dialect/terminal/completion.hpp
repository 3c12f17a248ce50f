// Tab: what could stand where a word is half typed, one candidate after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace confab::dialect {

// What the caller is asked. The views are valid until the editor's next call.
struct CompletionQuestion {
    std::string_view word;     // from the last space to the cursor; may be empty
    bool first = false;        // of the line
    std::string_view line;     // all of it
    std::uint32_t ticket = 0;  // goes with the answer, so that one which comes too late is known
};

// One word being completed: from Tab until any other key.
class Completion {
  public:
    // What is offered beyond these is left out.
    static constexpr std::size_t max_candidates = 64;
    static constexpr std::size_t max_candidate = 256;  // bytes

    struct Place {
        std::size_t from, to;  // bytes of the line
    };
    Completion(Place word, std::uint32_t ticket, bool back) : place_(word), ticket_(ticket), back_(back) {}

    std::uint32_t ticket() const { return ticket_; }
    bool answered() const { return answered_; }
    // Candidates replace the word as they are, with whatever is to follow it (": ", " "): valid UTF-8
    // without controls. False if there are none.
    bool answer(std::vector<std::string> candidates);

    // The first, or the last if Shift-Tab asked. Only of candidates there are.
    const std::string& current() const { return candidates_[at_]; }
    const std::string& cycle(bool back);  // the next one, round and round

    Place place() const { return place_; }  // in the line as it is now
    void shown() { place_.to = place_.from + current().size(); }

  private:
    Place place_;
    std::uint32_t ticket_;
    bool back_;
    bool answered_ = false;
    std::size_t at_ = 0;
    std::vector<std::string> candidates_;
};

}  // namespace confab::dialect
