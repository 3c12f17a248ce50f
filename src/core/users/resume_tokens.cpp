#include "confab/core/users/resume_tokens.hpp"

#include <utility>

#include "confab/core/users/resume_code.hpp"

namespace confab {

void ResumeTokens::keep(Token token) {
    const std::string code = token.seat.code;
    take(code);
    order_.add(token.seat.source, token.seat.left, code);
    tokens_.emplace(code, std::move(token));
}

const ResumeTokens::Token* ResumeTokens::find(const std::string& code, Now now) const {
    const auto found = tokens_.find(code);
    if (found == tokens_.end() || found->second.seat.left < now.wall - valid_for) return nullptr;
    return &found->second;
}

std::optional<ResumeTokens::Token> ResumeTokens::take(const std::string& code) {
    auto node = tokens_.extract(code);
    if (!node) return std::nullopt;
    const GuestSeat& seat = node.mapped().seat;
    order_.remove(seat.source, seat.left, seat.code);
    return std::move(node.mapped());
}

bool ResumeTokens::holds(std::uint64_t code) const { return tokens_.contains(resume_code_text(code)); }

void ResumeTokens::forget_old(Now now) {
    const auto forget = [this](const std::string& code) {
        take(code);
        log_.remove_seat(code);
    };
    const WallTime limit = now.wall - valid_for;
    while (clock_.settled(now)) {
        const std::string code = order_.oldest(limit);
        if (code.empty()) break;
        forget(code);
    }
    while (order_.size() > settings_.max_seats) forget(order_.first_to_go());
}

}  // namespace confab
