// A real confabd with plain connections.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "e2e/support/lasting.hpp"
#include "stage.hpp"

namespace confab::chat {

class DaemonStage final : public Stage {
  public:
    explicit DaemonStage(std::size_t history) : daemon_({"--history", std::to_string(history)}) {}

    void connect(const std::string& name) override {
        clients_.insert_or_assign(name, Person{daemon_->connect(), {}, false});
    }
    void make_operator(const std::string& name) override { daemon_.control({"op", "add", name}); }
    void type(const std::string& name, const std::string& line) override {
        clients_.at(name).client.say(line);
        catch_up(clients_.at(name));
    }
    void drop(const std::string& name) override {
        clients_.at(name).client.reset();
        clients_.erase(name);
        daemon_->log().wait_for("disconnected");
    }
    std::vector<std::string> heard(const std::string& name) override {
        Person& person = clients_.at(name);
        catch_up(person);
        return std::exchange(person.lines, {});
    }
    void pass(std::chrono::milliseconds) override { throw e2e::Failure("no clock", e2e::Where::current()); }

  private:
    struct Person {
        e2e::Client client;
        std::vector<std::string> lines;
        bool closed = false;
    };

    // The answer to a command that nobody knows comes after all that came before it.
    void catch_up(Person& person) {
        if (person.closed) return;
        const std::string mark = "/seen-" + std::to_string(++marks_);
        person.client.say(mark);
        while (const auto line = person.client.next_line()) {
            if (line->starts_with("! unknown command " + mark)) return;
            person.lines.push_back(*line);
        }
        person.closed = true;
        person.lines.emplace_back("(closed)");
    }

    e2e::Lasting daemon_;
    std::map<std::string, Person> clients_;
    std::size_t marks_ = 0;
};

}  // namespace confab::chat
