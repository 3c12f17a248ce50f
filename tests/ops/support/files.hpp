// Configuration files that are gone at the end of the test.
#pragma once

#include <string>
#include <vector>

#include "confab/ops/options.hpp"

namespace confab::ops {

class TemporaryFile {
  public:
    explicit TemporaryFile(const std::string& text);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

// What load() complains about, "" if it does not.
std::string complaint(const std::vector<std::string>& arguments);
Options load_file(const std::string& toml, std::vector<std::string> further = {});
std::string file_complaint(const std::string& toml);

// Sets a variable of the environment (nothing unsets it) until the end of the test.
class Variable {
  public:
    Variable(const char* name, const char* value);
    ~Variable();
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

  private:
    const char* name_;
    std::string before_;
    bool was_set_;
};

}  // namespace confab::ops
