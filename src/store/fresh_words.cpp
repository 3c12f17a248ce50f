#include "fresh_words.hpp"

#include "schema.hpp"
#include "search_text.hpp"

namespace confab::store {

FreshWords::Table::Table(Database& database) { database.run(words_table); }

FreshWords::FreshWords()
    : database_(":memory:", Database::Access::write),
      table_(database_),
      add_(database_, "INSERT INTO words(rowid, text, who) VALUES(?,?,?)"),
      find_(database_, "SELECT rowid FROM words WHERE words MATCH ?") {}

void FreshWords::add(std::int64_t place, std::string_view text, std::int64_t person) {
    if (sqlite3_get_autocommit(database_.handle()) != 0) database_.run("BEGIN");
    const std::string words = indexed_text(text);
    const std::string who = person_word(person);
    add_.run(place, words, who);
}

std::set<std::int64_t> FreshWords::take(const std::string& expression) {
    std::set<std::int64_t> found;
    find_.bind(expression);
    while (find_.step()) found.insert(find_.number(0));
    find_.reset();
    forget();
    return found;
}

// Undone, nothing of it was ever there.
void FreshWords::forget() {
    if (sqlite3_get_autocommit(database_.handle()) == 0) database_.run("ROLLBACK");
}

}  // namespace confab::store
