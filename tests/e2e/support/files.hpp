#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace confab::e2e {

// A directory of its own, gone with everything in it at the end of the test.
class TemporaryDirectory {
  public:
    TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory();

    [[nodiscard]] std::string path(std::string_view name = "") const;
    // Writes (or replaces) a file in it and returns its path.
    std::string write(std::string_view name, std::string_view content) const;

  private:
    std::filesystem::path path_;
};

}  // namespace confab::e2e
