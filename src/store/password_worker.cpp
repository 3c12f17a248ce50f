#include "confab/store/password_worker.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <functional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "secret_bytes.hpp"
#include "turns.hpp"
#include "worker_thread.hpp"

namespace confab::store {

namespace {

// OWASP's second choice for argon2id; some 15 ms.
constexpr unsigned long long operations = 2;
constexpr std::size_t memory = std::size_t{19} << 20;

// What is checked where there is no hash, so that it takes as long: salt and hash are all zero, and no
// password is known that gives that.
std::string hash_of_nobody() {
    return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", memory / 1024, operations, std::string(22, 'A'),
                       std::string(43, 'A'));
}

// Empty if there is not enough memory.
std::string hash_of(const char* password, std::size_t length) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str_alg(hash.data(), password, length, operations, memory,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return "";
    }
    return hash.data();
}

}  // namespace

struct PasswordWorker::Impl {
    struct Job {
        Ticket ticket;
        SecretBytes password;
        bool make;
        std::string hash;  // to be checked against
    };

    bool add(Job job, std::string_view source);
    void give_way(std::unique_lock<std::mutex>& lock);
    void run();
    PasswordAnswer answer(const Job& job) const;

    std::function<void(PasswordAnswer)> done;
    const std::string nobodys = hash_of_nobody();
    Turns<Job> turns{max_waiting, fair_share};
    std::vector<Ticket> dropped;  // to be told
    StoppableThread thread;       // its mutex is of the jobs
};

PasswordWorker::PasswordWorker(std::function<void(PasswordAnswer)> done) : impl_(std::make_unique<Impl>()) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used, so there are no passwords");
    impl_->done = std::move(done);
    impl_->thread.start([impl = impl_.get()] { impl->run(); });
}

PasswordWorker::~PasswordWorker() = default;

bool PasswordWorker::make(Ticket ticket, std::string password, std::string_view source) {
    return impl_->add({ticket, SecretBytes(password), true, ""}, source);
}

bool PasswordWorker::check(Ticket ticket, std::string password, std::string hash, std::string_view source) {
    return impl_->add({ticket, SecretBytes(password), false, std::move(hash)}, source);
}

void PasswordWorker::abandon(Ticket ticket) {
    const std::lock_guard lock(impl_->thread.mutex);
    impl_->turns.remove(ticket);
}

bool PasswordWorker::Impl::add(Job job, std::string_view source) {
    const std::lock_guard lock(thread.mutex);
    const auto added = turns.add(std::move(job), source);
    if (added == Turns<Job>::Added::no) return false;
    if (added == Turns<Job>::Added::instead) dropped.push_back(turns.dropped());
    thread.wake.notify_all();
    return true;
}

void PasswordWorker::Impl::run() {
    std::unique_lock lock(thread.mutex);
    while (true) {
        while (turns.empty() && !thread.stopping) thread.wake.wait(lock);
        if (thread.stopping) return;
        const Job job = turns.take_next();
        lock.unlock();
        PasswordAnswer made = answer(job);
        if (done) done(std::move(made));
        lock.lock();
        give_way(lock);
    }
}

// The lock is held before and after.
void PasswordWorker::Impl::give_way(std::unique_lock<std::mutex>& lock) {
    const std::vector<Ticket> tickets = std::exchange(dropped, {});
    if (tickets.empty() || !done) return;
    lock.unlock();
    for (const Ticket ticket : tickets) {
        PasswordAnswer busy;
        busy.ticket = ticket;
        busy.busy = true;
        done(std::move(busy));
    }
    lock.lock();
}

PasswordAnswer PasswordWorker::Impl::answer(const Job& job) const {
    PasswordAnswer answer;
    answer.ticket = job.ticket;
    if (job.make) {
        answer.hash = hash_of(job.password.data(), job.password.size());
        answer.good = !answer.hash.empty();
        return answer;
    }
    const bool known = !job.hash.empty();
    const std::string& hash = known ? job.hash : nobodys;
    const bool right = crypto_pwhash_str_verify(hash.c_str(), job.password.data(), job.password.size()) == 0;
    answer.good = known && right;
    return answer;
}

}  // namespace confab::store
