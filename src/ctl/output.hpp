// Standard output, where nothing can do anything to a terminal.
#pragma once

#include <string_view>

#include "confab/wire/clean.hpp"
#include "request.hpp"

namespace confab::ctl {

class Output {
  public:
    // A line, without its end. Throws CommandError if it cannot be written; where nobody reads any more, as
    // behind head(1), it goes nowhere.
    void line(std::string_view text);
    // The same for JSON, which stays what it is: what a terminal must not see is escaped.
    void json(const Json& object);
    void json(std::string_view text);
    void flush();

  private:
    void write(std::string_view text);

    wire::Cleaner cleaner_;
    bool closed_ = false;
};

}  // namespace confab::ctl
