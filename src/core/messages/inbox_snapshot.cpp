#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/messages/inbox.hpp"

namespace confab {

template <class Archive>
void fields(Archive& archive, snapshot::Like<AwayMessage> auto& message) {
    archive(message.id, message.to, message.from, message.at, message.text);
}

void Inbox::save(snapshot::Writer& out) const { out(messages_, last_id_); }
void Inbox::load(snapshot::Reader& in) {
    in(messages_, last_id_);
    for (const auto& [id, message] : messages_) in.expect(id == message.id && id <= last_id_);
}

}  // namespace confab
