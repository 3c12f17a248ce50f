#include "confab/ops/crash_state.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

#include "confab/ops/handover.hpp"
#include "confab/ops/log.hpp"

namespace confab::ops {

namespace {

// How long ago it was written last; negative if there is no such file.
std::chrono::milliseconds age_of(const std::string& path) {
    struct stat status {};
    timespec now{};
    if (::stat(path.c_str(), &status) != 0) return std::chrono::milliseconds(-1);
    ::clock_gettime(CLOCK_REALTIME, &now);
    const auto seconds = std::chrono::seconds(now.tv_sec - status.st_mtim.tv_sec);
    const auto nanoseconds = std::chrono::nanoseconds(now.tv_nsec - status.st_mtim.tv_nsec);
    const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(seconds + nanoseconds);
    return std::max(age, std::chrono::milliseconds(0));
}

std::string read_file(const std::string& path) {
    const OwnedFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.get() < 0) return {};
    try {
        return read_all(file.get());
    } catch (const std::system_error&) {
        return {};
    }
}

std::vector<std::uint64_t> read_marks(const std::string& path) {
    const std::string bytes = read_file(path);
    std::vector<std::uint64_t> marks(bytes.size() / sizeof(std::uint64_t));
    if (!marks.empty()) std::memcpy(marks.data(), bytes.data(), marks.size() * sizeof(std::uint64_t));
    return marks;
}

// From now on it counts as tried; the time of its writing is now.
void note_tried(const CrashFiles& files) {
    ::rename(files.people.c_str(), files.tried.c_str());
    ::utimensat(AT_FDCWD, files.tried.c_str(), nullptr, 0);
}

}  // namespace

CrashFiles::CrashFiles(const std::string& directory)
    : people(directory + "/people"),
      fresh(directory + "/people.new"),
      tried(directory + "/people.tried"),
      bad(directory + "/people.bad"),
      marks(directory + "/input-marks") {}

std::string crash_directory() {
    const char* list = std::getenv("STATE_DIRECTORY");
    const std::string_view all = list == nullptr ? "" : list;
    return std::string(all.substr(0, all.find(':')));
}

CrashState take_crash_state(const std::string& directory, std::vector<int> connections) {
    CrashState state;
    state.connections = std::move(connections);
    if (directory.empty()) return state;
    const CrashFiles files(directory);
    const auto tried = age_of(files.tried);
    if (state.connections.empty()) {
        remove_crash_state(directory);
    } else if (tried.count() >= 0 && tried < crash_loop_time) {
        log::error(
            "crashed again within {} s after a start that went on with connections: begins without them",
            crash_loop_time.count());
        remove_crash_state(directory);
    } else if (const auto age = age_of(files.people); age.count() >= 0) {
        state.age = age;
        state.people = read_file(files.people);
        state.marks = read_marks(files.marks);
        note_tried(files);
    }
    return state;
}

void put_aside_crash_state(const std::string& directory, const std::string& why) {
    const CrashFiles files(directory);
    ::rename(files.tried.c_str(), files.bad.c_str());
    log::error("cannot go on with the connections of before the crash: {}; what was saved is in {}", why,
               files.bad);
}

void remove_crash_state(const std::string& directory) {
    const CrashFiles files(directory);
    for (const std::string& each : {files.people, files.fresh, files.tried, files.marks})
        ::unlink(each.c_str());
}

}  // namespace confab::ops
