// Events as bytes: a text line or a JSON object a line.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "confab/core/event.hpp"
#include "confab/dialect/dialect.hpp"

namespace confab::dialect {

// "14:02 " in the server's time zone. Keeps the last minute it was asked for, because asking the
// C library for each line would cost more than the line.
class ClockText {
  public:
    std::string_view at(WallTime time);

  private:
    std::chrono::sys_time<std::chrono::minutes> minute_{std::chrono::minutes::min()};
    std::array<char, 6> text_{};
};

// Not thread-safe; one a shard.
class Renderer {
  public:
    // Appends one line with its end; several if the text is of several lines.
    void render(std::string& out, const Event& event, const Dialect& dialect);

  private:
    void lines(std::string& out, const Event& event, const View& view, std::string_view end);
    void text(std::string& out, const Event& event, const View& view);

    ClockText clock_;
};

void render_json(std::string& out, const Event& event);

}  // namespace confab::dialect
