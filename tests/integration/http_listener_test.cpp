// The HTTP server, with a handler of the test's own.
#include <gtest/gtest.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "confab/http/listener.hpp"
#include "support/client.hpp"

namespace confab::integration {
namespace {

namespace asio = boost::asio;
using http::Request;
using http::Respond;
using http::Response;

ops::ListenUrl at(std::uint16_t port) {
    ops::ListenUrl url;
    url.host = "127.0.0.1";
    url.port = port;
    return url;
}

// Runs on a thread of its own, at 127.0.0.1 and a free port.
class HttpServer {
    template <class F>
    auto in_loop(F what) {
        std::packaged_task<decltype(what())()> task(std::move(what));
        auto done = task.get_future();
        asio::post(context_, [&task] { task(); });
        return done.get();
    }

  public:
    explicit HttpServer(http::Handler handler, http::Limits limits = {})
        : listener_(context_, [this] { return wanted_; },
                    {"metrics", "/metrics", "--metrics-listen", std::move(handler), limits}) {
        listener_.start();
        thread_ = std::thread([this] { context_.run(); });
    }
    ~HttpServer() {
        in_loop([this] { listener_.close(); });
        context_.stop();
        thread_.join();
    }
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::uint16_t port() {
        const std::string address = in_loop([this] { return listener_.address(); });
        return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    }
    // What a reload does.
    void move_to(const ops::ListenUrl& url) {
        in_loop([&] {
            wanted_ = url;
            listener_.prepare()();
        });
    }

  private:
    ops::ListenUrl wanted_ = at(0);
    asio::io_context context_{1};
    asio::executor_work_guard<asio::io_context::executor_type> stay_ = asio::make_work_guard(context_);
    http::Listener listener_;
    std::thread thread_;
};

void answer_path(const Request& request, const Respond& respond) { respond({.body = request.path() + "\n"}); }

std::string get(std::string_view path) {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: here\r\n\r\n";
}

// The last line of a response that has one.
std::string body_of(Client& client) {
    client.until("Connection: ");
    client.line();
    return client.line();
}

TEST(HttpListener, AnswersOneRequestAfterTheOther) {
    HttpServer server(answer_path);
    Client client(server.port());

    client.send(get("/1") + get("/2"));

    EXPECT_EQ(body_of(client), "/1");
    EXPECT_EQ(body_of(client), "/2");
    client.send(get("/3"));
    EXPECT_EQ(body_of(client), "/3");
}

TEST(HttpListener, WaitsForAHandlerThatAnswersLater) {
    asio::io_context later(1);
    HttpServer server([&later](const Request&, const Respond& respond) {
        asio::post(later, [respond] { respond({.body = "late\n"}); });
    });
    Client client(server.port());

    client.send(get("/"));
    while (later.poll() == 0) later.restart();

    EXPECT_EQ(body_of(client), "late");
}

TEST(HttpListener, TellsWhatIsWrongAndEnds) {
    HttpServer server(answer_path);
    Client client(server.port());

    client.send("nonsense\r\n\r\n");

    EXPECT_EQ(client.line(), "HTTP/1.1 400 Bad Request\r");
    client.until_closed();
}

TEST(HttpListener, ClosesWhoeverDoesNotFinishARequestInTime) {
    http::Limits limits;
    limits.request = std::chrono::milliseconds(50);
    HttpServer server(answer_path, limits);
    Client client(server.port());

    client.send("GET / HTTP/1.1\r\n");

    EXPECT_TRUE(client.until_closed().empty());
}

TEST(HttpListener, RefusesMoreConnectionsOfASourceThanItsShare) {
    http::Limits limits;
    limits.of_a_source = 1;
    HttpServer server(answer_path, limits);
    Client first(server.port());
    first.send(get("/1"));
    EXPECT_EQ(body_of(first), "/1");

    Client second(server.port());

    EXPECT_EQ(second.line(), "HTTP/1.1 503 Service Unavailable\r");
    second.until_closed();
    first.send(get("/2"));
    EXPECT_EQ(body_of(first), "/2");
}

// Whoever is told so has not gone yet.
TEST(HttpListener, ThoseRefusedTakeNoPlaceOfAnotherSource) {
    http::Limits limits;
    limits.connections = 4;
    limits.of_a_source = 2;
    HttpServer server(answer_path, limits);
    std::vector<std::unique_ptr<Client>> crowd;
    for (int i = 0; i < 8; ++i) {
        crowd.push_back(std::make_unique<Client>(server.port()));
        if (i < 2) continue;
        const std::optional<std::string> told = crowd.back()->next_line();
        if (told) EXPECT_EQ(*told, "HTTP/1.1 503 Service Unavailable\r");
    }

    asio::io_context context(1);
    asio::ip::tcp::socket other(context);
    other.open(asio::ip::tcp::v4());
    other.bind({asio::ip::make_address("127.0.0.2"), 0});
    other.connect({asio::ip::make_address("127.0.0.1"), server.port()});
    asio::write(other, asio::buffer(get("/other")));
    std::string response;
    asio::read_until(other, asio::dynamic_buffer(response), "\n");

    EXPECT_EQ(response.substr(0, response.find('\n')), "HTTP/1.1 200 OK\r");
}

// A port that nobody has now.
std::uint16_t free_port() {
    asio::io_context context(1);
    const asio::ip::tcp::acceptor taken(context, {asio::ip::make_address("127.0.0.1"), 0});
    return taken.local_endpoint().port();
}

TEST(HttpListener, AReloadMovesItAndKeepsWhoIsConnected) {
    HttpServer server(answer_path);
    Client before(server.port());
    before.send(get("/1"));
    EXPECT_EQ(body_of(before), "/1");
    const std::uint16_t old_port = server.port();

    server.move_to(at(free_port()));

    Client after(server.port());
    after.send(get("/2"));
    EXPECT_EQ(body_of(after), "/2");
    before.send(get("/3"));
    EXPECT_EQ(body_of(before), "/3");
    EXPECT_NE(server.port(), old_port);
}

}  // namespace
}  // namespace confab::integration
