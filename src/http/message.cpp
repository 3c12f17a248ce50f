#include "confab/http/message.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "confab/base/text.hpp"

namespace confab::http {

namespace {

std::string_view reason_of(int status) {
    switch (status) {
        case 200: return "OK";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 411: return "Length Required";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        default: return "Error";
    }
}

}  // namespace

std::string_view Request::field(std::string_view name) const {
    for (const auto& [key, value] : fields) {
        if (ascii_lower(key) == ascii_lower(name)) return value;
    }
    return {};
}

std::string Request::path() const {
    std::string_view path = target;
    if (ascii_lower(path.substr(0, 7)) == "http://") {
        path.remove_prefix(std::min(path.find('/', 7), path.size()));
    }
    path = path.substr(0, path.find('?'));
    return path.empty() ? "/" : std::string(path);
}

Response problem(int status) {
    return {.status = status, .body = fmt::format("{} {}\n", status, reason_of(status))};
}

// Nothing is cached, and no browser takes the text for anything else.
std::string bytes_of(const Response& response, bool is_head, bool keep_alive) {
    std::string bytes = fmt::format(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n"
        "X-Content-Type-Options: nosniff\r\n",
        response.status, reason_of(response.status), response.type, response.body.size());
    if (!response.allow.empty()) bytes += fmt::format("Allow: {}\r\n", response.allow);
    if (response.status == 401) bytes += "WWW-Authenticate: Bearer\r\n";
    if (response.retry_after.count() > 0)
        bytes += fmt::format("Retry-After: {}\r\n", response.retry_after.count());
    bytes += fmt::format("Connection: {}\r\n\r\n", keep_alive ? "keep-alive" : "close");
    if (!is_head) bytes += response.body;
    return bytes;
}

}  // namespace confab::http
