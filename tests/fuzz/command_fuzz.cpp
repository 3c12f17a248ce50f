// Any lines from several people, one of them a server operator, with passwords, measurements and time in
// between: the hub lives, and says nothing that has a control character in it. The first byte of each line
// says who types the rest of it, or what else happens.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "confab/wire/clean.hpp"
#include "unit/support/world.hpp"

namespace {

using namespace confab;

constexpr std::size_t most_people = 6;
constexpr std::size_t most_lines = 200;

ChatSettings settings() {
    ChatSettings small;
    small.history = 5;
    small.history_bytes = 2000;
    small.max_rooms = 8;
    small.max_accounts = 4;
    small.max_sanctions = 12;
    small.operators = {"sue"};
    return small;
}

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; }

void connect(unit::World& world) {
    if (world.outside.connected.size() < most_people) world.connect(parse_network("192.0.2.7")->address);
}

void type(unit::World& world, std::size_t which, std::string_view raw) {
    static wire::Cleaner cleaner;
    if (world.outside.connected.empty()) return;
    const ClientId who = *std::next(world.outside.connected.begin(),
                                    static_cast<std::ptrdiff_t>(which % world.outside.connected.size()));
    if (world.outside.held.contains(who)) return;
    world.hub.line(who, cleaner.clean(raw), world.now());
}

void take(unit::World& world, std::string_view line) {
    if (line.empty()) return;
    switch (line[0]) {
        case 'c': return connect(world);
        case 'p': return world.answer_one_password();
        case 'm': return world.answer_measures(true, Milliseconds{100}, line.size());
        case 't': return world.pass(Milliseconds{1000} * static_cast<int>(line.size()));
        default: return type(world, static_cast<unsigned char>(line[0]), line.substr(1));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    unit::World world(settings(), {}, Milliseconds{0});
    for (int i = 0; i < 3; ++i) connect(world);
    for (std::size_t lines = 0; !rest.empty() && lines < most_lines; ++lines) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        take(world, rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::string said = world.journal.take();
        if (std::any_of(said.begin(), said.end(), is_control)) std::abort();
    }
    return 0;
}
