// A telnet negotiation as bytes: it goes on in another process as if nothing had happened.
#include <cstdint>
#include <vector>

#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/wire/telnet/telnet_session.hpp"

namespace confab::wire {

namespace {

std::vector<std::uint8_t> codes_in(const std::bitset<256>& set) {
    std::vector<std::uint8_t> codes;
    for (std::size_t code = 0; code < set.size(); ++code) {
        if (set[code]) codes.push_back(static_cast<std::uint8_t>(code));
    }
    return codes;
}

}  // namespace

template <class Archive, class Self>
void TelnetSession::fields(Archive& archive, Self& self) {
    for (auto& side : self.options_) {
        for (auto& option : side) archive(option);
    }
    archive(self.sub_, self.value_, self.columns_, self.rows_, self.parser_, self.pending_, self.sub_option_,
            self.sub_dropped_, self.ever_started_, self.ever_echoed_, self.started_, self.character_mode_,
            self.left_alone_, self.asked_type_, self.asked_user_, self.asked_charset_, self.got_type_,
            self.got_user_);
}

void TelnetSession::save(snapshot::Writer& out) const {
    out(told_ ? std::string() : reply_, codes_in(refused_[ours]), codes_in(refused_[theirs]));
    fields(out, *this);
}

void TelnetSession::load(snapshot::Reader& in) {
    in(reply_);
    for (auto& side : refused_) {
        std::vector<std::uint8_t> codes;
        in(codes);
        for (const std::uint8_t code : codes) side.set(code);
    }
    fields(in, *this);
}

}  // namespace confab::wire
