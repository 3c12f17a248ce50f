#include "bodies.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "confab/base/text.hpp"
#include "events.hpp"

namespace confab::webhook {

namespace {

Text refused(int status, std::string why) { return {.status = status, .why = std::move(why)}; }

// {"text": "..."} as many chats have it; some say message or content instead.
std::string plain_text(const Json& body) {
    for (const char* name : {"text", "message", "content"}) {
        std::string text = string_at(body, {name});
        if (!text.empty()) return text;
    }
    return {};
}

Text of_json(const http::Request& request) {
    const Json body = Json::parse(request.body, nullptr, false);
    if (body.is_discarded()) return refused(400, "the body is no JSON");
    if (!body.is_object()) return refused(422, "the body must be a JSON object");
    std::string text;
    if (const auto event = request.field("X-GitHub-Event"); !event.empty()) {
        text = github_text(event, body);
    } else if (body.contains("object_kind")) {
        text = gitlab_text(body);
    } else if (body.contains("alerts")) {
        text = alertmanager_text(body);
    } else {
        text = plain_text(body);
    }
    if (text.empty()) return refused(422, "there is no text in the body");
    return {.text = std::move(text)};
}

}  // namespace

Text text_of(const http::Request& request) {
    const std::string type = ascii_lower(request.field("Content-Type"));
    const std::string coding = ascii_lower(request.field("Content-Encoding"));
    if (!coding.empty() && coding != "identity")
        return refused(415, "send the body as it is, not compressed");
    const bool is_form = type.starts_with("application/x-www-form-urlencoded");
    // curl -d says that its text is a form, whatever it is.
    if (is_form && (request.body.starts_with("payload=%7B") || !request.field("X-GitHub-Event").empty())) {
        return refused(415, "choose application/json as the content type of the webhook");
    }
    if (type.starts_with("multipart/")) return refused(415, "send text or JSON, not a form");
    if (type.starts_with("application/json") || type.find("+json") != std::string::npos)
        return of_json(request);
    return {.text = request.body};
}

}  // namespace confab::webhook
