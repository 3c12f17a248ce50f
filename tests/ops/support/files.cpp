#include "files.hpp"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace confab::ops {

TemporaryFile::TemporaryFile(const std::string& text) : path_("/tmp/confab-test-XXXXXX") {
    const int fd = mkstemp(path_.data());
    if (fd < 0) throw std::runtime_error("no temporary file");
    close(fd);
    std::ofstream(path_) << text;
}

TemporaryFile::~TemporaryFile() { unlink(path_.c_str()); }

std::string complaint(const std::vector<std::string>& arguments) {
    try {
        load(arguments);
        return "";
    } catch (const BadOptions& error) {
        return error.what();
    }
}

Options load_file(const std::string& toml, std::vector<std::string> further) {
    const TemporaryFile file(toml);
    further.insert(further.begin(), {"--config", file.path()});
    return load(further);
}

std::string file_complaint(const std::string& toml) {
    const TemporaryFile file(toml);
    std::string text = complaint({"--config", file.path()});
    const std::size_t place = text.find(file.path());
    if (place != std::string::npos) text.replace(place, file.path().size(), "FILE");
    return text;
}

Variable::Variable(const char* name, const char* value)
    : name_(name), was_set_(std::getenv(name) != nullptr) {
    if (was_set_) before_ = std::getenv(name);
    if (value != nullptr) {
        setenv(name, value, 1);
    } else {
        unsetenv(name);
    }
}

Variable::~Variable() {
    if (was_set_) {
        setenv(name_, before_.c_str(), 1);
    } else {
        unsetenv(name_);
    }
}

}  // namespace confab::ops
