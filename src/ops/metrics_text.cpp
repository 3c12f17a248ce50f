#include "confab/ops/metrics_text.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>

namespace confab::ops {

namespace {

using Label = std::pair<std::string_view, std::string_view>;

std::string_view type_name(MetricsText::Type type) {
    switch (type) {
        case MetricsText::Type::counter: return "counter";
        case MetricsText::Type::gauge: return "gauge";
        case MetricsText::Type::histogram: return "histogram";
    }
    return "untyped";
}

// Nothing in a value can end it, or the line.
void append_escaped(std::string& to, std::string_view value) {
    for (const char c : value) {
        if (c == '\\' || c == '"') to.push_back('\\');
        if (c == '\n') {
            to.append("\\n");
        } else {
            to.push_back(c);
        }
    }
}

}  // namespace

void MetricsText::family(std::string_view name, Type type, std::string_view help) {
    name_ = name;
    fmt::format_to(std::back_inserter(text_), "# HELP {0} {1}\n# TYPE {0} {2}\n", name, help,
                   type_name(type));
}

void MetricsText::sample(std::string_view suffix, double value, std::span<const Label> labels) {
    text_.append(name_).append(suffix);
    char before = '{';
    for (const auto& [name, text] : labels) {
        text_.push_back(std::exchange(before, ','));
        text_.append(name).append("=\"");
        append_escaped(text_, text);
        text_.push_back('"');
    }
    if (before == ',') text_.push_back('}');
    fmt::format_to(std::back_inserter(text_), " {}\n", value);
}

void MetricsText::value(double value, Labels labels) { sample("", value, {labels.begin(), labels.size()}); }

void MetricsText::counter(std::string_view name, std::string_view help, double number) {
    family(name, Type::counter, help);
    value(number);
}

void MetricsText::gauge(std::string_view name, std::string_view help, double number) {
    family(name, Type::gauge, help);
    value(number);
}

void MetricsText::histogram(std::span<const double> bounds, std::span<const std::uint64_t> counts, double sum,
                            Label label) {
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        total += counts[i];
        const std::string bound = i < bounds.size() ? fmt::to_string(bounds[i]) : "+Inf";
        const std::array labels{label, Label{"le", bound}};
        sample("_bucket", static_cast<double>(total), labels);
    }
    const std::array only{label};
    sample("_sum", sum, only);
    sample("_count", static_cast<double>(total), only);
}

}  // namespace confab::ops
