// How far a program is with its work, on standard error: on a terminal a line that is written over, elsewhere
// a line every ten seconds, or nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace confab::ops {

class ProgressLine {
  public:
    static constexpr std::chrono::seconds interval{10};  // of lines elsewhere
    enum class Elsewhere : std::uint8_t { lines, nothing };

    // Standard error is asked whether it is a terminal.
    explicit ProgressLine(std::string what, Elsewhere elsewhere = Elsewhere::lines);
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    // "42 %", for example.
    void show(const std::string& how_far);
    // Takes the line away before something else is written.
    void clear();

  private:
    const std::string what_;
    const Elsewhere elsewhere_;
    const bool is_terminal_;
    bool is_shown_ = false;
    std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
};

}  // namespace confab::ops
