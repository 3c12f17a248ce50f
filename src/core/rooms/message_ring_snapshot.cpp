#include "message_fields.hpp"

namespace confab {

void MessageRing::save(snapshot::Writer& out) const {
    out(count_);
    for (std::size_t i = 0; i < count_; ++i) out(at(i));
}

void MessageRing::load(snapshot::Reader& in) {
    in(count_);
    in.expect(count_ <= in.left());
    if (!in.ok()) count_ = 0;
    ring_.resize(count_);
    first_ = bytes_ = 0;
    for (Message& message : ring_) {
        in(message);
        bytes_ += message.from.size() + message.text.size();
    }
}

}  // namespace confab
