// Figures as Prometheus reads them.
#include "confab/ops/metrics_text.hpp"

#include <gtest/gtest.h>

#include <array>

namespace confab::ops {
namespace {

using Type = MetricsText::Type;

TEST(MetricsText, AFamilyHasItsHelpItsTypeAndItsSamples) {
    MetricsText text;

    text.family("confab_refused_total", Type::counter, "Refused.");
    text.value(3, {{"reason", "full"}, {"listener", "tcp"}});
    text.value(0.5);

    EXPECT_EQ(text.text(),
              "# HELP confab_refused_total Refused.\n"
              "# TYPE confab_refused_total counter\n"
              "confab_refused_total{reason=\"full\",listener=\"tcp\"} 3\n"
              "confab_refused_total 0.5\n");
}

TEST(MetricsText, NothingInALabelEndsItsValueOrTheLine) {
    MetricsText text;

    text.family("confab_x", Type::gauge, "X.");
    text.value(1, {{"file", "a\"b\\c\nconfab_y 2"}});

    EXPECT_TRUE(text.text().ends_with("confab_x{file=\"a\\\"b\\\\c\\nconfab_y 2\"} 1\n"));
}

TEST(MetricsText, BucketsOfAHistogramAreSummedUp) {
    constexpr std::array bounds{0.1, 1.0};
    constexpr std::array<std::uint64_t, 3> counts{1, 2, 4};
    MetricsText text;

    text.family("confab_lag_seconds", Type::histogram, "Lag.");
    text.histogram(bounds, counts, 9.5, {"thread", "0"});

    EXPECT_TRUE(
        text.text().ends_with("confab_lag_seconds_bucket{thread=\"0\",le=\"0.1\"} 1\n"
                              "confab_lag_seconds_bucket{thread=\"0\",le=\"1\"} 3\n"
                              "confab_lag_seconds_bucket{thread=\"0\",le=\"+Inf\"} 7\n"
                              "confab_lag_seconds_sum{thread=\"0\"} 9.5\n"
                              "confab_lag_seconds_count{thread=\"0\"} 7\n"));
}

TEST(MetricsText, LargeCountersKeepEveryDigit) {
    MetricsText text;

    text.counter("confab_bytes_total", "Bytes.", 123456789012345);

    EXPECT_TRUE(text.text().ends_with("confab_bytes_total 123456789012345\n"));
}

TEST(ProcessMetrics, TellWhatThisProcessUses) {
    MetricsText text;

    add_process_metrics(text);

    for (const char* name : {"process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds",
                             "process_max_fds", "process_start_time_seconds", "process_threads"}) {
        EXPECT_NE(text.text().find("\n" + std::string(name) + " "), std::string::npos) << name;
    }
}

}  // namespace
}  // namespace confab::ops
