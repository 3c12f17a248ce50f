#include "output.hpp"

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include "command_error.hpp"

namespace confab::ctl {

void Output::write(std::string_view text) {
    if (closed_) return;
    const bool written =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fputc('\n', stdout) != EOF;
    if (written) return;
    closed_ = errno == EPIPE;
    if (closed_) return;
    throw CommandError(Status::refused,
                       "cannot write: " + std::error_code(errno, std::generic_category()).message());
}

void Output::line(std::string_view text) { write(cleaner_.clean(text)); }

void Output::json(const Json& object) {
    const std::string text = object.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (cleaner_.clean(text) == text) return write(text);
    write(object.dump(-1, ' ', true, Json::error_handler_t::replace));
}

void Output::json(std::string_view text) {
    if (cleaner_.clean(text) == text) return write(text);
    const Json object = Json::parse(text, nullptr, false);
    if (object.is_discarded()) return line(text);
    json(object);
}

void Output::flush() {
    if (closed_ || std::fflush(stdout) == 0 || errno == EPIPE) return;
    throw CommandError(Status::refused,
                       "cannot write: " + std::error_code(errno, std::generic_category()).message());
}

}  // namespace confab::ctl
