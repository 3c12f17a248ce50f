// What a Terminal is made of.
#pragma once

#include "confab/dialect/terminal/listening.hpp"
#include "confab/dialect/terminal/terminal.hpp"
#include "confab/wire/line_reader.hpp"
#include "confab/wire/telnet/telnet_session.hpp"
#include "editor.hpp"
#include "graphemes.hpp"
#include "keys.hpp"
#include "painter.hpp"
#include "screen.hpp"
#include "terminal_type.hpp"
#include "wrap.hpp"

namespace confab::dialect {

struct TerminalTools::Shared {
    Listening listening;
    Graphemes graphemes;
    Wrap wrap{graphemes};
};

class Terminal::Parts {
  public:
    Parts(TerminalTools::Shared& tools, std::size_t max_line)
        : tools_(tools), max_line_(max_line), editor_(tools.graphemes, max_line), screen_(tools.wrap) {
        telnet_.start();
    }

    void set_max_line(std::size_t max_line) {
        max_line_ = max_line;
        editor_.set_max_line(max_line);
    }
    TerminalInput next(std::string_view& bytes);
    wire::Input finish() { return live_ ? wire::Input{} : lines_.finish(); }
    std::string_view partial() const { return live_ ? std::string_view() : lines_.partial(); }
    const Refusal& refusal() const { return refusal_; }
    bool has_more() const { return taken_ < typed_.size(); }
    std::string_view unused() const { return std::string_view(typed_).substr(taken_); }

    bool pending_escape() const { return live_ && keys_.pending_escape(); }
    void flush_escape();

    void ask() { telnet_.start(); }
    std::string_view opening() { return telnet_.reply(); }
    void go_live();
    bool live() const { return live_; }
    bool known() const { return size_.columns != 0 && type_known_; }
    void leave();
    void go_back();

    void show(const Event& event, const View& view);
    void set(const DisplayPreferences& settings);
    void set_status(const Status& status, Milliseconds lag);
    bool wants_status() const { return live_ && settings_.status_line; }
    void ask_secret(std::string_view prompt);
    std::string_view echo(bool ours);
    void offer(std::string_view line);
    void complete(std::string_view word, std::span<const std::string> candidates);

    bool wants_repaint() const { return live_ && repaint_ && !may_repaint_; }
    void allow_repaint() {
        may_repaint_ = true;
        look();
    }
    std::size_t echoed() const { return echoed_; }
    bool has_output() const { return dirty_; }
    std::size_t waiting() const { return out_.size() + screen_.waiting(); }
    std::string take();

    void save(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);
    void save_without_text(snapshot::Writer& out) const;

  private:
    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self);
    TerminalInput telnet(const wire::TelnetInput& input);
    TerminalInput data(std::string_view bytes);
    void lose_byte_255();
    TerminalInput typed();
    TerminalInput apply(const Key& key);
    TerminalInput line_mode();
    void take_over_line();
    void resized(unsigned columns, unsigned rows);
    TerminalInput named(std::string_view type);
    void print(const Event& event, const View& view, bool meant);
    void prompt();
    void look();
    void paint_again();
    void settle();

    TerminalTools::Shared& tools_;
    std::size_t max_line_;
    wire::TelnetSession telnet_;
    wire::LineReader lines_;  // reads what comes while not live
    KeyReader keys_;
    Editor editor_;
    Screen screen_;
    Painter painter_;
    DisplayPreferences settings_;
    Ear ear_{tools_.listening};
    TerminalType type_;
    Size size_;
    std::string typed_;  // came and is not used yet, from taken_ on
    std::size_t taken_ = 0;
    std::string told_;    // what an Input's bytes are
    Refusal refusal_;     // the reason of the last `refused`
    std::string out_;     // before what the screen has to say
    std::string secret_;  // what asks for one; empty if nothing does
    std::string asked_;   // the word that is being completed
    std::uint32_t ticket_ = 0;
    std::chrono::sys_days today_{};
    bool type_known_ = false;
    bool live_ = false;
    bool left_ = false;
    bool dirty_ = false;
    bool repaint_ = false;
    bool may_repaint_ = true;
    std::size_t echoed_ = 0;
};

}  // namespace confab::dialect
