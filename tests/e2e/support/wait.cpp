#include "wait.hpp"

#include <algorithm>
#include <thread>

namespace confab::e2e {

namespace {

std::string located(std::string_view what, const Where& where) {
    return std::string(where.file_name()) + ":" + std::to_string(where.line()) + ": " + std::string(what);
}

}  // namespace

Failure::Failure(std::string_view what, const Where& where) : std::runtime_error(located(what, where)) {}

int milliseconds_until(Clock::time_point deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::max<decltype(left)>(left, 0));
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void eventually(const std::function<bool()>& holds, std::string_view what, Where where) {
    const auto deadline = Clock::now() + patience;
    while (!holds()) {
        if (Clock::now() > deadline) throw Failure("never came: " + std::string(what), where);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

}  // namespace confab::e2e
