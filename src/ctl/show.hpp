// Answers as people read them.
#pragma once

#include <memory>
#include <string>

#include "output.hpp"
#include "request.hpp"

namespace confab::ctl {

class View {
  public:
    virtual ~View() = default;
    virtual void row(const Json& row) = 0;
    // That was all of them, and it went well.
    virtual void end() {}
};

// `output` outlives it.
std::unique_ptr<View> view_of(const Request& request, Output& output);

// "13.1 MB"
std::string size_text(std::uint64_t bytes);
// RFC 3339 in UTC, on this machine's clock: "2031-05-04 19:01". What is none stays as it is.
std::string local_time(const std::string& time);

}  // namespace confab::ctl
