// The operator's tool.
#include <csignal>

#include "confab/ctl/ctl.hpp"
#include "confab/ops/process.hpp"

int main(int argc, char** argv) {
    confab::ops::open_standard_descriptors();
    std::signal(SIGPIPE, SIG_IGN);
    return confab::ctl::run({argv + 1, argv + argc});
}
