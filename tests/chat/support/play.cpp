#include <algorithm>
#include <deque>
#include <iostream>
#include <map>
#include <regex>
#include <utility>

#include "script.hpp"

namespace confab::chat {

namespace {

using Kind = Step::Kind;

class Play {
  public:
    Play(Stage& stage, bool record) : stage_(stage), record_(record) {}

    void step(const Step& step) {
        line_ = step.line;
        if (step.kind == Kind::sees) return sees(step);
        nothing_is_left();
        if (record_) print(step);
        act(step);
        listen();
    }
    void end() { nothing_is_left(); }
    std::vector<std::string> complaints;

  private:
    struct Person {
        std::deque<std::string> unread;
        bool skips = false;  // "...": what comes before the next line that is written down
    };

    void act(const Step& step) {
        switch (step.kind) {
            case Kind::types: return type(step.names[0], step.text);
            case Kind::drops: return drop(step.names[0]);
            case Kind::passes: return stage_.pass(step.time);
            case Kind::guest: return connect(step.names[0]);
            case Kind::sees: return;
            case Kind::people:
            case Kind::registered:
            case Kind::operators: break;
        }
        for (const std::string& name : step.names) arrive(step.kind, name);
        forget();
    }

    void type(const std::string& name, const std::string& text) {
        if (!people_.contains(name)) return complain(name + " is not there");
        last_ = name;
        stage_.type(name, text);
    }
    void drop(const std::string& name) {
        stage_.drop(name);
        people_.erase(name);
    }
    void connect(const std::string& name) {
        people_[name];
        stage_.connect(name);
    }
    void arrive(Kind kind, const std::string& name) {
        connect(name);
        stage_.type(name, "/nick " + name);
        if (kind != Kind::people) stage_.type(name, "/register secret of " + name);
        if (kind == Kind::operators) stage_.make_operator(name);
    }

    void listen() {
        for (auto& [name, person] : people_) {
            for (std::string& line : stage_.heard(name)) person.unread.push_back(std::move(line));
        }
    }
    void forget() {
        for (auto& [name, person] : people_) {
            stage_.heard(name);
            person = {};
        }
    }

    void sees(const Step& step) {
        if (record_) return;
        const std::string& who = step.names[0];
        if (who != "all" && who != "others") return sees(who, step);
        for (const auto& [name, person] : people_) {
            if (who == "all" || name != last_) sees(name, step);
        }
    }
    void sees(const std::string& name, const Step& step) {
        Person& person = people_[name];
        if (step.text == "...") {
            person.skips = true;
            return;
        }
        while (person.skips && !person.unread.empty() && !fits(person.unread.front(), step)) {
            person.unread.pop_front();
        }
        person.skips = false;
        if (person.unread.empty()) return complain(name + " does not see: " + step.text);
        const std::string line = std::move(person.unread.front());
        person.unread.pop_front();
        if (!fits(line, step)) complain(name + " sees: " + line + "\n    instead of: " + step.text);
    }
    static bool fits(const std::string& line, const Step& step) {
        return step.pattern ? std::regex_match(line, std::regex(step.text)) : line == step.text;
    }

    void nothing_is_left() {
        for (auto& [name, person] : people_) {
            for (const std::string& line : person.unread) {
                if (record_) std::cout << name << "< " << line << "\n";
                if (!record_ && !person.skips) complain(name + " sees, and nobody said so: " + line);
            }
            person = {};
        }
    }
    static void print(const Step& step) {
        if (step.kind == Kind::types) std::cout << step.names[0] << "> " << step.text << "\n";
        if (step.kind == Kind::drops) std::cout << step.names[0] << " drops\n";
        if (step.kind == Kind::passes) std::cout << "+" << step.time.count() << "ms\n";
        if (step.kind == Kind::guest) std::cout << "guest " << step.names[0] << "\n";
    }
    void complain(const std::string& what) {
        complaints.push_back("before or at line " + std::to_string(line_) + ": " + what);
    }

    Stage& stage_;
    bool record_;
    std::size_t line_ = 0;
    std::string last_;  // who typed
    std::map<std::string, Person> people_;
};

}  // namespace

std::vector<std::string> play(const Script& script, Stage& stage, bool record) {
    Play play(stage, record);
    for (const Step& step : script.steps) play.step(step);
    play.end();
    return std::move(play.complaints);
}

}  // namespace confab::chat
