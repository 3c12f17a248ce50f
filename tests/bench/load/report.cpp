#include "report.hpp"

#include <cmath>
#include <cstdio>

namespace confab::bench {

void Report::field(std::string_view name, std::string_view value) {
    if (!body_.empty()) body_ += ", ";
    ((((body_ += '"') += name) += "\": ") += value);
}

void Report::number(std::string_view name, double value) {
    char text[64];
    std::snprintf(text, sizeof text, "%.6g", value);
    field(name, std::isfinite(value) ? text : "null");
}

void Report::count(std::string_view name, std::uint64_t value) { field(name, std::to_string(value)); }

void Report::truth(std::string_view name, bool value) { field(name, value ? "true" : "false"); }

void Report::word(std::string_view name, std::string_view value) {
    field(name, '"' + std::string(value) + '"');
}

}  // namespace confab::bench
