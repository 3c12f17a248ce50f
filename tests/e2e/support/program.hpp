#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "log.hpp"
#include "process.hpp"

namespace confab::e2e {

// One of the clients people have: nc, telnet, ... Its output, errors included, is in output().
class Program {
  public:
    enum class Input { pipe, terminal };

    explicit Program(std::vector<std::string> command, Input input = Input::pipe);

    // As if typed (in a terminal) or written to its standard input.
    void type(std::string_view text);
    void end_input();
    // Nothing that it has written up to now is lost for this, nor asked for twice.
    void wait_for(std::string_view text, std::size_t count = 1, Where where = Where::current());
    [[nodiscard]] std::string output() const { return output_->text(); }
    Process& process() { return *process_; }
    // Ends by itself, and then all its output is there.
    int wait(Where where = Where::current());

  private:
    Descriptor input_;
    std::unique_ptr<Process> process_;
    std::unique_ptr<Log> output_;
};

// Whether it is installed here.
bool installed(const std::string& program);

// Pipes `input` into it, waits for its end, and gives what it wrote.
std::string run_with_input(std::vector<std::string> command, std::string_view input,
                           Where where = Where::current());

}  // namespace confab::e2e
