// Events as a terminal shows them: the same words as everywhere, with colours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "confab/base/zone_clock.hpp"
#include "confab/core/event.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "graphemes.hpp"
#include "palette.hpp"

namespace confab::dialect {

class Painter {
  public:
    void set_depth(Depth depth) { depth_ = depth; }
    Depth depth() const { return depth_; }
    void set_zone(std::string_view zone) { clock_ = ZoneClock(zone); }
    std::chrono::sys_days day(WallTime time) const { return clock_.day(time); }

    // Appends the event, without an end. What was said over several lines has '\n' between them, and its
    // author's colour.
    // `meant`: it is for this very reader, and stands out. Returns how many cells of the screen come
    // before what was said, for the lines that follow to hang from there.
    std::size_t paint(std::string& out, const Event& event, const View& view, bool meant,
                      Graphemes& graphemes) const;
    // The line above an answer.
    void paint_quote(std::string& out, const Event& event, const View& view) const;
    // A line of our own that is no event: the date.
    void paint_aside(std::string& out, std::string_view text) const;

  private:
    Depth depth_ = Depth::none;
    ZoneClock clock_;
};

}  // namespace confab::dialect
