// Events as lines for people.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "confab/core/event.hpp"
#include "confab/dialect/encoder.hpp"
#include "confab/dialect/json/render_json.hpp"

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

// Lines for people. A text of several lines gives several.
class LinesEncoder final : public Encoder {
  public:
    void encode(std::string& out, const Event& event, const Format& format) override;

  private:
    void lines(std::string& out, const Event& event, const View& view, std::string_view end);
    void text(std::string& out, const Event& event, const View& view);
    void before(std::string& out, const Event& event, const View& view);
    void quote(std::string& out, const Event& event, const View& view, std::string_view end);

    ClockText clock_;
};

// The formats of clients that type lines: lines, or JSON for programs. Not thread-safe.
class Renderer {
  public:
    Encoder& of(const View& view) { return view.structured ? static_cast<Encoder&>(json_) : lines_; }
    void render(std::string& out, const Event& event, const Format& format) {
        of(format.view).encode(out, event, format);
    }

  private:
    LinesEncoder lines_;
    JsonEncoder json_;
};

}  // namespace confab::dialect
