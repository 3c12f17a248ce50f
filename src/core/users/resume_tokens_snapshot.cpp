#include "account_fields.hpp"
#include "confab/core/users/resume_tokens.hpp"

namespace confab {

template <class Archive>
void fields(Archive& archive, snapshot::Like<ResumeTokens::Token> auto& token) {
    archive(token.seat, token.ignored);
}

void ResumeTokens::save(snapshot::Writer& out) const { out(tokens_); }

void ResumeTokens::load(snapshot::Reader& in) {
    in(tokens_);
    order_ = {};
    for (const auto& [code, token] : tokens_) {
        in.expect(code == token.seat.code);
        order_.add(token.seat.source, token.seat.left, code);
    }
}

}  // namespace confab
