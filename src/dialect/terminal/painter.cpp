#include "painter.hpp"

#include <algorithm>

#include "dialect/text/body.hpp"

namespace confab::dialect {

namespace {

constexpr std::string_view plain = "\x1b[m";

// Asides are as dim as a contrast of 3 to both black and white lets them be.
constexpr std::uint8_t dim(Depth depth) { return depth == Depth::many ? 244 : 8; }
constexpr std::uint8_t alarm(Depth depth) { return depth == Depth::many ? 196 : 9; }

// One sequence for all of it: who wraps lines takes each for the whole style.
void append_style(std::string& out, Depth depth, std::uint8_t colour, bool bold) {
    out.append(bold ? "\x1b[1;" : "\x1b[");
    if (depth == Depth::many) {
        out.append("38;5;").append(std::to_string(colour));
    } else {
        out.append(std::to_string(colour < 8 ? 30 + colour : 82 + colour));
    }
    out.push_back('m');
}

// Writes what write_body() says, and counts the cells before the first words of a person.
class ColourInk {
  public:
    ColourInk(std::string& out, Depth depth, bool meant, Graphemes& graphemes)
        : out_(out), depth_(depth), meant_(meant), graphemes_(graphemes) {}

    void fixed(std::string_view text) {
        out_.append(text);
        count(text);
    }
    void name(std::string_view text) {
        if (author_.empty()) author_ = text;
        if (depth_ != Depth::none) append_style(out_, depth_, colour_of(text, depth_), meant_);
        out_.append(text);
        if (depth_ != Depth::none) out_.append(plain);
        count(text);
    }
    void said(std::string_view text) {
        counting_ = false;
        if (text.find('\n') != std::string_view::npos) return block(text);
        const bool bold = meant_ && depth_ != Depth::none;
        if (bold) out_.append("\x1b[1m");
        out_.append(text);
        if (bold) out_.append(plain);
    }

    std::size_t columns() const { return columns_; }

  private:
    // The lines of a block have nothing before them, so that they can be copied: their author's colour is
    // what tells them from lines of others. Each is styled by itself, because they are printed one by one.
    void block(std::string_view text) {
        for (bool more = true; more;) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const bool coloured = depth_ != Depth::none && end > 0;
            if (coloured) append_style(out_, depth_, colour_of(author_, depth_), meant_);
            out_.append(text.substr(0, end));
            if (coloured) out_.append(plain);
            more = end < text.size();
            if (more) out_.push_back('\n');
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }
    void count(std::string_view text) {
        if (counting_) columns_ += graphemes_.columns(text);
    }

    std::string& out_;
    Depth depth_;
    bool meant_;
    Graphemes& graphemes_;
    std::string_view author_;
    std::size_t columns_ = 0;
    bool counting_ = true;
};

bool said_by_someone(EventType type) {
    return type == EventType::message || type == EventType::emote || type == EventType::private_message;
}

}  // namespace

std::size_t Painter::paint(std::string& out, const Event& event, const View& view, bool meant,
                           Graphemes& graphemes) const {
    const bool bare = event.frame || event.type == EventType::error;
    std::string before;
    if (!bare && (view.timestamps || event.replay)) before = clock_.clock(event.time);
    if (!bare && view.several_rooms && !event.room.empty()) before.append("#").append(event.room).append(" ");

    before.append(number_before(event, view));
    ColourInk ink(out, depth_, meant, graphemes);
    if (said_by_someone(event.type)) {
        if (!before.empty()) paint_aside(out, before);
        write_body(ink, event);
        return graphemes.columns(before) + ink.columns();
    }
    // A notice is dim as a whole: it is not what people come for.
    std::string words;
    ColourInk grey(words, Depth::none, false, graphemes);
    write_body(grey, event);
    if (depth_ != Depth::none) {
        append_style(out, depth_, event.type == EventType::error ? alarm(depth_) : dim(depth_), false);
    }
    out.append(before).append(words);
    if (depth_ != Depth::none) out.append(plain);
    return graphemes.columns(before) + 2;
}

// What is answered is dim, as asides are.
void Painter::paint_quote(std::string& out, const Event& event, const View& view) const {
    std::string words;
    if (view.timestamps || event.replay) words = clock_.clock(event.time);
    if (view.several_rooms && !event.room.empty()) words.append("#").append(event.room).append(" ");
    words.append("> ").append(event.about->from).append(": ").append(event.about->text);
    paint_aside(out, words);
}

void Painter::paint_aside(std::string& out, std::string_view text) const {
    if (depth_ == Depth::none) {
        out.append(text);
        return;
    }
    append_style(out, depth_, dim(depth_), false);
    out.append(text).append(plain);
}

}  // namespace confab::dialect
