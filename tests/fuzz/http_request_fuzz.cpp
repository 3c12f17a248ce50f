// Requests of HTTP: the same come out, whatever the pieces are that the bytes came in, and none is too long.
#include <cstdlib>
#include <string>
#include <vector>

#include "http/request_reader.hpp"

namespace {

using confab::http::Request;
using confab::http::RequestReader;

constexpr std::size_t max_header = 1024;
constexpr std::size_t max_body = 256;

void expect(bool what) {
    if (!what) std::abort();
}

struct Read {
    std::vector<Request> requests;
    int failure = 0;
};

Read read(std::string_view input, std::size_t piece) {
    RequestReader reader(max_header, max_body);
    Read all;
    for (; !input.empty(); input.remove_prefix(std::min(piece, input.size()))) {
        reader.feed(input.substr(0, piece));
        while (reader.state() == RequestReader::State::complete) all.requests.push_back(reader.take());
    }
    all.failure = reader.failure();
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const Read whole = read(input, size + 1);
    const Read by_byte = read(input, 1);
    expect(whole.requests.size() == by_byte.requests.size());
    // A header that is bad and not complete may be refused now or later.
    expect(whole.failure == by_byte.failure || whole.failure == 0 || by_byte.failure == 0);
    for (std::size_t i = 0; i < whole.requests.size(); ++i) {
        const Request& request = whole.requests[i];
        expect(request.target == by_byte.requests[i].target && request.body == by_byte.requests[i].body);
        expect(request.method.size() + request.target.size() <= max_header &&
               request.body.size() <= max_body);
    }
    return 0;
}
