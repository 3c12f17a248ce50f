#include "options.hpp"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <variant>

#include "loads.hpp"
#include "protocol.hpp"

namespace confab::bench {
namespace {

using Field = std::variant<std::string*, unsigned*, int*, double*>;

[[noreturn]] void usage(const std::map<std::string, Field>& fields) {
    std::fprintf(
        stderr,
        "usage: confab_load --load LOAD --protocol PROTOCOL --port PORT --pid PID [--NAME VALUE]...\n");
    std::fprintf(stderr, "loads:    ");
    for (const Load& load : loads()) std::fprintf(stderr, " %s", load.name);
    std::fprintf(stderr, "\nprotocols:");
    for (const Protocol& protocol : protocols()) std::fprintf(stderr, " %s", protocol.name);
    std::fprintf(stderr, "\nnames:    ");
    for (const auto& [name, field] : fields) std::fprintf(stderr, " %s", name.c_str());
    std::fprintf(stderr, "\n");
    std::exit(2);
}

void assign(const Field& field, const char* text) {
    if (auto* to = std::get_if<std::string*>(&field)) **to = text;
    if (auto* to = std::get_if<unsigned*>(&field))
        **to = static_cast<unsigned>(std::strtoul(text, nullptr, 10));
    if (auto* to = std::get_if<int*>(&field)) **to = std::atoi(text);
    if (auto* to = std::get_if<double*>(&field)) **to = std::atof(text);
}

}  // namespace

Options parse_options(int argc, char** argv) {
    Options o;
    const std::map<std::string, Field> fields{
        {"load", &o.load},         {"protocol", &o.protocol}, {"port", &o.port},
        {"pid", &o.pid},           {"clients", &o.clients},   {"rooms", &o.rooms},
        {"entering", &o.entering}, {"senders", &o.senders},   {"lines", &o.lines},
        {"size", &o.size},         {"window", &o.window},     {"repeats", &o.repeats},
        {"rate", &o.rate},         {"seconds", &o.seconds},   {"settle", &o.settle},
        {"churn", &o.churn},       {"slow", &o.slow_share},   {"backlog", &o.backlog},
        {"deadline", &o.deadline},
    };
    // Twice: the load that is named chooses the defaults, and the rest of the line overrides them.
    for (int pass = 0; pass < 2; ++pass) {
        for (int i = 1; i < argc; i += 2) {
            const std::string name = argv[i];
            const auto field = fields.find(name.substr(0, 2) == "--" ? name.substr(2) : name);
            if (field == fields.end() || i + 1 == argc) usage(fields);
            assign(field->second, argv[i + 1]);
        }
        const Load* load = find_load(o.load);
        if (!load) usage(fields);
        if (pass == 0) load->defaults(o);
    }
    const bool makes_sense = o.port && o.rooms && o.clients >= o.rooms && o.clients % o.rooms == 0 &&
                             o.senders <= o.clients / o.rooms && o.lines && o.entering && o.size >= 24 &&
                             o.rate > 0 && find_protocol(o.protocol);
    if (!makes_sense) usage(fields);
    return o;
}

}  // namespace confab::bench
