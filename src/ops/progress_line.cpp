#include "confab/ops/progress_line.hpp"

#include <unistd.h>

#include <cstdio>
#include <utility>

namespace confab::ops {

ProgressLine::ProgressLine(std::string what, Elsewhere elsewhere)
    : what_(std::move(what)), elsewhere_(elsewhere), is_terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(const std::string& how_far) {
    if (is_terminal_) {
        std::fprintf(stderr, "\r%s: %s\x1b[K", what_.c_str(), how_far.c_str());
        is_shown_ = true;
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (elsewhere_ == Elsewhere::nothing || now - told_ < interval) return;
    told_ = now;
    std::fprintf(stderr, "%s: %s\n", what_.c_str(), how_far.c_str());
}

void ProgressLine::clear() {
    if (std::exchange(is_shown_, false)) std::fputs("\r\x1b[K", stderr);
}

}  // namespace confab::ops
