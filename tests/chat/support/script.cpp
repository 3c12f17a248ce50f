#include "script.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace confab::chat {

namespace {

using Kind = Step::Kind;

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::chrono::milliseconds time_of(std::string_view text) {
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    constexpr std::array<std::pair<std::string_view, std::size_t>, 4> units{
        {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}}};
    for (const auto& [name, milliseconds] : units) {
        if (error == std::errc{} && unit == name) return std::chrono::milliseconds(count * milliseconds);
    }
    throw std::invalid_argument("not a time: " + std::string(text));
}

// "ann> text", "ann< text" and "ann<~ expression".
bool read_talk(const std::string& line, Step& step) {
    const std::size_t mark = line.find_first_of("<> ");
    if (mark == line.npos || mark == 0 || line[mark] == ' ') return false;
    step.names = {line.substr(0, mark)};
    step.kind = line[mark] == '>' ? Kind::types : Kind::sees;
    std::size_t text = mark + 1;
    step.pattern = step.kind == Kind::sees && line.compare(text, 1, "~") == 0;
    if (step.pattern) ++text;
    if (line.compare(text, 1, " ") == 0) ++text;
    step.text = text < line.size() ? line.substr(text) : "";
    return true;
}

bool read_people(const std::vector<std::string>& words, Step& step) {
    constexpr std::array<std::pair<std::string_view, Kind>, 4> kinds{{{"people", Kind::people},
                                                                      {"registered", Kind::registered},
                                                                      {"operator", Kind::operators},
                                                                      {"guest", Kind::guest}}};
    for (const auto& [word, kind] : kinds) {
        if (words.size() < 2 || words[0] != word) continue;
        step.kind = kind;
        step.names.assign(words.begin() + 1, words.end());
        return true;
    }
    return false;
}

void read_line(const std::string& line, std::size_t number, Script& script) {
    Step step{.line = number};
    const std::vector<std::string> words = words_of(line);
    if (words.empty() || line.front() == '#') return;
    if (line.starts_with("hub only")) {
        script.hub_only = true;
        return;
    }
    if (words[0] == "history" && words.size() == 2) {
        script.history = std::stoul(words[1]);
        return;
    }
    if (line.front() == '+') {
        step.kind = Kind::passes;
        step.time = time_of(std::string_view(line).substr(1));
        script.hub_only = true;
    } else if (words.size() == 2 && words[1] == "drops") {
        step.kind = Kind::drops;
        step.names = {words[0]};
    } else if (!read_people(words, step) && !read_talk(line, step)) {
        throw std::invalid_argument("not understood: " + line);
    }
    script.steps.push_back(std::move(step));
}

}  // namespace

Script read_script(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) throw std::invalid_argument(file.filename().string() + ": cannot be read");
    Script script{.name = file.stem().string(), .steps = {}};
    std::size_t number = 0;
    for (std::string line; std::getline(stream, line);) {
        try {
            read_line(line, ++number, script);
        } catch (const std::exception& error) {
            throw std::invalid_argument(script.name + ":" + std::to_string(number) + ": " + error.what());
        }
    }
    return script;
}

std::vector<std::filesystem::path> scripts_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> scripts;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".chat") scripts.push_back(entry.path());
    }
    std::sort(scripts.begin(), scripts.end());
    return scripts;
}

}  // namespace confab::chat
