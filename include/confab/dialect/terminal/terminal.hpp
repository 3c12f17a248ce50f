// A client with a live terminal: telnet, keys, the line editor, the screen and colours, put together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/snapshot/forward.hpp"
#include "confab/core/ports/event_sink.hpp"
#include "confab/core/reply.hpp"
#include "confab/core/users/display.hpp"
#include "confab/wire/input.hpp"

namespace confab::dialect {

// What the terminals of one thread share; it outlives them. Throws std::runtime_error without ICU.
class TerminalTools {
  public:
    TerminalTools();
    ~TerminalTools();
    TerminalTools(const TerminalTools&) = delete;
    TerminalTools& operator=(const TerminalTools&) = delete;

  private:
    friend class Terminal;
    struct Shared;
    std::unique_ptr<Shared> shared_;
};

// What only a client with a terminal does; the kind of its input is `other`.
enum class TerminalAction : std::uint8_t {
    none,
    block,     // `bytes` are the lines of a paste, with LF between them: one message
    refused,   // something was wrong with what was typed; it was not sent, and refusal() says why
    complete,  // `bytes` are the line up to the cursor: what could its last word be?
    leave,     // Ctrl-D on an empty line
    live,      // it now sends keys instead of lines
    not_live,  // it no longer does, or never will
    user,      // `bytes`: the name that it was told to log in with
};

struct TerminalInput : wire::Input {
    TerminalInput() = default;
    TerminalInput(const wire::Input& input) : wire::Input(input) {}
    TerminalInput(Kind what, std::string_view text = {}) : wire::Input{what, text} {}
    TerminalInput(TerminalAction what, std::string_view text = {})
        : wire::Input{Kind::other, text}, action(what) {}

    TerminalAction action = TerminalAction::none;
};

// Until the client has agreed to send every key by itself, and for good if it does not, this is a
// line reader that negotiates, and lines go out as to everybody. From go_live() on what comes in is
// keys, and what there is to see goes through show(). Not thread-safe.
//
// Calls that change what is seen only collect; take() has the bytes, once a wake.
class Terminal {
  public:
    // `max_line` in bytes.
    Terminal(TerminalTools& tools, std::size_t max_line);
    ~Terminal();
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    // The next thing out of the front of `bytes`, and of bytes that were taken before: the rest of those
    // (has_more()) waits for the next call, which may bring nothing new. The first call also gives
    // what opens the negotiation, as a `reply`, unless opening() has given it.
    TerminalInput next(std::string_view& bytes);
    bool has_more() const;
    // Bytes that has_more() tells of, without telnet.
    std::string_view unused() const;
    // The limit is another one, for what is typed from now on.
    void set_max_line(std::size_t max_line);
    // What came before the end of input without a line end.
    wire::Input finish();
    // What finish() would give.
    std::string_view partial() const;

    // What was wrong with what was typed, after TerminalAction::refused.
    const Refusal& refusal() const;

    // ESC alone can be the start of something, so it counts only some 50 ms later, by this.
    bool pending_escape() const;
    void flush_escape();

    // The client has told how large its screen is and what kind of terminal it has.
    bool known() const;
    // Asks the client once more, after go_back().
    void ask();
    // What the first call of all, ask() or go_back() have to say in telnet, to be sent as it is. Valid
    // until the next call.
    std::string_view opening();
    // The client may be shown the screen (TerminalAction::live came), and from now on it is.
    void go_live();
    bool live() const;
    // Leaves the client's terminal in order; what is shown from now on is plain lines.
    void leave();
    // The same, and the client gets its lines back: TerminalAction::not_live came, or somebody wants it.
    void go_back();

    void show(const Event& event, const View& view);
    void set(const DisplayPreferences& settings);
    void set_status(const Status& status, Milliseconds lag);
    bool wants_status() const;
    // What is typed from now on is asked for by `prompt`, and neither shown nor kept, until this is called
    // with an empty one. Ctrl-C then gives an empty line. While not live, echo() hides the typing.
    void ask_secret(std::string_view prompt);
    // Takes the echo of lines from a client that is not live, or gives it back: what is to be sent for that,
    // maybe nothing. Valid until the next call.
    std::string_view echo(bool ours);
    // A line to be corrected, or sent again: of several lines a block. Not if something else is being typed,
    // or has been and was not looked at yet.
    void offer(std::string_view line);
    // The answer to TerminalAction::complete.
    void complete(std::string_view word, std::span<const std::string> candidates);

    // All is to be painted anew, which is some 20 KiB for one key, and waits until it is allowed. The first
    // time of all it is allowed already, and each allowance is for one.
    bool wants_repaint() const;
    void allow_repaint();
    bool has_output() const;
    // Bytes that take() would give at least.
    std::size_t waiting() const;
    std::string take();
    // Bytes of the last take() that only show what was typed.
    std::size_t echoed() const;

    // Between two calls, after take(). The preferences are not written: whoever loads is told them again.
    void save(snapshot::Writer& out) const;
    // With an empty screen and an empty line.
    void save_without_text(snapshot::Writer& out) const;
    void load(snapshot::Reader& in);

  private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace confab::dialect
