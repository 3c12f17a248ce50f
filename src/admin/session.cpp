#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/write.hpp>
#include <utility>

#include "command.hpp"
#include "confab/net/as_result.hpp"
#include "confab/ops/log.hpp"
#include "confab/wire/clean.hpp"

namespace confab::admin {

namespace {

constexpr std::uint64_t protocol = 1;
// Rows are made in slices of so many bytes, and everyone else has their turn between two of them.
constexpr std::chrono::milliseconds progress_interval{1000};  // where it is told how far something is
constexpr std::size_t slice = 16 * 1024;

// What an operator types is as little to be trusted by a terminal as what anyone else does.
bool every_byte_counts(std::string_view name) {
    return name == "directory" || name == "program" || name == "password";
}

// The argument that cannot be cleaned without becoming another; none if all is well.
std::string clean(Json& arguments) {
    wire::Cleaner cleaner;
    for (auto& [name, value] : arguments.items()) {
        if (!value.is_string()) continue;
        const std::string raw = value.get<std::string>();
        const std::string_view cleaned = cleaner.clean(raw);
        if (every_byte_counts(name) && cleaned != raw) return name;
        value = cleaned;
    }
    return {};
}

}  // namespace

Session::Session(asio::io_context& context, int fd, std::string who,
                 std::shared_ptr<const ServerHandle> server)
    : socket_(context, asio::generic::stream_protocol(AF_UNIX, 0), fd),
      deadline_(context),
      wake_(context),
      who_(std::move(who)),
      server_(std::move(server)) {}

asio::awaitable<void> Session::serve(std::shared_ptr<Session> self) {
    for (;;) {
        const bool asked = co_await self->read_request();
        if (!asked) break;
        self->dispatch();
        const bool sent = co_await self->send_reply();
        if (!sent) break;
    }
    self->close();
}

asio::awaitable<void> Session::turn_away(std::shared_ptr<Session> self, std::string why, std::string code) {
    co_await self->refuse(std::move(why), std::move(code));
    self->close();
}

void Session::close() {
    error_code ignored;
    socket_.close(ignored);
    deadline_.cancel();
    wake_.cancel();
    if (reply_) reply_->drop();
}

// Until then something has to happen, or the connection ends.
void Session::limit(std::chrono::milliseconds time) {
    deadline_.expires_after(time);
    deadline_.async_wait([self = weak_from_this(), set = ++limits_set_](error_code error) {
        const auto session = self.lock();
        if (error || !session || session->limits_set_ != set) return;
        session->socket_.cancel();
    });
}

void Session::wake() { wake_.cancel(); }

asio::awaitable<bool> Session::read_request() {
    const Limits& limits = server_->settings.limits;
    for (;;) {
        const std::size_t end = received_.find('\n');
        if (std::min(end, received_.size()) > limits.request) {
            std::string why = fmt::format("a request has at most {} bytes", limits.request);
            co_await refuse(std::move(why), std::string());
            co_return false;
        }
        if (end != std::string::npos) {
            request_ = received_.substr(0, end);
            received_.erase(0, end + 1);
            co_return true;
        }
        limit(limits.idle);
        auto [error, size] = co_await socket_.async_read_some(asio::buffer(buffer_), net::as_result);
        if (error == asio::error::operation_aborted && socket_.is_open()) {
            std::string why("no request came for too long");
            co_await refuse(std::move(why), std::string());
        }
        if (error) co_return false;
        received_.append(buffer_.data(), size);
    }
}

void Session::dispatch() {
    reply_ = std::make_shared<ReplyStream>();
    Json request = Json::parse(request_, nullptr, false);
    const bool whole = request.is_object() && request.contains("version") && request.contains("command") &&
                       request["command"].is_string();
    if (!whole) return reply_->refuse("a request is a JSON object with version, command and arguments");
    if (request["version"] != protocol) {
        return reply_->refuse("this confabd speaks version 1 of the protocol; is confabctl another version?");
    }
    Json& arguments = request["arguments"];
    if (arguments.is_null()) arguments = Json::object();
    if (!arguments.is_object()) return reply_->refuse("arguments is no JSON object");
    if (const std::string spoilt = clean(arguments); !spoilt.empty()) {
        return reply_->refuse(fmt::format("the {} has control characters, or is not UTF-8", spoilt),
                              bad_usage);
    }
    const auto name = request["command"].get<std::string>();
    ops::log::debug("{}: {}", who_, name);
    server_->in_hub([&](Hub& hub, Now now) {
        const std::function<void()> wake_me = [self = weak_from_this()] {
            if (const auto session = self.lock()) session->wake();
        };
        run({*server_, hub, now, arguments, who_, reply_, wake_me}, name);
    });
}

asio::awaitable<bool> Session::send_reply() {
    const std::shared_ptr<ReplyStream> answer = reply_;
    while (socket_.is_open()) {
        answer->fill(slice);
        std::swap(out_, answer->waiting());
        if (!out_.empty()) {
            const bool written = co_await write();
            if (!written) co_return false;
        } else if (answer->complete()) {
            answer->finish();
            co_return true;
        } else {
            const auto sign_of_life = server_->settings.limits.sign_of_life;
            wake_.expires_after(answer->shows_progress() ? std::min(sign_of_life, progress_interval)
                                                         : sign_of_life);
            auto [error] = co_await wake_.async_wait(net::as_result);
            if (!error) answer->sign_of_life();
        }
    }
    co_return false;
}

asio::awaitable<bool> Session::write() {
    limit(server_->settings.limits.slow);
    auto [error, size] = co_await asio::async_write(socket_, asio::buffer(out_), net::as_result);
    static_cast<void>(size);
    out_.clear();
    co_return !error;
}

asio::awaitable<bool> Session::refuse(std::string why, std::string code) {
    reply_ = std::make_shared<ReplyStream>();
    reply_->refuse(why, code);
    const bool sent = co_await send_reply();
    co_return sent;
}

}  // namespace confab::admin
