#pragma once

#include <string>
#include <vector>

#include "wait.hpp"

namespace confab::e2e {

// The first column of all rows, read while a daemon writes or after it is gone.
std::vector<std::string> read_database(const std::string& file, const std::string& query,
                                       Where where = Where::current());

// Waits until the query of one number gives this one: the proof that something is on disk.
void wait_until_kept(const std::string& file, const std::string& query, int number,
                     Where where = Where::current());

}  // namespace confab::e2e
