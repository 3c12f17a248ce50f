// Ctrl-R: the newest line of the history that has what is typed, and older ones.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "input_history.hpp"

namespace confab::dialect {

class ReverseSearch {
  public:
    // Bytes of the pattern.
    static constexpr std::size_t max_query = 128;

    // `line` and `cursor` are shown until something matches. `history` must outlive it and not change.
    ReverseSearch(const InputHistory& history, std::string_view line, std::size_t cursor);

    // False if no line has it: then the last match stays.
    bool add(std::string_view typed);
    bool shorten(std::size_t length);  // the query to so many bytes; begins at the newest again
    bool older();                      // the next match

    const std::string& query() const { return query_; }
    // What is shown: the match, before there is one the line as it was.
    const std::string& match() const { return found_ ? history_.line(age_) : line_; }
    std::size_t match_offset() const { return offset_; }  // bytes; of the query in it
    const std::string& prompt() const { return prompt_; }

  private:
    bool search(std::size_t from_age);
    void write_prompt(bool matches);

    const InputHistory& history_;
    std::string line_;
    std::size_t cursor_;
    std::string query_;
    std::string prompt_;
    std::size_t age_ = 0;
    std::size_t offset_;
    bool found_ = false;
};

}  // namespace confab::dialect
