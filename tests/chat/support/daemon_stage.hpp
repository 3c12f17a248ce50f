// A real confabd with plain connections.
#pragma once

#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "e2e/support/lasting.hpp"
#include "stage.hpp"

namespace confab::chat {

class DaemonStage final : public Stage {
  public:
    explicit DaemonStage(const Options& options) : daemon_(arguments(options)) {}

    void connect(const std::string& name, const std::string& from) override {
        clients_.insert_or_assign(name, Person{daemon_->connect({.from = from}), {}, false});
    }
    void make_operator(const std::string& name) override { daemon_.control({"op", "add", name}); }
    void type(const std::string& name, const std::string& line) override {
        clients_.at(name).client.say(line);
        catch_up(clients_.at(name));
        if (upgrade_every_ != 0 && ++typed_ % upgrade_every_ == 0) daemon_.control({"upgrade"});
    }
    void drop(const std::string& name) override {
        const std::string id = id_of(clients_.at(name).client);
        clients_.at(name).client.reset();
        clients_.erase(name);
        daemon_->log().wait_for_match(id + " \\(.*\\) disconnected: ");
    }
    std::vector<std::string> heard(const std::string& name) override {
        Person& person = clients_.at(name);
        catch_up(person);
        return std::exchange(person.lines, {});
    }
    // And a little more, since its timers are coarse.
    void pass(std::chrono::milliseconds time) override {
        std::this_thread::sleep_for(time + std::chrono::milliseconds(300));
    }

  private:
    struct Person {
        e2e::Client client;
        std::vector<std::string> lines;
        bool closed = false;
    };

    static std::vector<std::string> arguments(const Options& options) {
        std::vector<std::string> all;
        for (const auto& [name, value] : options) all.insert(all.end(), {"--" + name, value});
        return all;
    }
    static std::size_t upgrade_every() {
        const char* wanted = std::getenv("CONFAB_UPGRADE_EVERY");
        return wanted == nullptr ? 0 : std::strtoul(wanted, nullptr, 10);
    }
    // As the log calls it: "client 3".
    std::string id_of(const e2e::Client& client) {
        const std::string line = daemon_->log().wait_for(" connected from " + client.local_address());
        const std::size_t start = line.find("client ");
        return line.substr(start, line.find(' ', start + 7) - start);
    }

    // The answer to a command that nobody knows comes after all that came before it.
    void catch_up(Person& person) {
        if (person.closed) return;
        const std::string mark = "/seen-" + std::to_string(++marks_);
        person.client.say(mark);
        while (const auto line = person.client.next_line()) {
            if (line->find("unknown command " + mark) != line->npos) return;
            person.lines.push_back(*line);
        }
        person.closed = true;
        person.lines.emplace_back("(closed)");
    }

    e2e::Lasting daemon_;
    std::map<std::string, Person> clients_;
    std::size_t marks_ = 0;
    std::size_t typed_ = 0;
    // With CONFAB_UPGRADE_EVERY=N the daemon is upgraded after every N lines, and nobody may notice.
    const std::size_t upgrade_every_ = upgrade_every();
};

}  // namespace confab::chat
