// Requests of HTTP out of bytes, in whatever pieces they come.
#include <gtest/gtest.h>

#include "http/request_reader.hpp"

namespace confab::integration {
namespace {

using http::Request;
using http::RequestReader;
using State = RequestReader::State;

constexpr std::size_t header = 8192;
constexpr std::size_t body = 64;

TEST(HttpRequest, IsReadByteByByte) {
    RequestReader reader(header, body);
    const std::string bytes = "GET /metrics?x=1 HTTP/1.1\r\nHost: here\r\n\r\n";

    for (const char each : bytes.substr(0, bytes.size() - 1)) {
        ASSERT_EQ(reader.feed({&each, 1}), State::incomplete);
    }
    ASSERT_EQ(reader.feed("\n"), State::complete);
    const Request request = reader.take();

    EXPECT_EQ(request.method, "GET");
    EXPECT_EQ(request.target, "/metrics?x=1");
    EXPECT_EQ(request.path(), "/metrics");
    EXPECT_TRUE(request.keep_alive);
    EXPECT_FALSE(reader.has_begun());
}

TEST(HttpRequest, HasABody) {
    RequestReader reader(header, body);

    reader.feed("POST /x HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhel");
    ASSERT_EQ(reader.state(), State::incomplete);
    ASSERT_EQ(reader.feed("lo"), State::complete);

    EXPECT_EQ(reader.take().body, "hello");
}

TEST(HttpRequest, MayComeTogetherWithTheNext) {
    RequestReader reader(header, body);

    reader.feed("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\nGET");

    EXPECT_EQ(reader.take().target, "/1");
    ASSERT_EQ(reader.state(), State::complete);
    EXPECT_EQ(reader.take().target, "/2");
    EXPECT_EQ(reader.state(), State::incomplete);
    EXPECT_TRUE(reader.has_begun());
}

struct Bad {
    std::string bytes;
    int status;
};

class BadHttpRequest : public testing::TestWithParam<Bad> {};

TEST_P(BadHttpRequest, IsRefusedWithAStatus) {
    RequestReader reader(header, body);

    EXPECT_EQ(reader.feed(GetParam().bytes), State::failed);
    EXPECT_EQ(reader.failure(), GetParam().status);
    EXPECT_EQ(reader.feed("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), State::failed);
}

INSTANTIATE_TEST_SUITE_P(
    Http, BadHttpRequest,
    testing::Values(
        Bad{"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", 411},

        Bad{"hello\r\n\r\n", 400}, Bad{"GET / HTTP/1.1\r\n\r\n", 400},
        Bad{"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        Bad{"GET / HTTP/7.0\r\nHost: a\r\n\r\n", 505},
        Bad{"GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(header, 'x'), 431},
        Bad{"GET /" + std::string(2 * header, 'x'), 431},
        Bad{"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65\r\n\r\n", 413},
        Bad{"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400}));

TEST(HttpResponse, ToHeadHasNoBodyButItsLength) {
    const http::Response response{.body = "hello\n"};

    const std::string bytes = http::bytes_of(response, true, false);

    EXPECT_NE(bytes.find("Content-Length: 6\r\n"), std::string::npos);
    EXPECT_TRUE(bytes.ends_with("Connection: close\r\n\r\n"));
}

}  // namespace
}  // namespace confab::integration
