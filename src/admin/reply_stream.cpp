#include "reply_stream.hpp"

#include <utility>

namespace confab::admin {

void ReplyStream::line(const Json& json) {
    waiting_ += json.dump(-1, ' ', false, Json::error_handler_t::replace);
    waiting_.push_back('\n');
}

void ReplyStream::row(const Json& row) { line({{"result", row}}); }

void ReplyStream::done(std::string_view message) {
    if (std::exchange(complete_, true)) return;
    Json last{{"ok", true}};
    if (!message.empty()) last["message"] = message;
    line(last);
}

void ReplyStream::refuse(std::string_view why, std::string_view code) {
    if (std::exchange(complete_, true)) return;
    Json last{{"ok", false}, {"error", why}};
    if (!code.empty()) last["code"] = code;
    if (code.empty()) refused_ = why;
    line(last);
}

void ReplyStream::fill(std::size_t most) {
    while (source_ && !complete_ && waiting_.size() < most) {
        const More more = source_(*this);
        if (more == More::later) return;
        if (more == More::over) source_ = nullptr;
    }
}

void ReplyStream::sign_of_life() {
    Json json{{"working", true}};
    if (const auto percent = percent_ ? percent_() : std::nullopt) json["percent"] = *percent;
    line(json);
}

void ReplyStream::finish() {
    if (afterwards_) std::exchange(afterwards_, nullptr)();
}

}  // namespace confab::admin
