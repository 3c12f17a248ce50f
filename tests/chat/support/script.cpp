#include "script.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
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

// "ann" and "ann,bob".
std::vector<std::string> names_in(const std::string& list) {
    std::istringstream stream(list);
    std::vector<std::string> names;
    for (std::string name; std::getline(stream, name, ',');) names.push_back(name);
    return names;
}

// "~ expression", "{...}" and anything else.
Expected read_expected(const std::string& text) {
    using As = Expected::As;
    Expected expected{.text = text};
    if (text.starts_with("{")) expected.as = As::json;
    if (text.starts_with("~")) {
        expected.as = As::pattern;
        expected.text.erase(0, 1);
    }
    if (expected.text.starts_with(" ")) expected.text.erase(0, 1);
    check(expected);
    return expected;
}

// "ann> text", "ann< text", "ann<~ expression" and "ann<{...}".
bool read_talk(const std::string& line, Step& step) {
    const std::size_t mark = line.find_first_of("<> ");
    if (mark == line.npos || mark == 0 || line[mark] == ' ') return false;
    step.names = names_in(line.substr(0, mark));
    step.kind = line[mark] == '>' ? Kind::types : Kind::sees;
    std::string text = line.substr(mark + 1);
    if (step.kind == Kind::sees) {
        step.expected = read_expected(text);
        return true;
    }
    if (text.starts_with(" ")) text.erase(0, 1);
    step.text = unescaped(text);
    return true;
}

// "people ann bob" and "guest new from 127.0.0.2".
bool read_people(std::vector<std::string> words, Step& step) {
    constexpr std::array<std::pair<std::string_view, Kind>, 4> kinds{{{"people", Kind::people},
                                                                      {"registered", Kind::registered},
                                                                      {"operator", Kind::operators},
                                                                      {"guest", Kind::guest}}};
    const auto* kind =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& each) { return each.first == words[0]; });
    if (kind == kinds.end()) return false;
    if (words.size() > 3 && words[words.size() - 2] == "from") {
        step.from = words.back();
        words.resize(words.size() - 2);
    }
    step.kind = kind->second;
    step.names.assign(words.begin() + 1, words.end());
    return !step.names.empty();
}

bool read_step(const std::string& line, const std::vector<std::string>& words, Step& step) {
    if (line.front() == '+') {
        step.kind = Kind::passes;
        step.time = time_of(std::string_view(line).substr(1));
        return true;
    }
    if (words.size() == 2 && words[1] == "drops") {
        step.kind = Kind::drops;
        step.names = {words[0]};
        return true;
    }
    return read_people(words, step) || read_talk(line, step);
}

void read_line(const std::string& line, std::size_t number, Script& script) {
    Step step{.line = number};
    const std::vector<std::string> words = words_of(line);
    if (words.empty() || line.front() == '#') return;
    if (line.starts_with("hub only ")) {
        script.hub_only = true;
        return;
    }
    if (words[0] == "option" && words.size() == 3) {
        script.options[words[1]] = words[2];
        return;
    }
    if (!read_step(line, words, step)) throw std::invalid_argument("not understood: " + line);
    script.steps.push_back(std::move(step));
}

// A daemon cannot be told what time it is, so it is waited for, and nobody waits long.
bool takes_long(const Script& script) {
    constexpr std::chrono::milliseconds longest{3000};
    std::chrono::milliseconds all{};
    for (const Step& step : script.steps) all += step.time;
    return all > longest;
}

}  // namespace

Script read_script(const std::filesystem::path& file) {
    std::ifstream stream(file);
    if (!stream) throw std::invalid_argument(file.filename().string() + ": cannot be read");
    Script script{.name = name_of(file)};
    for (std::string line; std::getline(stream, line);) {
        script.source.push_back(line);
        try {
            read_line(line, script.source.size(), script);
        } catch (const std::exception& error) {
            throw std::invalid_argument(script.name + ":" + std::to_string(script.source.size()) + ": " +
                                        error.what());
        }
    }
    script.hub_only = script.hub_only || takes_long(script);
    return script;
}

std::vector<std::filesystem::path> scripts_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> scripts;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".chat") scripts.push_back(entry.path());
    }
    std::sort(scripts.begin(), scripts.end());
    return scripts;
}

std::string name_of(const std::filesystem::path& file) {
    return file.parent_path().filename().string() + "_" + file.stem().string();
}

}  // namespace confab::chat
