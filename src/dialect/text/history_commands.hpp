// /history /more /search /context: what was said before.
#pragma once

#include <optional>
#include <string_view>

#include "command_table.hpp"

namespace confab {

class History;
class Hub;
class NameRules;
struct Search;

class HistoryCommands {
  public:
    HistoryCommands(Hub& hub, History& history, const NameRules& names)
        : hub_(hub), history_(history), names_(names) {}

    void add_to(CommandTable& table);

  private:
    void history(Caller& caller, const Arguments& arguments, Now now);
    void more(Caller& caller, Now now);
    void search(Caller& caller, const Arguments& arguments, Now now);
    void context(Caller& caller, const Arguments& arguments, Now now);

    std::optional<Search> parse_search(const Caller& caller, std::string_view words, Now now);
    // These are false if the word is refused.
    bool take_search_word(const Caller& caller, Search& search, std::string_view word, Now now);
    bool take_search_room(const Caller& caller, Search& search, std::string_view room, Now now);

    Hub& hub_;
    History& history_;
    const NameRules& names_;
};

}  // namespace confab
