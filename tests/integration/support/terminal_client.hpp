// A telnet at a terminal: negotiates as it was told to, sends keys, and has a screen to look at.
// Every wait ends within `patience`, and then throws with what is on the screen.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "unit/support/emulator.hpp"

namespace confab::integration {

struct Manner {
    enum class Options : std::uint8_t { agrees, refuses, ignores };
    Options options = Options::agrees;
    std::string type = "xterm-256color";
    std::string user = {};  // as of `telnet -l`
    unsigned columns = 100;
    unsigned rows = 24;
    int receive_buffer = 0;  // bytes the kernel may hold for us; 0 = its default
};

class TerminalClient {
  public:
    explicit TerminalClient(std::uint16_t port, Manner manner = {});
    TerminalClient(const TerminalClient&) = delete;
    TerminalClient& operator=(const TerminalClient&) = delete;
    ~TerminalClient();

    void type(std::string_view keys);
    // Bytes of telnet or of keys, as they are.
    void send_raw(std::string_view bytes) { send(bytes); }
    // As a terminal does that was asked to mark what is pasted.
    void paste(std::string_view text);
    // Somebody pulls at the window.
    void resize(unsigned columns, unsigned rows);
    // Who ignored the options answers them now, all of them.
    void agree_now();

    void wait_until(const std::function<bool()>& holds, const std::string& what);
    // One of the rows is, or contains, this.
    void wait_for_row(const std::string& row);
    void wait_for(const std::string& part);
    // The last row is this: the prompt and what is typed, without the blanks at its end.
    void wait_for_input(const std::string& row);
    // Everything that was typed before has been answered; the line must be empty.
    void settle();
    // Takes all that comes until the server ends the connection.
    void wait_for_end();

    std::vector<std::string> rows() const { return screen_.rows(); }
    std::string last_row() const { return rows().back(); }
    bool has_row(const std::string& row) const;
    bool shows(const std::string& part) const;
    const unit::Emulator& screen() const { return screen_; }
    // All that came for the terminal, without telnet; and what came for the other side of it.
    const std::string& shown() const { return shown_; }
    std::size_t options_asked() const { return asked_.size(); }
    // The server shows what is typed, and gets it key by key.
    bool character_mode() const;
    std::size_t bells() const;

  private:
    enum class State : std::uint8_t { text, iac, option, sub, sub_iac };
    struct Asked {
        std::uint8_t verb;
        std::uint8_t option;
    };

    void fill();
    void take(std::uint8_t byte);
    void text(char c);
    void asked(Asked what);
    void answer(Asked what);
    void sub_negotiation();
    void send(std::string_view bytes);
    void send_verb(std::uint8_t verb, std::uint8_t option);
    void send_size();
    bool supports(Asked what) const;
    [[noreturn]] void fail(const std::string& what) const;

    Manner manner_;
    int fd_;
    unit::Emulator screen_;
    std::string shown_;
    std::string to_paint_;
    std::string sub_;
    std::vector<Asked> asked_;
    std::map<std::pair<bool, std::uint8_t>, bool> on_;  // by "the server's", and option
    State state_ = State::text;
    std::uint8_t verb_ = 0;
    int marks_ = 0;
    bool ended_ = false;
};

}  // namespace confab::integration
