// The whole chat as bytes, and back. The format is described in base/snapshot/format.hpp.
#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

Refusal why_not(const snapshot::Reader& in) {
    switch (in.problem()) {
        case snapshot::Problem::none: return {};
        case snapshot::Problem::damaged: return {Code::snapshot_damaged};
        case snapshot::Problem::other_version: return {Code::snapshot_other_version, in.version()};
    }
    return {};
}

}  // namespace

// Each part, in the order in which they can be read: one that names others comes after them.
template <class Self, class Each>
void Hub::for_each_part(Self& hub, Each&& each) {
    each("clock", hub.clock_);
    each("accounts", hub.accounts_);
    each("server", hub.server_roles_);
    each("users", hub.users_, hub.accounts_);
    each("tokens", hub.tokens_);
    each("sanctions", hub.sanctions_);
    each("rooms", hub.rooms_, hub.users_);
    each("room_keys", hub.access_);
    each("presence", hub.presence_);
    each("pending", hub.pending_);
    each("saves", hub.account_saves_);
    each("login", hub.authentication_);
    each("operators", hub.operator_accounts_);
    each("invite_codes", hub.invite_codes_);
    each("login_deadlines", hub.login_deadlines_);
    each("inbox", hub.inbox_);
}

std::string Hub::snapshot(Now now) const {
    snapshot::Writer out(now.mono);
    out.section("time", {}, [&] { out(last_.wall, last_.mono); });
    for_each_part(*this, [&](std::string_view name, const auto& part, auto&...) {
        out.section(name, {}, [&] { part.save(out); });
    });
    return out.finish();
}

Refusal Hub::restore(std::string_view bytes, Now now) {
    snapshot::Reader in(bytes, now.mono);
    in.section("time", snapshot::Version{}.major, [&] { in(last_.wall, last_.mono); });
    for_each_part(*this, [&](std::string_view name, auto& part, auto&... others) {
        in.section(name, snapshot::Version{}.major, [&] { part.load(in, others...); });
    });
    if (in.ok()) ignores_.index(users_);
    return why_not(in);
}

}  // namespace confab
