// /history /more /search /context: what was said before.
#pragma once

#include <optional>
#include <string_view>

#include "command_table.hpp"

namespace confab {

class Access;
class History;
class NameRules;
struct Search;

class HistoryCommands {
  public:
    HistoryCommands(History& history, const Access& access, const NameRules& names)
        : history_(history), access_(access), names_(names) {}

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

    History& history_;
    const Access& access_;
    const NameRules& names_;
};

}  // namespace confab
