#include "admin.hpp"

#include <utility>

namespace confab::integration {

void Operator::ask(std::string_view command, const Json& arguments) {
    client_.say(Json{{"version", 1}, {"command", command}, {"arguments", arguments}}.dump());
}

Reply Operator::reply() {
    Reply reply;
    for (;;) {
        Json line = Json::parse(client_.line());
        if (line.contains("ok")) {
            reply.last = std::move(line);
            return reply;
        }
        if (line.contains("working")) {
            ++signs_of_life_;
        } else {
            reply.rows.push_back(std::move(line.at("result")));
        }
    }
}

Reply Operator::run(std::string_view command, const Json& arguments) {
    ask(command, arguments);
    return reply();
}

Operated::Operated(OperatorStore* store, admin::Limits limits, const net::ServerSettings& settings,
                   StoredState stored, Ports outside)
    : admin_{.socket = folder_.file("admin.sock"),
             .required = true,
             .version = "1.2.3",
             .store = store,
             .limits = limits},
      server_(settings, outside, std::move(stored), &admin_) {}

Client Operated::person(std::string_view name) {
    Client client(server_.port());
    client.called(name);
    return client;
}

Reply Operated::run(std::string_view command, const Json& arguments) const {
    return operator_().run(command, arguments);
}

}  // namespace confab::integration
