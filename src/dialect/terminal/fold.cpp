#include "fold.hpp"

#include <algorithm>

namespace confab::dialect {

// Blanks at the end that do not fit are not shown.
void Fold::run() {
    while (unit_ < units_.size()) {
        take_plain();
        if (unit_ < units_.size()) step();
    }
    if (begin_ == line_.size() && !rows_.empty()) return;
    rows_.push_back(row_of(begin_, columns_ > room() && gap_ ? gap_->end : line_.size(), row_indent()));
}

// The letters of a word that fit, which most of a line is: they are no place for a break.
void Fold::take_plain() {
    if (after_wide_) return;
    const std::size_t end = std::min({units_.size(), stop_, unit_ + (room() - std::min(room(), columns_))});
    const std::size_t first = unit_;
    while (unit_ < end && units_[unit_].columns == 1 && units_[unit_].spare == 0 && !blank(unit_)) {
        certain_ = certain_ && units_[unit_].certain;
        ++unit_;
    }
    columns_ += unit_ - first;
    if (unit_ != first) after_blank_ = false;
}

void Fold::step() {
    const Grapheme& unit = units_[unit_];
    if (unit_ == stop_) return start_row({unit.offset, after_blanks(unit_)}, false);
    note_break(unit);
    if (overflows(unit)) return wrap();
    take(unit);
}

// A row may end before blanks, which hang over the edge then, and beside a wide character.
void Fold::note_break(const Grapheme& unit) {
    if (columns_ == 0) return;
    if (blank(unit_)) {
        if (!after_blank_) gap_ = {unit.offset, unit_ + 1};
        if (after_blank_ && gap_) gap_->next = unit_ + 1;
    } else if ((unit.columns == 2 || after_wide_) && !after_blank_ && unit.columns > 0) {
        gap_ = {unit.offset, unit_};
    }
}

bool Fold::overflows(const Grapheme& unit) const {
    const bool hangs = blank(unit_) && gap_;
    return unit.columns > 0 && columns_ > 0 && columns_ + unit.columns + unit.spare > room() && !hangs;
}

void Fold::take(const Grapheme& unit) {
    if (blank(unit_) || unit.columns > 0) {
        after_blank_ = blank(unit_);
        after_wide_ = unit.columns == 2;
    }
    columns_ += unit.columns;
    certain_ = certain_ && unit.certain;
    ++unit_;
}

void Fold::wrap() {
    const Break here = gap_.value_or(Break{units_[unit_].offset, unit_});
    const std::size_t word = gap_ ? gap_->next : begin_unit_;
    const std::size_t end = end_of_word(word);
    const std::size_t length = cells(word, end);
    if (length > width_) return run_on(word, end);
    const bool by_itself = gap_ && length > width_ - indent_;
    start_row(here, by_itself);
    if (by_itself) stop_ = end;
}

// From where it begins, if some of it fits there, else from the beginning of a row: so too if the terminal
// may count what is before it otherwise, and would break the row elsewhere.
void Fold::run_on(std::size_t word, std::size_t end) {
    const bool hangs_over = columns_ > room();  // blanks, with a colour between them and the word
    if (gap_ && (word == unit_ || !certain_ || hangs_over)) start_row(*gap_, true);
    for (; unit_ < end; ++unit_) {
        if (row_indent() + columns_ + units_[unit_].columns > width_ + 1) {
            rows_.push_back(row_of(begin_, offset(unit_), row_indent()));
            rows_.back().runs_on = true;
            begin_ = offset(unit_);
            columns_ = 0;
            flat_ = true;
        }
        columns_ += units_[unit_].columns;
    }
    start_row({offset(end), after_blanks(end)}, false);
}

void Fold::start_row(Break here, bool flat) {
    rows_.push_back(row_of(begin_, here.end, row_indent()));
    unit_ = begin_unit_ = here.next;
    begin_ = offset(here.next);
    columns_ = 0;
    stop_ = static_cast<std::size_t>(-1);
    gap_.reset();
    flat_ = flat;
    certain_ = true;
    after_blank_ = after_wide_ = false;
}

// Of one that every terminal shows alike: it ends before anything else too.
std::size_t Fold::end_of_word(std::size_t unit) const {
    while (unit < units_.size() && !blank(unit) &&
           (colour(unit) || (units_[unit].columns == 1 && units_[unit].certain))) {
        ++unit;
    }
    return unit;
}

std::size_t Fold::cells(std::size_t from, std::size_t to) const {
    std::size_t sum = 0;
    for (; from < to; ++from) sum += units_[from].columns;
    return sum;
}

// The end, if nothing to be seen follows.
std::size_t Fold::after_blanks(std::size_t unit) const {
    while (unit < units_.size() && blank(unit)) ++unit;
    std::size_t seen = unit;
    while (seen < units_.size() && (blank(seen) || colour(seen))) ++seen;
    return seen == units_.size() ? seen : unit;
}

}  // namespace confab::dialect
