// Figures in the text format of Prometheus, version 0.0.4.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace confab::ops {

// Writes families one after the other: family() begins one, and value() adds a sample to the latest.
class MetricsText {
  public:
    enum class Type : std::uint8_t { counter, gauge, histogram };
    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    void family(std::string_view name, Type type, std::string_view help);
    void value(double value, Labels labels = {});
    // A family with one sample.
    void counter(std::string_view name, std::string_view help, double value);
    void gauge(std::string_view name, std::string_view help, double value);
    // `counts`: not summed up; one more than there are bounds.
    void histogram(std::span<const double> bounds, std::span<const std::uint64_t> counts, double sum,
                   std::pair<std::string_view, std::string_view> label);

    const std::string& text() const { return text_; }

  private:
    void sample(std::string_view suffix, double value,
                std::span<const std::pair<std::string_view, std::string_view>> labels);

    std::string text_;
    std::string name_;  // of the latest family
};

// What the process itself uses, under the names that all programs have for it.
void add_process_metrics(MetricsText& to);

}  // namespace confab::ops
