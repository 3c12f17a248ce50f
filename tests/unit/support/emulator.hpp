// A terminal that can be looked at: libvterm behind bytes.
#pragma once

#include <vterm.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace confab::unit {

class Emulator {
  public:
    Emulator(unsigned columns, unsigned rows)
        : terminal_(vterm_new(static_cast<int>(rows), static_cast<int>(columns))) {
        vterm_set_utf8(terminal_, 1);
        screen_ = vterm_obtain_screen(terminal_);
        static constexpr VTermScreenCallbacks callbacks{.damage = nullptr,
                                                        .moverect = nullptr,
                                                        .movecursor = nullptr,
                                                        .settermprop = nullptr,
                                                        .bell = nullptr,
                                                        .resize = nullptr,
                                                        .sb_pushline = push,
                                                        .sb_popline = nullptr};
        vterm_screen_set_callbacks(screen_, &callbacks, this);
        vterm_screen_reset(screen_, 1);
    }
    ~Emulator() { vterm_free(terminal_); }
    Emulator(const Emulator&) = delete;
    Emulator& operator=(const Emulator&) = delete;

    // libvterm 0.1 loses a character that comes in two pieces, so it gets whole ones.
    void write(std::string_view bytes) {
        held_ += bytes;
        std::size_t end = held_.size();
        while (end > 0 && (held_[end - 1] & 0xC0) == 0x80) --end;
        const std::size_t tail = held_.size() - end;
        const auto first = static_cast<std::uint8_t>(end > 0 ? held_[end - 1] : 0);
        const std::size_t wanted = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
        end = tail < wanted ? end - 1 : held_.size();
        vterm_input_write(terminal_, held_.data(), end);
        held_.erase(0, end);
    }
    VTerm* terminal() { return terminal_; }
    // Fewer rows scroll what is on the screen, and libvterm 0.1 lets the cursor go with it, above
    // the first row and out of its memory. Other terminals hold it in the first row: so does this.
    void resize(unsigned columns, unsigned rows) {
        int height = 0;
        int width = 0;
        vterm_get_size(terminal_, &height, &width);
        const auto [row, column] = cursor();
        const int scrolled = height - static_cast<int>(rows);
        if (row < scrolled) {
            write("\x1b[" + std::to_string(scrolled + 1) + ';' + std::to_string(column + 1) + 'H');
        }
        vterm_set_size(terminal_, static_cast<int>(rows), static_cast<int>(columns));
    }

    // Each without the blanks at its end.
    std::vector<std::string> rows() const {
        int height = 0;
        int width = 0;
        vterm_get_size(terminal_, &height, &width);
        std::vector<std::string> all;
        for (int y = 0; y < height; ++y) {
            std::vector<VTermScreenCell> cells(static_cast<std::size_t>(width));
            for (int x = 0; x < width; ++x) {
                vterm_screen_get_cell(screen_, {y, x}, &cells[static_cast<std::size_t>(x)]);
            }
            all.push_back(text_of(cells.data(), width));
        }
        return all;
    }

    // From 0.
    std::pair<int, int> cursor() const {
        VTermPos at{};
        vterm_state_get_cursorpos(vterm_obtain_state(terminal_), &at);
        return {at.row, at.col};
    }
    VTermScreenCell cell(int row, int column) const {
        VTermScreenCell cell{};
        vterm_screen_get_cell(screen_, {row, column}, &cell);
        return cell;
    }

    std::vector<std::string> scrollback;

  private:
    static int push(int columns, const VTermScreenCell* cells, void* self) {
        static_cast<Emulator*>(self)->scrollback.push_back(text_of(cells, columns));
        return 1;
    }

    static std::string text_of(const VTermScreenCell* cells, int width) {
        std::string text;
        for (int x = 0; x<width; x += cells[x].width> 1 ? cells[x].width : 1) {
            if (cells[x].chars[0] == 0) text += ' ';
            for (std::size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cells[x].chars[i] != 0; ++i) {
                append(text, cells[x].chars[i]);
            }
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return text;
    }

    static void append(std::string& text, std::uint32_t c) {
        const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80 | (c >> shift & 0x3F)); };
        if (c < 0x80) {
            text += static_cast<char>(c);
        } else if (c < 0x800) {
            text += static_cast<char>(0xC0 | c >> 6);
            tail(0);
        } else if (c < 0x10000) {
            text += static_cast<char>(0xE0 | c >> 12);
            tail(6);
            tail(0);
        } else {
            text += static_cast<char>(0xF0 | c >> 18);
            tail(12);
            tail(6);
            tail(0);
        }
    }

    std::string held_;
    VTerm* terminal_;
    VTermScreen* screen_;
};

}  // namespace confab::unit
