// A snapshot that is tried, without sockets: would a server go on from it?
#include <string>

#include "confab/base/snapshot/reader.hpp"
#include "confab/core/hub.hpp"
#include "confab/dialect/table.hpp"
#include "confab/net/server.hpp"
#include "program_record.hpp"
#include "shard.hpp"

namespace confab::net {

namespace {

class Nowhere final : public EventSink {
  public:
    void tell(ClientId /*who*/, const Event& /*event*/) override {}
    void tell_room(RoomId /*room*/, const Event& /*event*/, std::span<const ClientId> /*except*/) override {}
    void enter(ClientId /*who*/, RoomId /*room*/) override {}
    void leave(ClientId /*who*/, RoomId /*room*/) override {}
    void change_view(ClientId /*who*/, View /*view*/) override {}
    void hang_up(ClientId /*who*/, std::string_view /*name*/, std::string_view /*reason*/) override {}
};

template <class Read>
void look_at(snapshot::Reader& in, std::string_view section, const Read& read) {
    in.section(section, snapshot::Version{}.major, read);
}

std::string because_of(const snapshot::Reader& in) {
    if (in.ok()) return {};
    if (in.problem() == snapshot::Problem::damaged) return "the saved state is damaged or cut off";
    return "the saved state has version " + std::to_string(in.version()) + ", which this program cannot read";
}

}  // namespace

std::string why_not_go_on(const ServerSettings& settings, std::string_view snapshot) {
    const Now now = Shard::clock();
    snapshot::Reader in(snapshot, now.mono);
    ProgramRecord program;
    std::string chat;
    look_at(in, "program", [&] { in(program); });
    look_at(in, "hub", [&] { in(chat); });
    for (const char* section : {"listeners", "edge", "connections", "sources"}) look_at(in, section, [] {});
    if (!in.ok()) return because_of(in);
    if (!program.fits(settings.dialects)) return "this program has other dialects than the one that runs";

    Nowhere nowhere;
    dialect::Interpreters interpreters(settings.dialects);
    Hub hub(nowhere, interpreters, settings.chat);
    if (const Refusal why = hub.restore(chat, now)) return interpreters.word(why).text;
    if (!hub.knows_names()) {
        return "its rules for names (ICU) are others than those of the program that runs; restart instead";
    }
    return {};
}

}  // namespace confab::net
