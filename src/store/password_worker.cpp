#include "confab/store/password_worker.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

#include "worker_thread.hpp"

namespace confab::store {

// A password on its way to its hash: wiped when done with. It takes the bytes out of a string and wipes that
// too: a short string is moved by copying, and leaves its bytes where it was.
class HashInput {
  public:
    explicit HashInput(std::string& from) : bytes_(from.begin(), from.end()) {
        from.resize(from.capacity());
        sodium_memzero(from.data(), from.size());
        from.clear();
    }
    ~HashInput() { sodium_memzero(bytes_.data(), bytes_.size()); }
    HashInput(HashInput&&) = default;
    HashInput& operator=(HashInput&& other) noexcept {  // what was here is wiped where it goes
        bytes_.swap(other.bytes_);
        return *this;
    }
    HashInput(const HashInput&) = delete;
    HashInput& operator=(const HashInput&) = delete;

    const char* data() const { return bytes_.data() == nullptr ? "" : bytes_.data(); }
    std::size_t size() const { return bytes_.size(); }

  private:
    std::vector<char> bytes_;
};

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
        HashInput password;
        bool make;
        std::string hash;  // to be checked against
    };

    bool add(Job job, std::string_view source);
    bool make_room(std::size_t own);
    Job take_next();
    void remove(Ticket ticket);
    void give_way(std::unique_lock<std::mutex>& lock);
    void run();
    PasswordAnswer answer(const Job& job) const;

    std::function<void(PasswordAnswer)> done;
    const std::string nobodys = hash_of_nobody();
    std::map<std::string, std::deque<Job>, std::less<>> jobs;  // by source, none is empty
    std::deque<std::string> turns;                             // of those sources; the next in front
    std::size_t waiting = 0;
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
    return impl_->add({ticket, HashInput(password), true, ""}, source);
}

bool PasswordWorker::check(Ticket ticket, std::string password, std::string hash, std::string_view source) {
    return impl_->add({ticket, HashInput(password), false, std::move(hash)}, source);
}

void PasswordWorker::abandon(Ticket ticket) {
    const std::lock_guard lock(impl_->thread.mutex);
    impl_->remove(ticket);
}

bool PasswordWorker::Impl::add(Job job, std::string_view source) {
    const std::lock_guard lock(thread.mutex);
    const auto found = jobs.find(source);
    if (waiting >= max_waiting && !make_room(found == jobs.end() ? 0 : found->second.size())) return false;
    auto& own = jobs[std::string(source)];
    if (own.empty()) turns.emplace_back(source);
    own.push_back(std::move(job));
    ++waiting;
    thread.wake.notify_all();
    return true;
}

// For somebody of whom so many wait already: the source with the most gives up its last, if it has more.
bool PasswordWorker::Impl::make_room(std::size_t own) {
    const auto most = std::max_element(jobs.begin(), jobs.end(), [](const auto& a, const auto& b) {
        return a.second.size() < b.second.size();
    });
    if (most->second.size() <= std::max(own + 1, fair_share)) return false;
    dropped.push_back(most->second.back().ticket);
    most->second.pop_back();
    --waiting;
    return true;
}

PasswordWorker::Impl::Job PasswordWorker::Impl::take_next() {
    const auto found = jobs.find(turns.front());
    Job job = std::move(found->second.front());
    found->second.pop_front();
    --waiting;
    if (found->second.empty()) {
        jobs.erase(found);
    } else {
        turns.push_back(std::move(turns.front()));
    }
    turns.pop_front();
    return job;
}

void PasswordWorker::Impl::remove(Ticket ticket) {
    for (auto source = jobs.begin(); source != jobs.end(); ++source) {
        const std::size_t gone =
            std::erase_if(source->second, [ticket](const Job& job) { return job.ticket == ticket; });
        if (gone == 0) continue;
        --waiting;
        if (!source->second.empty()) return;
        std::erase(turns, source->first);
        jobs.erase(source);
        return;
    }
}

void PasswordWorker::Impl::run() {
    std::unique_lock lock(thread.mutex);
    while (true) {
        while (waiting == 0 && !thread.stopping) thread.wake.wait(lock);
        if (thread.stopping) return;
        const Job job = take_next();
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
