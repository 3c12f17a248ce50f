// After anything whatever, a terminal shows what the model says.
#include <gtest/gtest.h>

#include "dialect/terminal/screen.hpp"
#include "unit/support/bytes.hpp"
#include "unit/support/emulator.hpp"
#include "unit/support/screen_model.hpp"
#include "unit/support/seed.hpp"

namespace confab::unit {
namespace {

// Those that libvterm and ICU agree on. Joined emoji, flags and emoji made by U+FE0F are left out:
// libvterm gives every part its own cells.
const Glyphs& alphabet() {
    static const Glyphs all{{"a", 1},      {"b", 1},
                            {"Z", 1},      {"0", 1},
                            {"-", 1},      {"é", 1},
                            {"ж", 1},      {"e\u0301", 1, false},
                            {"漢", 2},     {"字", 2},
                            {"한", 2},     {"\U0001F600", 2, false},
                            {"\uFF37", 2}, {"o\u0308", 1, false},
                            {"\u05D0", 1}, {"z\u0335\u0301", 1, false}};
    return all;
}

class Typist {
  public:
    explicit Typist(unsigned seed) : random_(seed) {
        resize();
        set({}, 0);
    }

    void step() {
        switch (pick(16)) {
            case 0: return pick(4) == 0 ? resize() : pick(2) == 0 ? repaint() : status();
            case 1:
            case 2:
            case 3:
            case 4:
                for (std::size_t i = pick(4) == 0 ? 1 + pick(5) : 1; i > 0; --i) print();
                return;
            case 5: return set({}, 0);
            case 6: return set(text_, pick(text_.size() + 1));
            case 7: return erase(1);
            case 8: return erase(1 + pick(40));
            case 9: return insert(1 + pick(120));
            default: return insert(1);
        }
    }

    void check() {
        const std::string bytes = screen_.take();
        for (const std::string_view piece : cut_at_random(bytes, random_)) terminal_.write(piece);
        ASSERT_EQ(terminal_.rows(), model_.rows()) << escaped(bytes);
        ASSERT_EQ(terminal_.cursor(), model_.cursor()) << escaped(bytes);
    }

  private:
    std::size_t pick(std::size_t count) { return random_() % count; }

    Glyphs some(std::size_t longest, std::size_t word) {
        Glyphs glyphs;
        for (std::size_t i = 1 + pick(longest); i > 0; --i) {
            const bool gap = !glyphs.empty() && pick(word) == 0;
            const bool plain = pick(3) != 0;
            glyphs.push_back(gap ? Glyph{" ", 1} : alphabet()[pick(plain ? 5 : alphabet().size())]);
        }
        while (blank(glyphs.back())) glyphs.pop_back();
        return glyphs;
    }

    void print() {
        const std::size_t indent = pick(15);
        const Glyphs text = some(pick(8) == 0 ? 400 : 60, pick(6) == 0 ? 200 : 1 + pick(12));
        screen_.print(text_of(text), indent);
        model_.print(text, indent);
    }
    void resize() {
        columns_ = static_cast<unsigned>(20 + pick(181));
        rows_ = static_cast<unsigned>(3 + pick(58));
        terminal_.resize(columns_, rows_);
        repaint();
    }
    void repaint() {
        screen_.resize({columns_, rows_});
        model_.resize(columns_, rows_);
    }
    void status() {
        const std::string text(pick(3) == 0 ? 0 : pick(100), static_cast<char>('k' + pick(3)));
        screen_.status(text);
        model_.status(text);
    }
    void set(Glyphs text, std::size_t cursor) {
        text_ = std::move(text);
        cursor_ = cursor;
        const auto at = static_cast<std::ptrdiff_t>(cursor);
        const Glyphs before(text_.begin(), text_.begin() + at);
        const std::string prompt(pick(200) == 0 ? "(search) " : "> ");
        screen_.input({prompt, text_of(text_), text_of(before).size()});
        model_.input(prompt, text_, cursor_);
    }
    void insert(std::size_t count) {
        Glyphs text = text_;
        const Glyphs typed = some(count, 6);
        text.insert(text.begin() + static_cast<std::ptrdiff_t>(cursor_), typed.begin(), typed.end());
        set(std::move(text), cursor_ + typed.size());
    }
    void erase(std::size_t count) {
        count = std::min(count, cursor_);
        Glyphs text = text_;
        const auto at = text.begin() + static_cast<std::ptrdiff_t>(cursor_);
        text.erase(at - static_cast<std::ptrdiff_t>(count), at);
        set(std::move(text), cursor_ - count);
    }

    std::mt19937 random_;
    dialect::Graphemes graphemes_;
    dialect::Wrap wrap_{graphemes_};
    dialect::Screen screen_{wrap_};
    ScreenModel model_;
    Emulator terminal_{80, 24};
    Glyphs text_;
    std::size_t cursor_ = 0;
    unsigned columns_ = 0;
    unsigned rows_ = 0;
};

TEST(ScreenProperty, TheTerminalShowsWhatTheModelSays) {
    const unsigned seed = seed_of_run();
    const std::size_t runs = number_from("CONFAB_RUNS", 60);

    for (unsigned run = 0; run < runs; ++run) {
        SCOPED_TRACE("CONFAB_SEED=" + std::to_string(seed + run) + " CONFAB_RUNS=1");
        Typist each(seed + run);
        for (int step = 0; step < 150; ++step) {
            each.step();
            if (step % 3 != 0) each.check();  // sometimes several things happen in one wake
            if (testing::Test::HasFatalFailure()) return;
        }
    }
}

}  // namespace
}  // namespace confab::unit
