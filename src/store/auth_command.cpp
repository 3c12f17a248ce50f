#include "confab/store/auth_command.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "auth_question.hpp"
#include "turns.hpp"

namespace confab::store {

struct AuthCommand::Impl {
    using Clock = AuthQuestion::Clock;

    struct Job {
        Ticket ticket;
        SecretBytes line;
    };

    void wake() const;
    void run();
    void start_waiting();
    void wait() const;
    void look();
    void finish(AuthQuestion& question, AuthAnswer answer);
    void note(const std::string& why);
    void give_way();
    bool is_abandoned(Ticket ticket);

    std::string command;
    std::function<void(PasswordAnswer)> done;
    std::function<void(std::string)> trouble;
    std::chrono::milliseconds deadline{};
    OwnFd event;
    std::atomic<bool> stopping{false};

    std::mutex mutex;  // of the next three
    Turns<Job> turns{max_waiting, fair_share};
    std::vector<Ticket> dropped;    // to be told
    std::vector<Ticket> abandoned;  // while they were asked

    std::list<AuthQuestion> running;  // of the thread, as is the next
    bool in_trouble = false;
    std::thread thread{};
};

AuthCommand::AuthCommand(std::string command, std::function<void(PasswordAnswer)> done,
                         std::function<void(std::string)> trouble, std::chrono::milliseconds deadline)
    : impl_(std::make_unique<Impl>()) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used, so there are no passwords");
    impl_->command = std::move(command);
    impl_->done = std::move(done);
    impl_->trouble = std::move(trouble);
    impl_->deadline = deadline;
    impl_->event = OwnFd(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!impl_->event.is_open()) throw std::runtime_error("no descriptor is left for auth-command");
    impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

AuthCommand::~AuthCommand() {
    impl_->stopping = true;
    impl_->wake();
    impl_->thread.join();
}

bool AuthCommand::ask(Ticket ticket, std::string_view name, std::string password, std::string_view source) {
    std::string line = auth_line(name, password);
    const SecretBytes wiped(password);
    const std::lock_guard lock(impl_->mutex);
    const auto added = impl_->turns.add({ticket, SecretBytes(line)}, source);
    if (added == Turns<Impl::Job>::Added::no) return false;
    if (added == Turns<Impl::Job>::Added::instead) impl_->dropped.push_back(impl_->turns.dropped());
    impl_->wake();
    return true;
}

void AuthCommand::abandon(Ticket ticket) {
    const std::lock_guard lock(impl_->mutex);
    impl_->turns.remove(ticket);
    impl_->abandoned.push_back(ticket);
    impl_->wake();
}

void AuthCommand::Impl::wake() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(event.get(), &one, sizeof one);
}

// A program that does not read what it is sent must not end confabd by a signal.
void AuthCommand::Impl::run() {
    sigset_t broken_pipe;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    while (!stopping) {
        start_waiting();
        give_way();
        wait();
        look();
    }
    running.clear();
}

void AuthCommand::Impl::start_waiting() {
    while (running.size() < max_running) {
        std::unique_lock lock(mutex);
        if (turns.empty()) return;
        Job job = turns.take_next();
        lock.unlock();
        running.emplace_back(command, job.ticket, std::move(job.line), Clock::now() + deadline);
    }
}

// Until something can be done.
void AuthCommand::Impl::wait() const {
    std::vector<pollfd> polled{{event.get(), POLLIN, 0}};
    auto next = Clock::time_point::max();
    for (const AuthQuestion& each : running) {
        each.add_to(polled);
        next = std::min(next, each.deadline());
    }
    int timeout = -1;
    if (!running.empty()) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
        timeout = static_cast<int>(std::max<std::int64_t>(left, 0));
    }
    ::poll(polled.data(), polled.size(), timeout);
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t size = ::read(event.get(), &count, sizeof count);
}

void AuthCommand::Impl::look() {
    const Clock::time_point now = Clock::now();
    for (auto each = running.begin(); each != running.end();) {
        const bool abandoned_now = is_abandoned(each->ticket());
        if (!abandoned_now) each->go_on(now);
        if (auto answer = each->take_answer(); answer && !abandoned_now) finish(*each, std::move(*answer));
        each = abandoned_now || each->is_over() ? running.erase(each) : std::next(each);
    }
    const std::lock_guard lock(mutex);
    abandoned.clear();
}

bool AuthCommand::Impl::is_abandoned(Ticket ticket) {
    const std::lock_guard lock(mutex);
    return std::find(abandoned.begin(), abandoned.end(), ticket) != abandoned.end();
}

void AuthCommand::Impl::finish(AuthQuestion& question, AuthAnswer answer) {
    note(answer.why);
    done({.ticket = question.ticket(), .good = answer.right.value_or(false), .unknown = !answer.right});
}

// Only when it begins and ends: it may be asked often.
void AuthCommand::Impl::note(const std::string& why) {
    const bool failed = !why.empty();
    if (std::exchange(in_trouble, failed) == failed) return;
    trouble(why);
}

void AuthCommand::Impl::give_way() {
    std::vector<Ticket> tickets;
    {
        const std::lock_guard lock(mutex);
        tickets.swap(dropped);
    }
    for (const Ticket ticket : tickets) done({.ticket = ticket, .busy = true});
}

}  // namespace confab::store
