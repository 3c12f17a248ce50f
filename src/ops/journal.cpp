#include "journal.hpp"

#include <sys/uio.h>
#include <unistd.h>
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-journal.h>

#include <fmt/format.h>

#include <array>

#include "log_record.hpp"

namespace confab::ops {

namespace {

constexpr std::size_t max_fields = 16;
constexpr const char* journal_socket = "/run/systemd/journal/socket";

// Empty if there is none.
std::string_view field(std::string_view record, std::string_view name) {
    while (!record.empty()) {
        record.remove_prefix(1);  // a mark
        const std::string_view each = record.substr(0, record.find(journal_mark));
        if (each.starts_with(name)) return each.substr(name.size());
        record.remove_prefix(each.size());
    }
    return {};
}

}  // namespace

bool send_to_journal(std::string_view record) {
    if (::access(journal_socket, F_OK) != 0) return false;  // the library would drop it and say nothing
    std::array<iovec, max_fields> fields;
    int count = 0;
    record.remove_prefix(1);
    while (count < static_cast<int>(max_fields)) {
        const std::size_t end = record.find(journal_mark);
        if (end == std::string_view::npos) break;
        fields[static_cast<std::size_t>(count++)] = {const_cast<char*>(record.data()), end};
        record.remove_prefix(end + 1);
    }
    return sd_journal_sendv(fields.data(), count) >= 0;
}

std::string plain_line(std::string_view record) {
    const std::string_view priority = field(record, "PRIORITY=");
    return fmt::format("<{}>{}\n", priority.empty() ? "6" : priority, field(record, "MESSAGE="));
}

}  // namespace confab::ops
