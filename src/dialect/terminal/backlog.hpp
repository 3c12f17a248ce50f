// The last lines a screen has shown, as they were before they were cut into rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wrap.hpp"

namespace confab::dialect {

// Holds nothing until the first line.
class Backlog {
  public:
    // No screen has more rows than this, and no line is less than one.
    static constexpr std::size_t max_lines = 200;
    // Of all lines together. A longer line is not kept.
    static constexpr std::size_t max_bytes = 16384;

    struct Line {
        std::string_view text;  // valid until the next add()
        std::size_t indent;
        Cut cut;
    };

    // At a limit the older half is forgotten, so that this is not done for every line.
    void add(std::string_view text, std::size_t indent, Cut cut = Cut::at_words);
    std::size_t size() const { return entries_.size(); }
    std::size_t bytes() const { return text_.size(); }
    // 0 is the oldest.
    Line at(std::size_t index) const;

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(self.text_, self.entries_);
    }

  private:
    struct Entry {
        std::uint16_t begin;
        std::uint16_t indent;  // or at_edge

        template <class Archive, class Self>
        static void fields(Archive& archive, Self& self) {
            archive(self.begin, self.indent);
        }
    };
    static constexpr std::uint16_t at_edge = UINT16_MAX;
    static_assert(max_bytes <= UINT16_MAX);

    void forget_half();

    std::string text_;
    std::vector<Entry> entries_;
};

}  // namespace confab::dialect
