#pragma once

#include <memory>
#include <string>
#include <vector>

#include "files.hpp"
#include "program.hpp"

namespace confab::e2e {

// A terminal emulator that nobody looks at but the test. Its server is a child of ours with a socket
// of its own, so no other tmux here notices it and nothing of it outlives the test.
class Tmux {
  public:
    Tmux();

    // Runs `command` in a terminal of this size, which is named `pane` from now on.
    void open(const std::string& pane, unsigned columns, unsigned rows,
              const std::vector<std::string>& command);
    void resize(const std::string& pane, unsigned columns, unsigned rows);
    void type(const std::string& pane, const std::string& text);
    // "Enter", "C-d", "Tab" and what else send-keys knows.
    void press(const std::string& pane, const std::string& key);

    // What a person sees, a string a row without the blanks at its end.
    [[nodiscard]] std::vector<std::string> screen(const std::string& pane) const;
    // The same and what has scrolled off the top.
    [[nodiscard]] std::vector<std::string> all(const std::string& pane) const;
    // As it would be copied: rows that the terminal has broken by itself are one.
    [[nodiscard]] std::vector<std::string> copied(const std::string& pane) const;
    // Rows that have scrolled off the top.
    [[nodiscard]] std::size_t scrolled(const std::string& pane) const;

    // Wait for what is to be seen; a Failure shows the screen.
    void wait_until(const std::string& pane,
                    const std::function<bool(const std::vector<std::string>&)>& satisfies,
                    const std::string& what, Where where = Where::current()) const;
    void wait_for_row(const std::string& pane, const std::string& row, Where where = Where::current()) const;
    // The last row is this: the prompt with what is typed.
    void wait_for_input(const std::string& pane, const std::string& row,
                        Where where = Where::current()) const;

  private:
    std::string run(std::vector<std::string> command) const;
    std::vector<std::string> capture(const std::string& pane, const std::string& first_row) const;

    TemporaryDirectory directory_;
    std::unique_ptr<Program> server_;
};

}  // namespace confab::e2e
