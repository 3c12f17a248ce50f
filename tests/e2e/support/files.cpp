#include "files.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace confab::e2e {

TemporaryDirectory::TemporaryDirectory() {
    std::string name = std::filesystem::temp_directory_path() / "confab-e2e-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
    path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryDirectory::path(std::string_view name) const {
    return name.empty() ? path_.string() : (path_ / name).string();
}

std::string TemporaryDirectory::write(std::string_view name, std::string_view content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
}

}  // namespace confab::e2e
