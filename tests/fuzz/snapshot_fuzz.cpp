// Any bytes as the state of a chat: a hub refuses them, or lives with them. The first byte says whether the
// checksum is put right, so that the rest is read at all.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "confab/base/snapshot/format.hpp"
#include "confab/core/hub.hpp"
#include "confab/dialect/text/interpreter.hpp"
#include "unit/support/nobody.hpp"

namespace {

using namespace confab;

std::string with_checksum(std::string_view bytes) {
    std::string whole(bytes);
    const std::size_t head = snapshot::magic.size() + 1;
    if (whole.size() < head + snapshot::checksum_size) return whole;
    const std::uint64_t sum =
        snapshot::checksum(std::string_view(whole).substr(head + snapshot::checksum_size));
    for (std::size_t i = 0; i < snapshot::checksum_size; ++i) {
        whole[head + i] = static_cast<char>(sum >> (8 * i) & 0xFF);
    }
    return whole;
}

// What people may do then, and time.
void live_on(Hub& hub, Now now) {
    std::vector<ClientId> all;
    hub.users().for_each([&](const User& user) { all.push_back(user.connection.id); });
    if (all.size() > 8) all.resize(8);
    for (const ClientId id : all) {
        for (const char* line :
             {"hello", "/who", "/rooms", "/join dev", "/leave", "/nick zoe", "/bans", "/more"}) {
            hub.line(id, std::string_view(line), now);
        }
        hub.status(id);
    }
    const Now later{now.wall + std::chrono::hours(1), now.mono + std::chrono::hours(1)};
    hub.tick(later);
    for (const ClientId id : all) hub.disconnect(id, "gone", later);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view input(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::string bytes = data[0] % 4 == 0 ? std::string(input) : with_checksum(input);
    unit::Nobody audience;
    TextInterpreter interpreter;
    Hub hub(audience, interpreter, ChatSettings{});
    interpreter.attach(hub);
    const Now now{WallTime{Milliseconds{1'790'000'000'000}}, MonoTime{Milliseconds{1'000'000}}};
    if (hub.restore(bytes, now)) return 0;

    const std::string again = hub.snapshot(now);
    Hub other(audience, interpreter, ChatSettings{});
    if (other.restore(again, now) || other.snapshot(now) != again) std::abort();
    live_on(hub, now);
    return 0;
}
