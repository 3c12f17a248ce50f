// What /proc says of this process. A figure that cannot be had is left out.
#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <memory>
#include <optional>
#include <string_view>

#include "confab/ops/metrics_text.hpp"

namespace confab::ops {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
    void operator()(DIR* directory) const { closedir(directory); }
};

// The fields of proc(5), /proc/[pid]/stat, that stand behind the name of the program.
struct Stat {
    unsigned long user = 0;
    unsigned long system = 0;
    long threads = 0;
    unsigned long long started = 0;  // ticks after the machine
    unsigned long virtual_bytes = 0;
    long resident_pages = 0;
};

std::optional<Stat> read_stat() {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen("/proc/self/stat", "re"));
    std::array<char, 1024> line{};
    if (!file || std::fgets(line.data(), line.size(), file.get()) == nullptr) return std::nullopt;
    const std::string_view text(line.data());
    const std::size_t name_ends = text.rfind(')');
    if (name_ends == std::string_view::npos) return std::nullopt;
    Stat stat;
    const int read = std::sscanf(
        text.data() + name_ends + 1,
        " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %*d %*d %*d %*d %ld %*d "
        "%llu %lu %ld",
        &stat.user, &stat.system, &stat.threads, &stat.started, &stat.virtual_bytes, &stat.resident_pages);
    return read == 6 ? std::optional(stat) : std::nullopt;
}

// When the machine started, in seconds since 1970.
std::optional<double> boot_time() {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen("/proc/stat", "re"));
    std::array<char, 4096> line{};
    double seconds = 0;
    while (file && std::fgets(line.data(), line.size(), file.get()) != nullptr) {
        if (std::sscanf(line.data(), "btime %lf", &seconds) == 1) return seconds;
    }
    return std::nullopt;
}

std::optional<std::size_t> open_descriptors() {
    const std::unique_ptr<DIR, CloseFile> directory(opendir("/proc/self/fd"));
    if (!directory) return std::nullopt;
    std::size_t count = 0;
    while (const dirent* entry = readdir(directory.get())) {
        if (entry->d_name[0] != '.') ++count;
    }
    return count - 1;  // without the one that looks
}

void add_stat(MetricsText& to, const Stat& stat) {
    const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    to.counter("process_cpu_seconds_total", "User and system CPU time spent.",
               static_cast<double>(stat.user + stat.system) / ticks);
    to.gauge("process_resident_memory_bytes", "Resident memory size.",
             static_cast<double>(stat.resident_pages) * static_cast<double>(sysconf(_SC_PAGESIZE)));
    to.gauge("process_virtual_memory_bytes", "Virtual memory size.", static_cast<double>(stat.virtual_bytes));
    to.gauge("process_threads", "Threads of the process.", static_cast<double>(stat.threads));
    if (const auto booted = boot_time()) {
        to.gauge("process_start_time_seconds", "Start time of the process since the Unix epoch.",
                 *booted + static_cast<double>(stat.started) / ticks);
    }
}

}  // namespace

void add_process_metrics(MetricsText& to) {
    if (const auto stat = read_stat()) add_stat(to, *stat);
    if (const auto count = open_descriptors()) {
        to.gauge("process_open_fds", "Open file descriptors.", static_cast<double>(*count));
    }
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    to.gauge("process_max_fds", "Limit on open file descriptors.", static_cast<double>(limit.rlim_cur));
}

}  // namespace confab::ops
