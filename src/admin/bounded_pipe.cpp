#include "bounded_pipe.hpp"

#include <utility>

#include "confab/base/text.hpp"

namespace confab::admin {

namespace {

// How much of `text` makes at most `most` bytes without cutting a line, or at least not a character.
std::size_t whole(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text.size();
    const std::size_t line = text.rfind('\n', most - 1);
    if (line != std::string_view::npos) return line + 1;
    const std::size_t characters = excerpt(text, most).size();
    return characters == 0 ? most : characters;
}

}  // namespace

bool BoundedPipe::push(std::string_view piece) {
    {
        std::unique_lock lock(mutex_);
        while (!closed_ && content_.size() - begin_ > most_) {
            const std::size_t before = begin_;
            const auto moved = [&] { return closed_ || begin_ != before; };
            if (!taken_.wait_for(lock, patience_, moved)) return false;
        }
        if (closed_) return false;
        content_.erase(0, std::exchange(begin_, 0));
        content_.append(piece);
    }
    filled_();
    return true;
}

std::string BoundedPipe::take(std::size_t most) {
    const std::lock_guard lock(mutex_);
    const std::string_view rest = std::string_view(content_).substr(begin_);
    std::string taken(rest.substr(0, whole(rest, most)));
    begin_ += taken.size();
    taken_.notify_all();
    return taken;
}

void BoundedPipe::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    taken_.notify_all();
}

}  // namespace confab::admin
