#include <algorithm>
#include <deque>
#include <iostream>
#include <map>
#include <set>
#include <utility>

#include "script.hpp"

namespace confab::chat {

namespace {

using Kind = Step::Kind;

class Play {
  public:
    Play(const Script& script, Stage& stage, bool record) : script_(script), stage_(stage), record_(record) {}

    void step(const Step& step) {
        if (step.kind == Kind::sees) {
            line_ = step.line;
            return sees(step);
        }
        nothing_is_left();
        if (record_) print_up_to(step);
        line_ = step.line;
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
            case Kind::sees: return;
            case Kind::guest:
            case Kind::people:
            case Kind::registered:
            case Kind::operators: break;
        }
        for (const std::string& name : step.names) arrive(step, name);
        if (step.kind != Kind::guest) forget();
    }

    void type(const std::string& name, const std::string& text) {
        if (!people_.contains(name) || gone_.contains(name)) return complain(name + " is not there");
        last_ = name;
        stage_.type(name, with_groups(text));
    }
    void drop(const std::string& name) {
        stage_.drop(name);
        people_.erase(name);
    }
    // What the groups of the last pattern matched stands for $1, $2 ...
    std::string with_groups(std::string text) const {
        for (std::size_t i = 0; i < groups_.size(); ++i) {
            const std::string sign = "$" + std::to_string(i + 1);
            const std::size_t found = text.find(sign);
            if (found != text.npos) text.replace(found, sign.size(), groups_[i]);
        }
        return text;
    }
    void arrive(const Step& step, const std::string& name) {
        people_[name];
        gone_.erase(name);
        stage_.connect(name, step.from);
        if (step.kind == Kind::guest) return;
        stage_.type(name, "/nick " + name);
        if (step.kind != Kind::people) stage_.type(name, "/register secret of " + name);
        if (step.kind == Kind::operators) stage_.make_operator(name);
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
        const std::string& first = step.names[0];
        if (first != "all" && first != "others") {
            for (const std::string& name : step.names) sees(name, step.expected);
            return;
        }
        for (const auto& [name, person] : people_) {
            if (!gone_.contains(name) && (first == "all" || name != last_)) sees(name, step.expected);
        }
    }
    void sees(const std::string& name, const Expected& expected) {
        Person& person = people_[name];
        if (expected.text == "...") {
            person.skips = true;
            return;
        }
        while (person.skips && !person.unread.empty() && !fits(person.unread.front(), expected, groups_)) {
            person.unread.pop_front();
        }
        person.skips = false;
        if (person.unread.empty()) return complain(name + " does not see: " + expected.text);
        const std::string line = std::move(person.unread.front());
        person.unread.pop_front();
        if (line == closed) gone_.insert(name);
        if (fits(line, expected, groups_)) return;
        complain(name + " sees: " + escaped(line) + "\n    instead of: " + expected.text);
    }

    void nothing_is_left() {
        for (auto& [name, person] : people_) {
            for (const std::string& line : person.unread) {
                if (line == closed) gone_.insert(name);
                if (record_) std::cout << name << "< " << escaped(line) << "\n";
                if (!record_ && !person.skips) complain(name + " sees, and nobody said so: " + escaped(line));
            }
            person = {};
        }
    }
    // The lines of the file since the last one, without those that say what is seen.
    void print_up_to(const Step& step) {
        for (; line_ < step.line; ++line_) {
            const std::string& line = script_.source[line_];
            const std::size_t mark = line.find_first_of("<> ");
            if (mark == line.npos || line[mark] != '<') std::cout << line << "\n";
        }
    }
    void complain(const std::string& what) {
        complaints.push_back("before or at line " + std::to_string(line_) + ": " + what);
    }

    static constexpr auto closed = "(closed)";

    const Script& script_;
    Stage& stage_;
    bool record_;
    std::size_t line_ = 0;
    std::string last_;  // who typed
    std::map<std::string, Person> people_;
    std::set<std::string> gone_;       // those whom the server has closed
    std::vector<std::string> groups_;  // of the last pattern that had any
};

}  // namespace

std::vector<std::string> play(const Script& script, Stage& stage, bool record) {
    Play play(script, stage, record);
    for (const Step& step : script.steps) play.step(step);
    play.end();
    return std::move(play.complaints);
}

}  // namespace confab::chat
