// What of a reply goes into a snapshot.
#pragma once

#include "code_name.hpp"
#include "confab/base/snapshot/reader.hpp"
#include "confab/base/snapshot/writer.hpp"
#include "confab/core/reply.hpp"

namespace confab {

inline void save_code(snapshot::Writer& archive, Code code) { archive(code_name(code)); }
inline void load_code(snapshot::Reader& archive, Code& code) {
    std::string name;
    archive(name);
    const auto known = code_named(name);
    archive.expect(known.has_value());
    code = known.value_or(Code::none);
}

inline void fields(snapshot::Writer& archive, const LocalTime& time) {
    archive(time.time, time.now, time.clock.zone());
}
inline void fields(snapshot::Reader& archive, LocalTime& time) {
    std::string zone;
    archive(time.time, time.now, zone);
    time.clock = ZoneClock(zone);
}

inline void fields(snapshot::Writer& archive, const Reply& reply) {
    save_code(archive, reply.code);
    archive(std::vector<Argument>(reply.arguments.begin(), reply.arguments.end()));
}
inline void fields(snapshot::Reader& archive, Reply& reply) {
    load_code(archive, reply.code);
    std::vector<Argument> arguments;
    archive(arguments);
    for (Argument& each : arguments) reply.arguments.push_back(std::move(each));
}

}  // namespace confab
