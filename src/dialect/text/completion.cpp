#include "completion.hpp"

#include <algorithm>

#include "command.hpp"
#include "confab/base/text.hpp"
#include "confab/base/time_zones.hpp"

namespace confab {

namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Collects what begins like one word, in the order it is offered.
class Candidates {
  public:
    Candidates(const NameRules& names, std::string_view word) : names_(names), beginning_(names.fold(word)) {}

    bool full() const { return found_.size() >= most_candidates; }
    bool begins(std::string_view text) const {
        // Everyone on the server is looked at, and nearly every name is ASCII.
        if (!is_ascii(text)) return names_.fold(text).starts_with(beginning_);
        return text.size() >= beginning_.size() &&
               ascii_lower(text.substr(0, beginning_.size())) == beginning_;
    }
    void offer(std::string_view text, std::string_view before = "", std::string_view after = "") {
        if (!full() && begins(text)) found_.push_back(sentence(before, text, after));
    }
    std::vector<std::string> take() { return std::move(found_); }

  private:
    const NameRules& names_;
    std::string beginning_;
    std::vector<std::string> found_;
};

struct Person {
    std::string_view name;
    std::uint32_t spoke_at;  // 0 if never
};

// Of the current room, the latest speaker first, then those who said nothing, by name.
void offer_people(const Client& client, std::string_view before, std::string_view after,
                  Candidates& candidates) {
    std::vector<Person> people;
    for (Client* member : client.current->members()) {
        if (member == &client || !candidates.begins(member->name.text)) continue;
        const Membership& membership = *member->membership(*client.current);
        people.push_back({member->name.text, membership.spoke ? membership.spoke_at : 0U});
    }
    const auto shown = static_cast<std::ptrdiff_t>(std::min(people.size(), most_candidates));
    std::partial_sort(people.begin(), people.begin() + shown, people.end(),
                      [](const Person& a, const Person& b) {
                          return a.spoke_at != b.spoke_at ? a.spoke_at > b.spoke_at : a.name < b.name;
                      });
    for (std::ptrdiff_t i = 0; i < shown; ++i) {
        candidates.offer(people[static_cast<std::size_t>(i)].name, before, after);
    }
}

// Then everyone who is elsewhere, for commands that reach them.
void offer_everyone(Hub& hub, const Client& client, std::string_view before, Candidates& candidates) {
    offer_people(client, before, " ", candidates);
    std::vector<std::string_view> others;
    hub.registry().for_each([&](Client& other) {
        if (&other == &client || other.membership(*client.current) != nullptr) return;
        if (candidates.begins(other.name.text)) others.push_back(other.name.text);
    });
    const auto shown = static_cast<std::ptrdiff_t>(std::min(others.size(), most_candidates));
    std::partial_sort(others.begin(), others.begin() + shown, others.end());
    for (std::ptrdiff_t i = 0; i < shown; ++i) candidates.offer(others[static_cast<std::size_t>(i)], "", " ");
}

void offer_rooms(Hub& hub, const Client& client, bool own, std::string_view before, Candidates& candidates) {
    for (const Membership& membership : client.rooms) {
        candidates.offer(membership.room->name().text, before);
    }
    if (own) return;
    hub.rooms().for_each([&](Room& room) {
        if (candidates.full() || !hub.doors().sees(client, room)) return;
        const bool offered =
            std::any_of(client.rooms.begin(), client.rooms.end(),
                        [&](const Membership& membership) { return membership.room == &room; });
        if (!offered) candidates.offer(hub.doors().name_for(client, room), before);
    });
}

// "[on|off]" and "off|mention|word WORD ..." name their words themselves.
void offer_alternatives(std::string_view arguments, Candidates& candidates) {
    while (!arguments.empty()) {
        const std::size_t end = std::min(arguments.find('|'), arguments.size());
        std::string_view alternative = arguments.substr(0, end);
        if (alternative.starts_with('[')) alternative.remove_prefix(1);
        candidates.offer(alternative.substr(0, alternative.find_first_of(" ]")));
        arguments.remove_prefix(std::min(end + 1, arguments.size()));
    }
}

void offer_commands(std::string_view before, std::string_view after, Candidates& candidates) {
    for (const Command& command : commands()) {
        candidates.offer(command.name, before, command.arguments.empty() ? "" : after);
    }
}

// What the first argument of a command is stands in its usage.
void offer_argument(Hub& hub, const Client& client, const Command& command, std::string_view before,
                    Candidates& candidates) {
    const std::string_view arguments = command.arguments;
    if (command.name == "nick" || command.name == "login") return;  // names that nobody here has
    if (command.name == "unignore") {
        if (!client.extras) return;
        for (const Name& name : client.extras->ignores) candidates.offer(name.text);
        return;
    }
    if (arguments.find('|') != std::string_view::npos) return offer_alternatives(arguments, candidates);
    if (arguments.find("NAME") != std::string_view::npos) return offer_everyone(hub, client, "", candidates);
    if (arguments.find("ROOM") != std::string_view::npos) {
        return offer_rooms(hub, client, command.name == "leave", before, candidates);
    }
    if (arguments.find("COMMAND") != std::string_view::npos) {
        offer_commands(before, "", candidates);
        return candidates.offer("keys");
    }
    if (arguments.find("ZONE") != std::string_view::npos) {
        for (const std::string& zone : time_zones()) candidates.offer(zone);
        return candidates.offer("server");
    }
    if (arguments.find("TEXT") != std::string_view::npos) offer_people(client, before, " ", candidates);
}

// `typed` is the line up to the word, with the command and what stands between.
void offer_for_command(Hub& hub, const Client& client, std::string_view typed, std::string_view before,
                       Candidates& candidates) {
    typed.remove_prefix(1);
    const std::vector<const Command*> like = commands_like(ascii_lower(take_word(typed)));
    if (like.size() != 1) return;
    const Command& command = *like.front();
    if (typed.empty()) return offer_argument(hub, client, command, before, candidates);
    if (command.arguments.find("TEXT") != std::string_view::npos)
        offer_people(client, before, " ", candidates);
}

}  // namespace

Completion complete(Hub& hub, const Client& client, std::string_view line, std::size_t cursor) {
    line = line.substr(0, cursor);
    const std::size_t start = line.rfind(' ') + 1;  // npos + 1 is 0
    Completion completion{line.substr(start), {}};
    std::string_view word = completion.word;
    if (word.size() > max_word) return completion;

    // What stands before a name is kept as it was typed.
    const std::string_view marks = "/#@";
    const bool marked = !word.empty() && marks.find(word.front()) != std::string_view::npos;
    const std::string_view before = word.substr(0, marked ? 1 : 0);
    Candidates candidates(hub.names(), word.substr(before.size()));

    const bool first = start == 0;
    const bool is_command = line.starts_with('/') && !line.starts_with("//");
    if (first && is_command) {
        offer_commands("/", " ", candidates);
    } else if (is_command) {
        offer_for_command(hub, client, line.substr(0, start), before, candidates);
    } else if (before == "#") {
        offer_rooms(hub, client, false, before, candidates);
    } else if (before != "/") {
        offer_people(client, before, first ? ": " : " ", candidates);
    }
    completion.candidates = candidates.take();
    return completion;
}

}  // namespace confab
