// An operator at the admin socket of a server in this process.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "client.hpp"
#include "confab/core/ports/operator_store.hpp"
#include "server.hpp"

namespace confab::integration {

using Json = nlohmann::json;

struct Reply {
    std::vector<Json> rows;
    Json last;
    bool ok() const { return last.at("ok").get<bool>(); }
    std::string code() const { return last.value("code", ""); }
    std::string error() const { return last.value("error", ""); }
};

class Operator {
  public:
    explicit Operator(const std::string& socket) : client_(socket) {}

    void send(std::string_view line) { client_.say(line); }
    void ask(std::string_view command, const Json& arguments = Json::object());
    // Up to the last line; signs of life are counted.
    Reply reply();
    Reply run(std::string_view command, const Json& arguments = Json::object());

    Client& client() { return client_; }
    int signs_of_life() const { return signs_of_life_; }

  private:
    Client client_;
    int signs_of_life_ = 0;
};

// A server with an admin socket in a folder of its own.
class Operated {
  public:
    explicit Operated(OperatorStore* store = nullptr, admin::Limits limits = {},
                      const net::ServerSettings& settings = quiet_settings(), StoredState stored = {},
                      Ports outside = {});

    std::string socket() const { return folder_.file("admin.sock"); }
    RunningServer& server() { return server_; }
    Client person(std::string_view name);
    Operator operator_() const { return Operator(socket()); }
    Reply run(std::string_view command, const Json& arguments = Json::object()) const;

  private:
    TemporaryFolder folder_;
    admin::Settings admin_;
    RunningServer server_;
};

}  // namespace confab::integration
