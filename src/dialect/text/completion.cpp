#include "completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "command_list.hpp"
#include "confab/base/name.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_zones.hpp"
#include "confab/core/rooms/access.hpp"
#include "confab/core/rooms/room.hpp"
#include "confab/core/settings.hpp"
#include "confab/core/users/user_directory.hpp"
#include "help_topics.hpp"
#include "offered.hpp"

namespace confab {

// Collects texts that begin like one word, in the order in which they are offered.
class Candidates {
  public:
    Candidates(const NameRules& names, std::string_view word) : names_(names), beginning_(names.fold(word)) {}

    bool full() const { return found_.size() >= Completer::max_candidates; }
    bool begins(std::string_view text) const {
        // Everyone on the server is looked at, and nearly every name is ASCII.
        if (!all_ascii(text)) return names_.fold(text).starts_with(beginning_);
        return text.size() >= beginning_.size() &&
               ascii_lower(text.substr(0, beginning_.size())) == beginning_;
    }
    void offer(std::string_view text, std::string_view before = "", std::string_view after = "") {
        if (!full() && begins(text)) found_.push_back(fmt::format("{}{}{}", before, text, after));
    }
    std::vector<std::string> take() { return std::move(found_); }

  private:
    const NameRules& names_;
    std::string beginning_;
    std::vector<std::string> found_;
};

namespace {

struct Person {
    std::string_view name;
    std::uint32_t spoke_at;  // 0 if never
};

// Members of the current room: the latest speaker first, then those who said nothing, by name.
void offer_people(const User& user, std::string_view before, std::string_view after, Candidates& candidates) {
    if (user.connection.current == nullptr) return;
    std::vector<Person> people;
    for (User* member : user.connection.current->members()) {
        if (member == &user || !candidates.begins(member->name.text)) continue;
        const Membership& membership = *member->membership(*user.connection.current);
        people.push_back({member->name.text, membership.spoke ? membership.spoke_at : 0U});
    }
    const auto shown = static_cast<std::ptrdiff_t>(std::min(people.size(), Completer::max_candidates));
    std::partial_sort(people.begin(), people.begin() + shown, people.end(),
                      [](const Person& a, const Person& b) {
                          return a.spoke_at != b.spoke_at ? a.spoke_at > b.spoke_at : a.name < b.name;
                      });
    for (std::ptrdiff_t i = 0; i < shown; ++i) {
        candidates.offer(people[static_cast<std::size_t>(i)].name, before, after);
    }
}

void offer_own_rooms(const User& user, std::string_view mark, Candidates& candidates) {
    for (const Membership& membership : user.rooms) candidates.offer(membership.room->name().text, mark);
}

void offer_ignored(const User& user, Candidates& candidates) {
    if (!user.extras) return;
    for (const Name& name : user.extras->ignores) candidates.offer(name.text);
}

void offer_choices(std::span<const Choice> choices, Candidates& candidates) {
    for (const Choice& choice : choices) candidates.offer(choice.word);
}

void offer_topics(Candidates& candidates) {
    for (const HelpTopic& topic : help_topics()) {
        if (find_command(topic.name) == nullptr || short_form(topic.name) != topic.name) {
            candidates.offer(topic.name);
        }
    }
    candidates.offer("all");
}

void offer_on_off(Candidates& candidates) {
    candidates.offer("on");
    candidates.offer("off");
}

void offer_zones(Candidates& candidates) {
    for (const std::string& zone : time_zones()) candidates.offer(zone);
    candidates.offer("server");
}

}  // namespace

void Completer::offer_commands(const User& user, std::string_view mark, std::string_view after,
                               Candidates& candidates) const {
    for (const Command& command : commands()) {
        if (!is_offered(command, user, settings_)) continue;
        candidates.offer(command.name, mark, command.parameters.empty() ? "" : after);
    }
}

// Members of the room first, then all others.
void Completer::offer_everyone(const User& user, Candidates& candidates) {
    offer_people(user, "", " ", candidates);
    std::vector<std::string_view> others;
    users_.for_each([&](const User& other) {
        const Room* room = user.connection.current;
        if (&other == &user || (room != nullptr && other.membership(*room) != nullptr)) return;
        if (candidates.begins(other.name.text)) others.push_back(other.name.text);
    });
    const auto shown = static_cast<std::ptrdiff_t>(std::min(others.size(), max_candidates));
    std::partial_sort(others.begin(), others.begin() + shown, others.end());
    for (std::ptrdiff_t i = 0; i < shown; ++i) candidates.offer(others[static_cast<std::size_t>(i)], "", " ");
}

// The caller's own rooms first, then those that it can see.
void Completer::offer_rooms(const User& user, std::string_view mark, Candidates& candidates) {
    offer_own_rooms(user, mark, candidates);
    rooms_.for_each([&](Room& room) {
        if (candidates.full() || !access_.sees(user, room)) return;
        if (user.membership(room) == nullptr) candidates.offer(access_.name_for(user, room), mark);
    });
}

void Completer::offer_parameter(const User& user, const ParameterPlace& place, const Word& word,
                                Candidates& candidates) {
    switch (place.type) {
        case ParameterType::user:
        case ParameterType::target:
        case ParameterType::query: return offer_everyone(user, candidates);
        case ParameterType::ignored_user: return offer_ignored(user, candidates);
        case ParameterType::room: return offer_rooms(user, word.mark, candidates);
        case ParameterType::own_room: return offer_own_rooms(user, word.mark, candidates);
        case ParameterType::scope: return offer_rooms(user, "#", candidates);
        case ParameterType::on_off: return offer_on_off(candidates);
        case ParameterType::choice: return offer_choices(place.choices, candidates);
        case ParameterType::command:
            offer_commands(user, word.mark, "", candidates);
            return offer_topics(candidates);
        case ParameterType::time_zone: return offer_zones(candidates);
        case ParameterType::text: return offer_people(user, word.mark, " ", candidates);
        case ParameterType::none:
        case ParameterType::new_name:
        case ParameterType::count:
        case ParameterType::past:
        case ParameterType::duration:
        case ParameterType::words:
        case ParameterType::password:
        case ParameterType::room_key:
        case ParameterType::resume_code: return;
    }
}

void Completer::offer_for_command(const User& user, std::string_view typed, const Word& word,
                                  Candidates& candidates) {
    typed.remove_prefix(1);
    const std::vector<const Command*> like = commands_like(ascii_lower(take_word(typed)));
    if (like.size() != 1) return;
    offer_parameter(user, parameter_at(like.front()->parameters, typed, word.all), word, candidates);
}

Completion Completer::complete(const User& user, std::string_view line, std::size_t cursor) {
    line = line.substr(0, cursor);
    const std::size_t start = line.rfind(' ') + 1;  // npos + 1 is 0
    Completion completion{line.substr(start), {}};
    const std::string_view all = completion.word;
    if (all.size() > max_word) return completion;

    const std::string_view marks = "/#@";
    const bool marked = !all.empty() && marks.find(all.front()) != std::string_view::npos;
    const Word word{all.substr(0, marked ? 1 : 0), all};
    Candidates candidates(names_, all.substr(word.mark.size()));

    const bool first = start == 0;
    const bool is_command = line.starts_with('/') && !line.starts_with("//");
    if (first && is_command) {
        offer_commands(user, "/", " ", candidates);
    } else if (user.is_unnamed()) {
        return completion;
    } else if (is_command) {
        offer_for_command(user, line.substr(0, start), word, candidates);
    } else if (word.mark == "#") {
        offer_rooms(user, word.mark, candidates);
    } else if (word.mark != "/") {
        offer_people(user, word.mark, first ? ": " : " ", candidates);
    }
    completion.candidates = candidates.take();
    return completion;
}

}  // namespace confab
