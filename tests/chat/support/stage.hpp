// Where a chat script is played: the hub alone, or a daemon.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace confab::chat {

using Options = std::map<std::string, std::string>;  // of the server, without the two dashes

class Stage {
  public:
    virtual ~Stage() = default;

    // Connects somebody from that address. The script calls them `name` from then on.
    virtual void connect(const std::string& name, const std::string& from) = 0;
    virtual void make_operator(const std::string& name) = 0;
    // Returns when the server has handled the line and all that came of it.
    virtual void type(const std::string& name, const std::string& line) = 0;
    virtual void drop(const std::string& name) = 0;
    // What has come since the last call; the last line is "(closed)" once the server has hung up.
    virtual std::vector<std::string> heard(const std::string& name) = 0;
    virtual void pass(std::chrono::milliseconds time) = 0;
};

}  // namespace confab::chat
