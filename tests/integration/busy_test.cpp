// Thirty people who join, leave, talk, rename, change views, quit and come back, on three threads;
// what they check is small, what the sanitizers check is all the rest.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>
#include <thread>

#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

#if defined(CONFAB_SANITIZED)
constexpr int rounds = 5;
#else
constexpr int rounds = 20;
#endif

// One person's life. Lines are "NUMBER LIFE COUNT", and a count never falls within one life.
class Life {
  public:
    Life(std::uint16_t port, unsigned seed) : port_(port), random_(seed), seed_(seed) { be_born(); }

    void live(int steps) {
        for (int i = 0; i < steps; ++i) {
            act();
            if (i % 10 == 9) look();
        }
        look();
    }

  private:
    unsigned pick(std::size_t count) { return static_cast<unsigned>(random_() % count); }

    void be_born() {
        client_ = std::make_unique<Client>(port_);
        client_->greeted();
        ++life_;
        count_ = 0;
    }

    void act() {
        static const char* const commands[] = {
            "/join one",   "/join two",     "/join three",  "/leave",         "/leave lobby",
            "/leave one",  "/format json",  "/format text", "/timestamps on", "/timestamps off",
            "/echo off",   "/echo on",      "/who",         "/rooms",         "/history 5",
            "/topic busy", "/msg guest1 x", "/reply y",     "/ignore guest2", "/unignore guest2",
            "/away",       "/back",         "/help",        "/unknown",       "/me works",
            "/nick 1",     "\xff\xfb\x01",  "\xff\xf6",     "\xff\xfd\x06"};
        const unsigned choice = pick(100);
        if (choice < 60) {
            client_->say(std::to_string(seed_) + " " + std::to_string(life_) + " " +
                         std::to_string(count_++));
        } else if (choice < 90) {
            client_->say(commands[pick(std::size(commands))]);
        } else if (choice < 94) {
            client_->say("/nick n" + std::to_string(pick(40) + 10));
        } else if (choice < 96) {
            client_->say("/quit");
            client_->until_closed();
            be_born();
        } else if (choice < 98) {
            client_->finish_sending();
            client_->until_closed();
            be_born();
        } else if (choice < 99) {
            client_->reset();
            be_born();
        } else {
            client_->send(std::string(5000, 'x') + "\n");
        }
    }

    void look() {
        for (const std::string& line : client_->so_far()) {
            const std::size_t start = line.find(line.starts_with('{') ? "\"text\":\"" : ": ");
            unsigned who = 0;
            int life = 0;
            int count = 0;
            if (start == std::string::npos || line.find("replay") != std::string::npos) continue;
            const char* text = line.c_str() + start + (line.starts_with('{') ? 8 : 2);
            if (std::sscanf(text, "%u %d %d", &who, &life, &count) != 3) continue;
            if (line.size() > 3 && line[2] == ':') continue;  // a time: may be history
            // Lives overlap: what was sent before a reset may come after the next life has begun.
            const auto last = seen_.try_emplace({who, life}, -1).first;
            ASSERT_GT(count, last->second) << line;
            last->second = count;
        }
    }

    std::uint16_t port_;
    std::mt19937 random_;
    unsigned seed_;
    std::unique_ptr<Client> client_;
    int life_ = 0;
    int count_ = 0;
    std::map<std::pair<unsigned, int>, int> seen_;
};

class ServerBusy : public testing::TestWithParam<unsigned> {};

INSTANTIATE_TEST_SUITE_P(Threads, ServerBusy, testing::Values(1U, 3U));

TEST_P(ServerBusy, ThirtyPeopleDoAllTheyCan) {
    constexpr unsigned drivers = 6;
    constexpr unsigned each = 5;
    const char* wanted = std::getenv("CONFAB_SEED");
    const unsigned seed =
        wanted != nullptr ? static_cast<unsigned>(std::stoul(wanted)) : std::random_device()() % 100000;
    SCOPED_TRACE("CONFAB_SEED=" + std::to_string(seed));
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.chat.history = 5;
    settings.chat.announce_after = Milliseconds{20};
    RunningServer server(settings);

    std::vector<std::thread> threads;
    for (unsigned driver = 0; driver < drivers; ++driver) {
        threads.emplace_back([&server, seed, driver] {
            try {
                std::vector<std::unique_ptr<Life>> lives;
                for (unsigned i = 0; i < each; ++i) {
                    lives.push_back(std::make_unique<Life>(server.port(), seed + driver * each + i));
                }
                for (int round = 0; round < rounds; ++round) {
                    for (const auto& life : lives) life->live(20);
                }
            } catch (const std::exception& error) {
                ADD_FAILURE() << error.what();
            }
        });
    }
    for (std::thread& thread : threads) thread.join();

    // What the others sent last may still be on its way, and so may their leaving; in the end nobody
    // of them is left. It waits for the answer to /who: a client that gets none fails.
    Client last(server.port());
    last.called("last");
    for (bool alone = false; !alone;) {
        last.say("/who");
        std::string line = last.line();
        while (!line.ends_with(" in #lobby:")) line = last.line();
        alone = line == "* 1 in #lobby:";
    }
}

TEST_P(ServerBusy, StoppingInTheMiddleOfItAllEnds) {
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.limits.max_queue = 16 * 1024;
    RunningServer server(settings);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&server] {
            try {
                for (;;) {
                    Client client(server.port());
                    for (int n = 0; n < 50; ++n) client.say("line\n/join dev\n/leave dev\n/format json");
                }
            } catch (const std::exception&) {
                // the server is gone
            }
        });
    }
    Client watcher(server.port());
    watcher.greeted();
    for (int n = 0; n < 100; ++n) watcher.next_line();

    server.stop();

    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace confab::integration
