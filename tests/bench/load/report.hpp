// One JSON object: numbers, truths and words by name, in the order in which they were added.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace confab::bench {

class Report {
  public:
    void number(std::string_view name, double value);
    void count(std::string_view name, std::uint64_t value);
    void truth(std::string_view name, bool value);
    void word(std::string_view name, std::string_view value);  // plain words: nothing is escaped

    std::string json() const { return "{" + body_ + "}"; }

  private:
    void field(std::string_view name, std::string_view value);

    std::string body_;
};

}  // namespace confab::bench
