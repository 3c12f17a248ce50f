// What all the terminals of a thread listen for, looked for in a line at once.
#pragma once

#include <unicode/unistr.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "confab/core/users/display.hpp"
#include "confab/dialect/terminal/mention.hpp"

namespace confab {

// Words that are listened for, each as often as it was added, and which of them the last line holds. A line
// is folded once, and searched in a time that grows with its length, however many words there are. Not
// thread-safe.
class Listening {
  public:
    // Of a word, until it is removed as often as it was added; 0 is in nothing.
    using Word = std::uint32_t;

    // In UTF-16, as it is looked for. What unfolds to more is in nothing: few words of 32 bytes do.
    static constexpr std::size_t max_word = 64;

    Listening();

    // `word` is valid UTF-8.
    Word add(std::string_view word);
    void remove(Word word);

    // The line that holds() is about from now on; the same one again costs a comparison.
    void look_at(std::string_view line);
    bool holds(Word word) const { return word != 0 && nodes_[word].line == line_; }

    std::size_t nodes() const { return children_.size(); }  // for the tests

  private:
    // A beginning of words.
    struct Node {
        std::uint32_t parent = 0;
        char16_t unit = 0;          // the last one
        std::uint32_t passing = 0;  // how many words begin so, counted as often as they were added
        std::uint32_t words = 0;    // how often it is a word itself
        std::uint64_t line = 0;     // the last one that held it
    };

    static std::uint64_t key(std::uint32_t node, char16_t unit) {
        return std::uint64_t{node} << 16U | static_cast<std::uint16_t>(unit);
    }
    void search(const icu::UnicodeString& line, std::int32_t begin);
    std::uint32_t child(std::uint32_t node, char16_t unit) const;
    std::uint32_t make_child(std::uint32_t node, char16_t unit);

    std::vector<Node> nodes_;
    std::vector<std::uint32_t> free_;
    std::unordered_map<std::uint64_t, std::uint32_t> children_;
    std::string text_;        // of the last line
    std::uint64_t line_ = 1;  // counts lines
    bool changed_ = false;    // the words are others than when it was looked at
};

// What one terminal listens for. `all` outlives it.
class Ear {
  public:
    explicit Ear(Listening& all) : all_(all) {}
    ~Ear() { listen({}); }
    Ear(const Ear&) = delete;
    Ear& operator=(const Ear&) = delete;

    // For the name, and for the words if they are to ring.
    void listen(const DisplayPreferences& settings);
    Meant meant_by(std::string_view line);

  private:
    Listening& all_;
    std::string name_;
    std::vector<std::string> texts_;
    Listening::Word of_name_ = 0;
    std::vector<Listening::Word> words_;
};

}  // namespace confab
