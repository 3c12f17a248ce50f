#include "answer.hpp"

#include <utility>

namespace confab::admin {

void Answer::line(const Json& json) {
    waiting_.append(json.dump(-1, ' ', false, Json::error_handler_t::replace)).push_back('\n');
}

void Answer::row(const Json& row) { line({{"result", row}}); }

void Answer::done(std::string_view message) {
    if (std::exchange(complete_, true)) return;
    Json last{{"ok", true}};
    if (!message.empty()) last["message"] = message;
    line(last);
}

void Answer::refuse(std::string_view why, std::string_view code) {
    if (std::exchange(complete_, true)) return;
    Json last{{"ok", false}, {"error", why}};
    if (!code.empty()) last["code"] = code;
    line(last);
}

void Answer::fill(std::size_t most) {
    while (source_ && !complete_ && waiting_.size() < most) {
        const More more = source_(*this);
        if (more == More::later) return;
        if (more == More::over) source_ = nullptr;
    }
}

void Answer::sign_of_life() { line({{"working", true}}); }

void Answer::finish() {
    if (afterwards_) std::exchange(afterwards_, nullptr)();
}

}  // namespace confab::admin
