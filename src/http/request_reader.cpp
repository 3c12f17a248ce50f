#include "request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <utility>

namespace confab::http {

namespace beast = boost::beast::http;

struct RequestReader::Parser {
    beast::request_parser<beast::string_body> of;
};

namespace {

int status_of(const boost::system::error_code& error) {
    if (error == beast::error::header_limit) return 431;
    if (error == beast::error::body_limit) return 413;
    if (error == beast::error::bad_version) return 505;
    return 400;
}

// A request of HTTP/1.1 names its host, and no request does so twice (RFC 9112, 3.2).
bool names_its_host(const beast::request<beast::string_body>& request) {
    const std::size_t count = request.count(beast::field::host);
    return count == 1 || (count == 0 && request.version() < 11);
}

}  // namespace

RequestReader::RequestReader(std::size_t max_header, std::size_t max_body)
    : max_header_(max_header), max_body_(max_body) {}

RequestReader::~RequestReader() = default;

bool RequestReader::has_begun() const { return !waiting_.empty() || parser_ != nullptr; }

RequestReader::State RequestReader::fail(int status) {
    failure_ = status;
    waiting_.clear();
    return state_ = State::failed;
}

RequestReader::State RequestReader::feed(std::string_view bytes) {
    if (state_ == State::failed) return state_;
    waiting_.append(bytes);
    return state_ == State::complete ? state_ : parse();
}

RequestReader::State RequestReader::parse() {
    if (!parser_) {
        // Empty lines before a request are ignored (RFC 9112, 2.2).
        waiting_.erase(0, waiting_.find_first_not_of("\r\n"));
        if (waiting_.empty()) return state_ = State::incomplete;
        parser_ = std::make_unique<Parser>();
        parser_->of.header_limit(static_cast<std::uint32_t>(max_header_));
        parser_->of.body_limit(max_body_);
    }
    if (!parser_->of.is_header_done()) {
        const int status = parse_some();
        if (status != 0) return fail(status);
        if (!parser_->of.is_header_done()) return state_ = State::incomplete;
        if (!names_its_host(parser_->of.get())) return fail(400);
        // The body in pieces of its own is for those who do not know its length, and is read in two ways
        // by many programs.
        if (parser_->of.chunked()) return fail(411);
        parser_->of.eager(true);
    }
    const int status = parser_->of.is_done() ? 0 : parse_some();
    if (status != 0) return fail(status);
    return state_ = parser_->of.is_done() ? State::complete : State::incomplete;
}

// Gives the status of what is wrong; 0 if nothing is.
int RequestReader::parse_some() {
    boost::system::error_code error;
    waiting_.erase(0, parser_->of.put(boost::asio::buffer(waiting_), error));
    return !error || error == beast::error::need_more ? 0 : status_of(error);
}

Request RequestReader::take() {
    auto& message = parser_->of.get();
    Request request{.method = std::string(message.method_string()),
                    .target = std::string(message.target()),
                    .body = std::move(message.body()),
                    .keep_alive = message.keep_alive()};
    for (const auto& field : message) {
        request.fields.emplace_back(std::string(field.name_string()), std::string(field.value()));
    }
    parser_.reset();
    parse();
    return request;
}

}  // namespace confab::http
