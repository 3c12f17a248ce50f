#include "confab/webhook/page.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "bodies.hpp"
#include "confab/base/digest.hpp"
#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"
#include "confab/wire/clean.hpp"
#include "target.hpp"

namespace confab::webhook {

namespace {

constexpr const char* front_page =
    "confabd: programs with a token say something in a room here\n"
    "curl -d 'build 1.4.2 is live' -H 'Authorization: Bearer TOKEN' http://HOST:PORT/rooms/NAME\n";
constexpr std::size_t max_budgets = 1000;

http::Response told(int status, std::string why) { return {.status = status, .body = std::move(why) + "\n"}; }

http::Response only(const char* methods) {
    http::Response refused = http::problem(405);
    refused.allow = methods;
    return refused;
}

std::string_view token_of(const http::Request& request, const Target& target) {
    if (target.kind == Target::Kind::hook) return target.name;
    if (const auto token = request.field("X-Gitlab-Token"); !token.empty()) return token;
    constexpr std::string_view scheme = "bearer ";
    const std::string_view given = request.field("Authorization");
    if (ascii_lower(given.substr(0, scheme.size())) != scheme) return {};
    return given.substr(std::min(given.find_first_not_of(' ', scheme.size()), given.size()));
}

// Posts of one server. The hub is asked first: who has no token costs nothing more than that.
class Posts {
  public:
    Posts(const net::ServerControl& server, std::function<FloodLimit()> limit)
        : server_(server), limit_(std::move(limit)) {}

    http::Response respond(const http::Request& request) {
        const Target target = target_of(request.path());
        if (target.kind == Target::Kind::front) {
            const bool reads = request.method == "GET" || request.method == "HEAD";
            return reads ? http::Response{.body = front_page} : only("GET, HEAD");
        }
        if (target.kind == Target::Kind::none) return http::problem(404);
        if (request.method != "POST") return only("POST");
        http::Response response;
        server_.in_hub([&](Hub& hub, Now now) { response = post(hub, request, target, now); });
        return response;
    }

  private:
    http::Response post(Hub& hub, const http::Request& request, const Target& target, Now now) {
        operation::Post what{.digest = digest_of(token_of(request, target))};
        if (target.kind == Target::Kind::room) {
            const auto room = hub.names().check_room(cleaner_.clean(target.name));
            if (const auto* name = std::get_if<RoomName>(&room)) what.room = name->key.base();
        }
        const bool names_room = target.kind != Target::Kind::room || !what.room.empty();
        if (!names_room || hub.posting_tokens().find(what.digest, what.room).token == nullptr) {
            return told(401, hub.replies().words({Code::token_wrong}).text);
        }
        if (const auto wait = why_wait(what.digest, now)) {
            http::Response refused = told(429, "too fast");
            refused.retry_after = std::chrono::ceil<std::chrono::seconds>(*wait);
            return refused;
        }
        return say(hub, request, std::move(what), now);
    }

    // How long until the token may be used again; nothing: now.
    std::optional<Milliseconds> why_wait(const std::string& digest, Now now) {
        if (budgets_.size() >= max_budgets && !budgets_.contains(digest)) budgets_.clear();
        FloodBudget& budget = budgets_[digest];
        const FloodLimit limit = limit_();
        if (!budget.ready(limit, now.mono)) return budget.wait(limit);
        budget.spend(limit);
        return std::nullopt;
    }

    http::Response say(Hub& hub, const http::Request& request, operation::Post what, Now now) {
        const Text text = text_of(request);
        if (text.status != 200) return told(text.status, text.why);
        std::size_t lines = 0;
        what.text = cleaned(text.text, lines);
        if (what.text.empty()) return told(422, "there is no text in the body");
        if (lines > hub.settings().block_lines || what.text.size() > hub.settings().block_bytes) {
            return told(413, fmt::format("a message has at most {} lines and {} bytes",
                                         hub.settings().block_lines, hub.settings().block_bytes));
        }
        const Outcome outcome = hub.decide({now, std::move(what)});
        if (outcome.reply.code != Code::none) return told(403, hub.replies().words(outcome.reply).text);
        return told(200, "said");
    }

    // Without empty lines at the beginning and at the end.
    std::string cleaned(std::string_view text, std::size_t& lines) {
        std::string result;
        std::size_t empty = 0;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view line = cleaner_.clean(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
            if (line.empty()) {
                ++empty;
                continue;
            }
            if (!result.empty()) result.append(empty + 1, '\n');
            lines += result.empty() ? 1 : empty + 1;
            empty = 0;
            result.append(line);
        }
        return result;
    }

    net::ServerControl server_;
    std::function<FloodLimit()> limit_;
    wire::Cleaner cleaner_;
    std::map<std::string, FloodBudget> budgets_;  // by digest
};

}  // namespace

http::Service service(const net::ServerControl& server, std::function<FloodLimit()> limit) {
    return {
        "webhooks",
        "/rooms/NAME",
        "--listen",
        [posts = std::make_shared<Posts>(server, std::move(limit))](
            const http::Request& request, const http::Respond& respond) { respond(posts->respond(request)); },
        {.body = max_body}};
}

}  // namespace confab::webhook
