#include "confab/store/password_worker.hpp"

#include <sodium.h>

#include <array>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "condition.hpp"

namespace confab::store {

namespace {

// OWASP's second choice for argon2id; some 15 ms.
constexpr unsigned long long operations = 2;
constexpr std::size_t memory = std::size_t{19} << 20;

// Wiped when done with. It takes the bytes out of a string and wipes that too: a short string is moved by
// copying, and leaves its bytes where it was.
class Secret {
  public:
    explicit Secret(std::string& from) : bytes_(from.begin(), from.end()) {
        from.resize(from.capacity());
        sodium_memzero(from.data(), from.size());
        from.clear();
    }
    ~Secret() { sodium_memzero(bytes_.data(), bytes_.size()); }
    Secret(Secret&&) = default;
    Secret& operator=(Secret&&) = default;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    const char* data() const { return bytes_.data() == nullptr ? "" : bytes_.data(); }
    std::size_t size() const { return bytes_.size(); }

  private:
    std::vector<char> bytes_;
};

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

struct PasswordWorker::Parts {
    struct Job {
        Ticket ticket;
        Secret password;
        bool make;
        std::string hash;  // to be checked against
    };

    bool add(Job job);
    void run();
    PasswordAnswer answer(const Job& job) const;

    std::function<void(PasswordAnswer)> done;
    std::string nobodys;  // what is checked where there is no hash, so that it takes as long
    std::mutex mutex;
    Condition wake;
    std::deque<Job> jobs;
    bool stopping = false;
    std::thread thread;
};

PasswordWorker::PasswordWorker(std::function<void(PasswordAnswer)> done) : parts_(std::make_unique<Parts>()) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be used, so there are no passwords");
    std::array<char, 32> random{};
    randombytes_buf(random.data(), random.size());
    parts_->nobodys = hash_of(random.data(), random.size());
    if (parts_->nobodys.empty())
        throw std::runtime_error("passwords need 19 MiB of memory, which are not there");
    parts_->done = std::move(done);
    parts_->thread = std::thread(&Parts::run, parts_.get());
}

PasswordWorker::~PasswordWorker() {
    {
        const std::lock_guard lock(parts_->mutex);
        parts_->stopping = true;
        parts_->wake.notify_all();
    }
    parts_->thread.join();
}

bool PasswordWorker::make(Ticket ticket, std::string password) {
    return parts_->add({ticket, Secret(password), true, ""});
}

bool PasswordWorker::check(Ticket ticket, std::string password, std::string hash) {
    return parts_->add({ticket, Secret(password), false, std::move(hash)});
}

bool PasswordWorker::Parts::add(Job job) {
    const std::lock_guard lock(mutex);
    if (jobs.size() >= max_waiting) return false;
    jobs.push_back(std::move(job));
    wake.notify_all();
    return true;
}

void PasswordWorker::Parts::run() {
    std::unique_lock lock(mutex);
    while (true) {
        while (jobs.empty() && !stopping) wake.wait(lock);
        if (stopping) return;
        const Job job = std::move(jobs.front());
        jobs.pop_front();
        lock.unlock();
        PasswordAnswer made = answer(job);
        if (done) done(std::move(made));
        lock.lock();
    }
}

PasswordAnswer PasswordWorker::Parts::answer(const Job& job) const {
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
