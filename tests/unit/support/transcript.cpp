#include "transcript.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace confab::unit {

namespace {

constexpr std::string_view data = "data ";

void expect(Happenings& expected, const std::string& happening) {
    if (happening.starts_with(data) && !expected.empty() && expected.back().starts_with(data)) {
        expected.back() += happening.substr(data.size());
    } else {
        expected.push_back(happening);
    }
}

}  // namespace

Transcript read_transcript(const std::filesystem::path& folder, const std::string& name) {
    const std::filesystem::path path = folder / (name + ".txt");
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    Transcript transcript;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("< ")) {
            transcript.bytes += unescaped(line.substr(2));
        } else if (line.starts_with("> ")) {
            expect(transcript.expected, escaped(unescaped(line.substr(2))));
        } else if (line.starts_with("max-line ")) {
            transcript.max_line = std::stoul(line.substr(9));
        } else if (!line.empty() && !line.starts_with('#')) {
            throw std::invalid_argument(path.string() + ": " + line);
        }
    }
    return transcript;
}

std::vector<std::string> transcripts_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace confab::unit
