// The lines that somebody sent, to be had again with Up and Down.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace confab::dialect {

class InputHistory {
  public:
    // The oldest go when there are more. A line longer than all of it is not remembered.
    static constexpr std::size_t max_lines = 100;
    static constexpr std::size_t max_bytes = 16 * 1024;

    // Forgets where Up and Down were. The same line twice in a row is one.
    void remember(std::string_view line);

    // The next line towards the oldest, or null there. The first step puts `half_typed` aside; what
    // becomes of the lines after that does not matter here: they are copies.
    // Both results are valid until the next call.
    const std::string* older(std::string_view half_typed);
    // Back towards the newest, and after that what was put aside; then null.
    const std::string* newer();
    void stop_browsing();

    std::size_t size() const { return lines_.size(); }
    const std::string& line(std::size_t age) const { return lines_[lines_.size() - 1 - age]; }  // 0: newest

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.lines_, self.bytes_, self.steps_, self.half_typed_);
    }

  private:
    std::vector<std::string> lines_;  // oldest first
    std::size_t bytes_ = 0;
    std::size_t steps_ = 0;  // back from now; 0: not browsing
    std::string half_typed_;
};

}  // namespace confab::dialect
