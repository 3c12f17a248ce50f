#include "metrics_page.hpp"

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "confab/admin/metrics.hpp"
#include "confab/ops/options.hpp"

namespace confab {

namespace {

constexpr const char* metrics_type = "text/plain; version=0.0.4; charset=utf-8";
constexpr const char* front_page = "confabd: its figures are at /metrics\n";
// However many ask, the figures are gathered no more often than this.
constexpr std::chrono::milliseconds kept_for{100};

// All who ask while figures are being gathered get the same.
class Figures : public std::enable_shared_from_this<Figures> {
  public:
    Figures(net::ServerControl server, const OperatorStore& store)
        : server_(std::move(server)), store_(store) {}

    void respond(http::Respond respond) {
        if (std::chrono::steady_clock::now() < made_ + kept_for) return respond(page());
        waiting_.push_back(std::move(respond));
        if (waiting_.size() > 1) return;
        admin::collect_metrics(server_, &store_, ops::version(), [self = weak_from_this()](std::string text) {
            if (const auto figures = self.lock()) figures->made(std::move(text));
        });
    }

  private:
    http::Response page() const { return {.body = text_, .type = metrics_type}; }
    void made(std::string text) {
        text_ = std::move(text);
        made_ = std::chrono::steady_clock::now();
        for (const http::Respond& each : std::exchange(waiting_, {})) each(page());
    }

    net::ServerControl server_;
    const OperatorStore& store_;
    std::string text_;
    std::chrono::steady_clock::time_point made_{};
    std::vector<http::Respond> waiting_;
};

}  // namespace

http::Handler metrics_page(const net::ServerControl& server, const OperatorStore& store) {
    return [figures = std::make_shared<Figures>(server, store)](const http::Request& request,
                                                                http::Respond respond) {
        const std::string path = request.path();
        if (path != "/" && path != "/metrics") return respond(http::problem(404));
        if (request.method != "GET" && request.method != "HEAD") {
            http::Response refused = http::problem(405);
            refused.allow = "GET, HEAD";
            return respond(refused);
        }
        if (path == "/") return respond({.body = front_page});
        figures->respond(std::move(respond));
    };
}

}  // namespace confab
