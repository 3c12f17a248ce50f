// What a screen has to show, said as simply as possible: lists of cells, no bytes, no sequences.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace confab::unit {

// One character, and how many cells it fills.
struct Glyph {
    std::string bytes;
    unsigned columns = 1;
    bool certain = true;  // every terminal counts its cells alike
};
using Glyphs = std::vector<Glyph>;

inline std::string text_of(const Glyphs& glyphs) {
    std::string text;
    for (const Glyph& each : glyphs) text += each.bytes;
    return text;
}

inline bool blank(const Glyph& glyph) { return glyph.bytes == " "; }

class ScreenModel {
  public:
    void resize(unsigned columns, unsigned rows) {
        const bool same = columns == columns_ && rows == rows_;
        columns_ = columns;
        rows_ = rows;
        if (!same) top_ = 0;
        const std::size_t gap = same ? gap_ : 0;
        gap_ = 0;
        above_.assign(rows_ - live().size() - gap, "");
        for (const Message& each : messages_) put(each);
        for (; gap_ < gap; ++gap_) above_.emplace_back();
    }
    void print(Glyphs text, std::size_t indent) {
        messages_.push_back({std::move(text), indent});
        put(messages_.back());
    }
    void status(std::string text) {
        status_ = std::move(text);
        settle();
    }
    void input(std::string prompt, Glyphs text, std::size_t cursor) {
        prompt_ = std::move(prompt);
        text_ = std::move(text);
        cursor_ = cursor;
        settle();
    }

    std::vector<std::string> rows() {
        std::vector<std::string> all = above_;
        for (const std::string& each : live()) all.push_back(each);
        for (std::string& each : all) each.erase(each.find_last_not_of(' ') + 1);
        return all;
    }
    std::pair<int, int> cursor() {
        live();
        return {static_cast<int>(above_.size() + cursor_row_), static_cast<int>(cursor_column_)};
    }

  private:
    struct Message {
        Glyphs text;
        std::size_t indent;
    };

    static std::size_t columns_of(const Glyphs& glyphs) {
        std::size_t sum = 0;
        for (const Glyph& each : glyphs) sum += each.columns;
        return sum;
    }

    static Glyphs take(Glyphs& rest, std::size_t count) {
        const auto end = rest.begin() + static_cast<std::ptrdiff_t>(count);
        Glyphs taken(rest.begin(), end);
        rest.erase(rest.begin(), end);
        return taken;
    }
    static void drop_blanks(Glyphs& rest) {
        while (!rest.empty() && blank(rest.front())) rest.erase(rest.begin());
    }
    static std::size_t how_many_fit(const Glyphs& rest, std::size_t width) {
        std::size_t fit = 0;
        for (std::size_t sum = 0; fit < rest.size() && sum + rest[fit].columns <= width; ++fit)
            sum += rest[fit].columns;
        return fit;
    }
    // The last place where a line may be broken so that what is before it fits; 0 if there is none.
    static std::size_t last_break(const Glyphs& rest, std::size_t fit) {
        for (std::size_t i = fit; i > 0; --i) {
            const bool wide = rest[i].columns == 2 || rest[i - 1].columns == 2;
            if (blank(rest[i]) || blank(rest[i - 1]) || wide) return i;
        }
        return 0;
    }

    void put(const Message& message) {
        const std::size_t width = columns_ - 1;
        const std::size_t indent = std::min(message.indent, width / 2);
        Glyphs rest = message.text;
        std::size_t in = 0;  // of this row
        do {
            const std::size_t fit = how_many_fit(rest, width - in);
            if (fit == rest.size()) return put_row(std::string(in, ' ') + text_of(rest));
            const std::size_t cut = last_break(rest, fit);
            std::size_t word = cut;
            while (word < rest.size() && blank(rest[word])) ++word;
            std::size_t end = word;
            while (end < rest.size() && !blank(rest[end]) && rest[end].columns == 1 && rest[end].certain)
                ++end;
            const std::size_t length = end - word;
            const bool certain = std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(word),
                                             [](const Glyph& each) { return each.certain; });
            if (length > width && ((word < fit && certain) || cut == 0)) {  // runs on from here
                put_row(std::string(in, ' ') + text_of(take(rest, fit + 1)));
                put_word(rest, end - fit - 1, width + 1);
            } else if (length > width || (cut > 0 && length > width - indent)) {
                put_row(std::string(in, ' ') + text_of(take(rest, cut)));
                drop_blanks(rest);
                put_word(rest, length, width + 1);
            } else {
                put_row(std::string(in, ' ') + text_of(take(rest, cut > 0 ? cut : fit)));
                drop_blanks(rest);
            }
            in = indent;
        } while (!rest.empty());
    }
    void put_word(Glyphs& rest, std::size_t length, std::size_t room) {
        for (; length > room; length -= room) put_row(text_of(take(rest, room)));
        if (length > 0) put_row(text_of(take(rest, length)));
        drop_blanks(rest);
    }
    void put_row(std::string row) {
        if (gap_ > 0) {
            above_[above_.size() - gap_--] = std::move(row);
            return;
        }
        above_.erase(above_.begin());
        above_.push_back(std::move(row));
    }

    // Room for the live area: from the gap, then from the top; what it gives back is the gap.
    void settle() {
        const std::size_t wanted = rows_ - live().size();
        while (above_.size() > wanted) {
            if (gap_ > 0) {
                --gap_;
                above_.pop_back();
            } else {
                above_.erase(above_.begin());
            }
        }
        while (above_.size() < wanted) {
            ++gap_;
            above_.emplace_back();
        }
    }

    std::vector<std::string> live() {
        std::vector<std::string> input{""};
        std::size_t column = 0;
        const auto place = [&](const Glyph& glyph) {
            if (column + glyph.columns > columns_ - 1) {
                input.emplace_back();
                column = 0;
            }
        };
        const auto write = [&](const Glyph& glyph) {
            input.back() += glyph.bytes;
            column += glyph.columns;
        };
        for (const char c : prompt_) {
            const Glyph glyph{std::string(1, c), 1};
            place(glyph);
            write(glyph);
        }
        std::size_t at_row = input.size() - 1;
        std::size_t at_column = column;
        for (std::size_t i = 0; i < text_.size(); ++i) {
            place(text_[i]);
            if (i == cursor_) at_row = input.size() - 1, at_column = column;
            write(text_[i]);
        }
        if (cursor_ == text_.size()) at_row = input.size() - 1, at_column = column;

        const std::size_t most = std::max(1U, rows_ / 3);
        const std::size_t shown = std::min(most, input.size());
        if (top_ + shown > input.size()) top_ = input.size() - shown;
        while (at_row < top_) --top_;
        while (at_row >= top_ + shown) ++top_;
        std::vector<std::string> rows(input.begin() + static_cast<std::ptrdiff_t>(top_),
                                      input.begin() + static_cast<std::ptrdiff_t>(top_ + shown));
        cursor_row_ = at_row - top_;
        cursor_column_ = at_column;
        if (!status_.empty() && rows_ >= 3) {
            rows.insert(rows.begin(), status_.substr(0, columns_ - 1));
            ++cursor_row_;
        }
        return rows;
    }

    unsigned columns_ = 0;
    unsigned rows_ = 0;
    std::vector<Message> messages_;
    std::vector<std::string> above_;
    std::string status_;
    std::string prompt_;
    Glyphs text_;
    std::size_t cursor_ = 0;
    std::size_t top_ = 0;
    std::size_t gap_ = 0;
    std::size_t cursor_row_ = 0;
    std::size_t cursor_column_ = 0;
};

}  // namespace confab::unit
