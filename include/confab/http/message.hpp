// A request and a response of HTTP/1.1, without sockets.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace confab::http {

struct Request {
    std::string method;
    std::string target;  // as it came: the path, and perhaps a query
    std::string body{};
    bool keep_alive = true;
    std::vector<std::pair<std::string, std::string>> fields{};  // of the header, as they came

    // The first of that name, whatever its case; empty: none.
    std::string_view field(std::string_view name) const;
    // Of the target, also where that is a whole URL (RFC 9112, 3.2.2).
    std::string path() const;
};

struct Response {
    int status = 200;
    std::string body{};
    std::string type = "text/plain; charset=utf-8";
    std::string allow{};                  // the methods of this place, where another one was used
    std::chrono::seconds retry_after{0};  // when to ask again; 0: not told
};

// Called on the listener's thread. `respond` may be called later, on that thread, and once.
using Respond = std::function<void(Response response)>;
using Handler = std::function<void(const Request& request, Respond respond)>;

// A response with a line that says what is wrong.
Response problem(int status);
// The bytes of a response; to HEAD it has no body.
std::string bytes_of(const Response& response, bool is_head, bool keep_alive);

}  // namespace confab::http
