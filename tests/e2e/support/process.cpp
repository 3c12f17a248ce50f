#include "process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include "descriptor.hpp"

namespace confab::e2e {

namespace {

std::string name_of(const std::string& variable) { return variable.substr(0, variable.find('=')); }

std::vector<std::string> environment_with(const std::vector<std::string>& changes) {
    std::vector<std::string> result;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const auto replaced = [entry](const std::string& change) {
            return name_of(change) == name_of(*entry);
        };
        if (std::none_of(changes.begin(), changes.end(), replaced)) result.emplace_back(*entry);
    }
    const auto sets = [](const std::string& change) { return change.find('=') != change.npos; };
    std::copy_if(changes.begin(), changes.end(), std::back_inserter(result), sets);
    return result;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> result;
    for (std::string& string : strings) result.push_back(string.data());
    result.push_back(nullptr);
    return result;
}

// After fork in a program that has threads: nothing here may allocate or lock.
// There is room for ten digits and an end.
void write_number(char* at, pid_t number) {
    std::array<char, 10> digits{};
    std::size_t count = 0;
    for (; number > 0; number /= 10) digits[count++] = static_cast<char>('0' + number % 10);
    for (std::size_t i = 0; i < count; ++i) at[i] = digits[count - 1 - i];
    at[count] = '\0';
}

[[noreturn]] void become(const Spawn& spawn, char** command, char** environment, int nothing,
                         char* listen_pid) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that is killed leaves nothing behind
    if (spawn.terminal) {
        setsid();
        ioctl(spawn.in, TIOCSCTTY, 0);
    }
    for (const auto& [fd, to] : {std::pair(spawn.in, 0), std::pair(spawn.out, 1), std::pair(spawn.err, 2)}) {
        dup2(fd < 0 ? nothing : fd, to);
        if (fd == Spawn::closed) close(to);
    }
    if (spawn.descriptors > 0) {
        const rlimit limit{spawn.descriptors, spawn.descriptors};
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    for (std::size_t i = 0; i < spawn.passed.size(); ++i) {
        dup2(spawn.passed[i], 3 + static_cast<int>(i));  // they are above all of these numbers
    }
    if (listen_pid != nullptr) write_number(listen_pid, getpid());
    execvpe(command[0], command, environment);
    _exit(127);
}

std::string read_all(const std::string& path) {
    std::ostringstream content;
    content << std::ifstream(path).rdbuf();
    return content.str();
}

}  // namespace

bool allow_descriptors(unsigned long count) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::max(limit.rlim_cur, std::min<rlim_t>(count, limit.rlim_max));
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= count;
}

Process::Process(const Spawn& spawn) {
    std::vector<std::string> command = spawn.command;
    std::vector<std::string> changes = spawn.environment;
    const std::string pid_name = "LISTEN_PID=";
    if (!spawn.passed.empty()) {
        changes.push_back("LISTEN_FDS=" + std::to_string(spawn.passed.size()));
        changes.push_back("LISTEN_FDNAMES=" + spawn.passed_names);
        changes.push_back(pid_name + "0000000000");  // the child writes it
    }
    std::vector<std::string> environment = environment_with(changes);
    char* listen_pid = spawn.passed.empty() ? nullptr : environment.back().data() + pid_name.size();
    const std::vector<char*> argv = pointers(command);
    const std::vector<char*> envp = pointers(environment);
    const Descriptor nothing(open("/dev/null", O_RDWR | O_CLOEXEC));
    pid_ = fork();
    if (pid_ == 0)
        become(spawn, const_cast<char**>(argv.data()), const_cast<char**>(envp.data()), nothing.get(),
               listen_pid);
    if (pid_ < 0) throw Failure("fork failed", Where::current());
}

Process::~Process() {
    if (ended()) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
}

void Process::signal(int number) const { kill(pid_, number); }

std::optional<int> Process::ended() {
    int status = 0;
    if (!status_ && waitpid(pid_, &status, WNOHANG) == pid_) {
        status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    return status_;
}

int Process::wait(std::chrono::milliseconds limit, Where where) {
    if (!ended()) {
        // By its number: the header of glibc 2.36 declares pidfd_open() for C only.
        const Descriptor handle(static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)));
        pollfd end{handle.get(), POLLIN, 0};
        poll(&end, 1, static_cast<int>(limit.count()));
    }
    if (!ended()) throw Failure("process " + std::to_string(pid_) + " has not ended", where);
    return *status_;
}

std::size_t Process::status_number(std::string_view field) const {
    const std::string status = read_all("/proc/" + std::to_string(pid_) + "/status");
    const std::size_t at = status.find(field);
    return at == status.npos ? 0 : std::stoul(status.substr(at + field.size()));
}

std::size_t Process::resident_kilobytes() const { return status_number("VmRSS:"); }

std::size_t Process::most_resident_kilobytes() const { return status_number("VmHWM:"); }

std::size_t Process::descriptors() const {
    const std::filesystem::directory_iterator all("/proc/" + std::to_string(pid_) + "/fd");
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

std::size_t Process::children() const {
    const std::string id = std::to_string(pid_);
    const std::string list = read_all("/proc/" + id + "/task/" + id + "/children");
    return static_cast<std::size_t>(std::count(list.begin(), list.end(), ' '));
}

double Process::cpu_seconds() const {
    const std::string stat = read_all("/proc/" + std::to_string(pid_) + "/stat");
    std::size_t at = stat.rfind(')');
    // After the name come the state (field 3) and so on: utime is 14, stime 15.
    for (int field = 2; field < 14; ++field) at = stat.find(' ', at + 1);
    std::size_t used = 0;
    const unsigned long user = std::stoul(stat.substr(at), &used);
    const unsigned long system = std::stoul(stat.substr(at + used));
    return static_cast<double>(user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace confab::e2e
