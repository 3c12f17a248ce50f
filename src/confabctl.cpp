// The operator's tool.
#include <csignal>

#include "confab/ctl/ctl.hpp"

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    return confab::ctl::run({argv + 1, argv + argc});
}
