// A terminal that counts cells as it is told to: for what libvterm, which has its own way, cannot show.
#pragma once

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace confab::unit {

// What a character does after what stands in the cell before it.
struct Counted {
    bool joins = false;  // it becomes a part of that
    unsigned cells = 1;  // by which the cursor goes on
};
using Counting = std::function<Counted(const std::string& before, const std::string& character)>;

// What a screen sends, and nothing else: text, CR, LF, BS, BEL, moves, erasing, a region, breaking of rows.
class CountingTerminal {
  public:
    CountingTerminal(unsigned columns, unsigned rows, Counting counting)
        : counting_(std::move(counting)), cells_(rows, std::vector<std::string>(columns, " ")) {
        bottom_ = rows;
    }

    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            if (bytes[0] == '\x1b') {
                escape(bytes);
            } else {
                character(bytes);
            }
        }
    }

    // The second cell of a wide character is empty.
    const std::string& cell(std::size_t row, std::size_t column) const { return cells_[row][column]; }
    std::string row(std::size_t index) const {
        std::string text;
        for (const std::string& each : cells_[index]) text += each;
        text.erase(text.find_last_not_of(' ') + 1);
        return text;
    }
    std::pair<std::size_t, std::size_t> cursor() const { return {row_, column_}; }
    std::size_t scrolled = 0;            // rows that went off the top
    std::vector<std::string> sequences;  // without their numbers

  private:
    void character(std::string_view& bytes) {
        const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
        int32_t length = 0;
        UChar32 c = 0;
        U8_NEXT_OR_FFFD(data, length, static_cast<int32_t>(bytes.size()), c);
        const std::string_view text = bytes.substr(0, static_cast<std::size_t>(length));
        bytes.remove_prefix(text.size());
        switch (c) {
            case '\r':
                column_ = 0;
                pending_ = false;
                return;
            case '\n': pending_ = false; return line_feed();
            case '\b':
                if (column_ > 0) --column_;
                pending_ = false;
                return;
            case '\a': return;
            default: put(std::string(text));
        }
    }

    void put(const std::string& text) {
        std::string* before = owner_before();
        const auto [joins, cells] = counting_(before == nullptr ? "" : *before, text);
        if (joins && before != nullptr) {
            *before += text;
            for (unsigned i = 0; i < cells && !pending_; ++i) {
                if (cells_[row_][column_] != "") break_up(column_);
                cells_[row_][column_++] = "";
                pending_ = column_ == cells_[0].size();
                if (pending_) --column_;
            }
            return;
        }
        if (joins || cells == 0) return;
        const std::size_t width = cells_[0].size();
        if (wraps_ && (pending_ || column_ + cells > width)) {
            column_ = 0;
            line_feed();
        }
        if (column_ + cells > width) return;  // as tmux does; others write over what stands there
        for (unsigned i = 0; i < cells; ++i) {
            break_up(column_ + i);
            cells_[row_][column_ + i] = i == 0 ? text : "";
        }
        column_ += cells;
        pending_ = column_ == width;
        if (pending_) --column_;
    }

    // The cell that a mark would join.
    std::string* owner_before() {
        std::size_t at = pending_ ? column_ + 1 : column_;
        while (at > 0 && cells_[row_][at - 1].empty()) --at;
        return at == 0 ? nullptr : &cells_[row_][at - 1];
    }

    // Whatever is only half there is gone.
    void break_up(std::size_t column) {
        std::vector<std::string>& row = cells_[row_];
        std::size_t first = column;
        while (first > 0 && row[first].empty()) --first;
        std::size_t last = column + 1;
        while (last < row.size() && row[last].empty()) ++last;
        std::fill(row.begin() + static_cast<std::ptrdiff_t>(first),
                  row.begin() + static_cast<std::ptrdiff_t>(last), " ");
    }

    void line_feed() {
        if (row_ + 1 != bottom_) {
            if (row_ + 1 < cells_.size()) ++row_;
            return;
        }
        ++scrolled;
        cells_.erase(cells_.begin());
        cells_.insert(cells_.begin() + static_cast<std::ptrdiff_t>(bottom_) - 1,
                      std::vector<std::string>(cells_[0].size(), " "));
    }

    void escape(std::string_view& bytes) {
        if (bytes[1] != '[') {
            if (bytes[1] == '7') saved_ = {row_, column_};
            if (bytes[1] == '8') std::tie(row_, column_) = saved_;
            pending_ = false;
            return bytes.remove_prefix(2);
        }
        const std::size_t end = bytes.find_first_not_of("0123456789;?", 2);
        const std::string numbers(bytes.substr(2, end - 2));
        sequences.push_back(std::string(numbers.starts_with('?') ? numbers : "") + bytes[end]);
        command(bytes[end], numbers);
        bytes.remove_prefix(end + 1);
    }

    void command(char final, const std::string& numbers) {
        const std::size_t first = numbers.empty() || numbers[0] == '?' ? 0 : std::stoul(numbers);
        const std::size_t semicolon = numbers.find(';');
        const std::size_t second =
            semicolon == std::string::npos ? 0 : std::stoul(numbers.substr(semicolon + 1));
        if (final != 'm' && final != 'h' && final != 'l') pending_ = false;
        switch (final) {
            case 'H':
                row_ = std::max<std::size_t>(first, 1) - 1;
                column_ = std::max<std::size_t>(second, 1) - 1;
                break;
            case 'C': column_ = std::min(column_ + first, cells_[0].size() - 1); break;
            case 'D': column_ -= std::min(column_, first); break;
            case 'K':
                break_up(column_);
                std::fill(cells_[row_].begin() + static_cast<std::ptrdiff_t>(column_), cells_[row_].end(),
                          " ");
                break;
            case 'r':
                bottom_ = second == 0 ? cells_.size() : second;
                row_ = column_ = 0;
                break;
            case 'h':
            case 'l':
                if (numbers == "?7") wraps_ = final == 'h';
                break;
            default: break;
        }
    }

    Counting counting_;
    std::vector<std::vector<std::string>> cells_;
    std::size_t row_ = 0;
    std::size_t column_ = 0;
    std::size_t bottom_;
    std::pair<std::size_t, std::size_t> saved_;
    bool pending_ = false;
    bool wraps_ = true;
};

}  // namespace confab::unit
