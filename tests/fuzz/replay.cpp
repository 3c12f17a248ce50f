// Runs a fuzz target over the files of a folder, where there is no libFuzzer: what was once found, or was
// hard to find, stays a test.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: replay FOLDER\n";
        return 2;
    }
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
        // Named before, because a target that finds something does not come back.
        std::cerr << entry.path().filename().string() << '\n';
        std::ifstream file(entry.path(), std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
        // Memory of just this size, so that reading one byte too many is seen.
        const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
        LLVMFuzzerTestOneInput(exact.data(), exact.size());
        ++files;
    }
    if (files == 0) std::cerr << "there is nothing in " << argv[1] << '\n';
    return files == 0 ? 1 : 0;
}
