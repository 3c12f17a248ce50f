// The directory everything is in, and that nobody but one confabd uses it.
#pragma once

#include <array>
#include <string>

namespace confab::store {

// Of the files of one database: itself, its journal, and the journal's index.
inline constexpr std::array database_suffixes{"", "-wal", "-shm"};

// Holds a lock on the directory; gone with the process, however it ends.
class DataDirectory {
  public:
    // Makes it if need be. Throws std::runtime_error with one line that says what to do.
    explicit DataDirectory(const std::string& path);
    ~DataDirectory();
    DataDirectory(const DataDirectory&) = delete;
    DataDirectory& operator=(const DataDirectory&) = delete;

    const std::string& path() const { return path_; }
    std::string state() const { return path_ + "/state.db"; }
    std::string history() const { return path_ + "/history.db"; }

  private:
    std::string path_;
    int lock_ = -1;
};

// Makes an empty file of mode 0600 if there is none; one that is there gets that mode. SQLite gives the
// files beside it the same. Throws std::runtime_error.
void make_private(const std::string& file);

// Makes what was written last, if it survives a power cut at all, survive under its name.
void sync_directory(const std::string& path);

}  // namespace confab::store
