#include "confab/dialect/terminal/terminal.hpp"

#include "terminal_parts.hpp"

namespace confab::dialect {

TerminalTools::TerminalTools() : shared_(std::make_unique<Shared>()) {}
TerminalTools::~TerminalTools() = default;

Terminal::Terminal(TerminalTools& tools, std::size_t max_line)
    : parts_(std::make_unique<Parts>(*tools.shared_, max_line)) {}
Terminal::~Terminal() = default;

TerminalInput Terminal::next(std::string_view& bytes) { return parts_->next(bytes); }
bool Terminal::has_more() const { return parts_->has_more(); }
const Refusal& Terminal::refusal() const { return parts_->refusal(); }
std::string_view Terminal::unused() const { return parts_->unused(); }
void Terminal::set_max_line(std::size_t max_line) { parts_->set_max_line(max_line); }
wire::Input Terminal::finish() { return parts_->finish(); }
std::string_view Terminal::partial() const { return parts_->partial(); }
bool Terminal::pending_escape() const { return parts_->pending_escape(); }
void Terminal::flush_escape() { parts_->flush_escape(); }
void Terminal::go_live() { parts_->go_live(); }
bool Terminal::live() const { return parts_->live(); }
void Terminal::leave() { parts_->leave(); }
bool Terminal::known() const { return parts_->known(); }
void Terminal::ask() { parts_->ask(); }
std::string_view Terminal::opening() { return parts_->opening(); }
void Terminal::go_back() { parts_->go_back(); }
void Terminal::show(const Event& event, const View& view) { parts_->show(event, view); }
void Terminal::set(const DisplayPreferences& settings) { parts_->set(settings); }
void Terminal::set_status(const Status& status, Milliseconds lag) { parts_->set_status(status, lag); }
bool Terminal::wants_status() const { return parts_->wants_status(); }
void Terminal::ask_secret(std::string_view prompt) { parts_->ask_secret(prompt); }
std::string_view Terminal::echo(bool ours) { return parts_->echo(ours); }
void Terminal::offer(std::string_view line) { parts_->offer(line); }
void Terminal::complete(std::string_view word, std::span<const std::string> candidates) {
    parts_->complete(word, candidates);
}
bool Terminal::wants_repaint() const { return parts_->wants_repaint(); }
void Terminal::allow_repaint() { parts_->allow_repaint(); }
std::size_t Terminal::echoed() const { return parts_->echoed(); }
bool Terminal::has_output() const { return parts_->has_output(); }
std::size_t Terminal::waiting() const { return parts_->waiting(); }
std::string Terminal::take() { return parts_->take(); }
void Terminal::save(snapshot::Writer& out) const { parts_->save(out); }
void Terminal::save_without_text(snapshot::Writer& out) const { parts_->save_without_text(out); }
void Terminal::load(snapshot::Reader& in) { parts_->load(in); }

}  // namespace confab::dialect
