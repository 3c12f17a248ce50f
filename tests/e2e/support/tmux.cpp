#include "tmux.hpp"

#include <algorithm>

#include "text.hpp"

namespace confab::e2e {

namespace {

std::vector<std::string> with_socket(const TemporaryDirectory& directory, std::vector<std::string> command) {
    // -N: a command that comes too early fails, instead of starting another server.
    command.insert(command.begin(), {"tmux", "-u", "-N", "-S", directory.path("tmux"), "-f", "/dev/null"});
    return command;
}

}  // namespace

Tmux::Tmux() {
    server_ = std::make_unique<Program>(std::vector<std::string>{
        "tmux", "-u", "-S", directory_.path("tmux"), "-f", "/dev/null", "-D"});  // -D: stays our child
    const auto answers = [this] {
        Program first(with_socket(directory_, {"set-option", "-s", "exit-empty", "off"}));
        return first.wait() == 0;
    };
    eventually(answers, "tmux answering");
    run({"set-option", "-g", "status", "off"});
    run({"set-option", "-g", "default-terminal", "tmux-256color"});
    run({"set-option", "-g", "remain-on-exit", "on"});
    run({"set-option", "-g", "history-limit", "10000"});
}

std::string Tmux::run(std::vector<std::string> command) const {
    const std::string shown = join_lines(command);
    Program program(with_socket(directory_, std::move(command)));
    if (program.wait() != 0) {
        throw Failure(std::string("tmux: ").append(program.output()).append(" of ").append(shown),
                      Where::current());
    }
    return program.output();
}

void Tmux::open(const std::string& pane, unsigned columns, unsigned rows,
                const std::vector<std::string>& command) {
    std::vector<std::string> all{"new-session",       "-d", "-s", pane, "-x", std::to_string(columns), "-y",
                                 std::to_string(rows)};
    all.insert(all.end(), command.begin(), command.end());
    run(std::move(all));
}

void Tmux::resize(const std::string& pane, unsigned columns, unsigned rows) {
    run({"resize-window", "-t", pane, "-x", std::to_string(columns), "-y", std::to_string(rows)});
}

void Tmux::type(const std::string& pane, const std::string& text) {
    run({"send-keys", "-t", pane, "-l", text});
}

void Tmux::press(const std::string& pane, const std::string& key) { run({"send-keys", "-t", pane, key}); }

std::vector<std::string> Tmux::capture(const std::string& pane, const std::string& first_row) const {
    return split_lines(run({"capture-pane", "-p", "-t", pane, "-S", first_row}));
}

std::vector<std::string> Tmux::screen(const std::string& pane) const { return capture(pane, "0"); }

std::vector<std::string> Tmux::all(const std::string& pane) const { return capture(pane, "-"); }

std::vector<std::string> Tmux::copied(const std::string& pane) const {
    return split_lines(run({"capture-pane", "-p", "-J", "-t", pane, "-S", "-"}));
}

std::size_t Tmux::scrolled(const std::string& pane) const {
    return std::stoul(run({"display-message", "-p", "-t", pane, "#{history_size}"}));
}

void Tmux::wait_until(const std::string& pane,
                      const std::function<bool(const std::vector<std::string>&)>& satisfies,
                      const std::string& what, Where where) const {
    const auto deadline = Clock::now() + patience;
    std::vector<std::string> rows = screen(pane);
    while (!satisfies(rows)) {
        if (Clock::now() > deadline) {
            throw Failure(std::string("never on the screen: ")
                              .append(what)
                              .append("; there is:\n")
                              .append(join_lines(rows)),
                          where);
        }
        rows = screen(pane);
    }
}

void Tmux::wait_for_row(const std::string& pane, const std::string& row, Where where) const {
    const auto has_row = [&row](const std::vector<std::string>& rows) {
        return std::find(rows.begin(), rows.end(), row) != rows.end();
    };
    wait_until(pane, has_row, row, where);
}

void Tmux::wait_for_input(const std::string& pane, const std::string& row, Where where) const {
    const auto ends_so = [&row](const std::vector<std::string>& rows) {
        return !rows.empty() && rows.back() == row;
    };
    wait_until(pane, ends_so, row, where);
}

}  // namespace confab::e2e
