#include "running.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <system_error>

#include "confab/ops/data_dir.hpp"

namespace confab {

namespace {

constexpr const char* running_variable = "CONFAB_RUNNING";

// By whatever name: a link to it is no other one.
bool is_same_place(const std::string& one, const std::string& other) {
    std::error_code missing;
    return one == other || std::filesystem::equivalent(one, other, missing);
}

}  // namespace

std::string data_dir_of(const ops::Options& options) {
    return options.data_dir.empty() ? ops::default_data_dir() : options.data_dir;
}

Running running_with(const ops::Options& options) {
    Running running{.data_dir = data_dir_of(options),
                    .admin_socket = options.admin_socket,
                    .keeps_history = options.history_lasts ? "yes" : "no",
                    .listen = {}};
    if (running.admin_socket.empty()) running.admin_socket = ops::default_admin_socket(running.data_dir);
    for (const ops::ListenUrl& url : options.listen_urls) running.listen.push_back(url.text());
    for (const ops::ListenUrl* url : {&options.metrics_url, &options.webhook_url}) {
        if (!url->host.empty()) running.listen.push_back(url->text());
    }
    return running;
}

std::string variable_for(const Running& running) {
    return fmt::format("{}=data-dir={}\nadmin-socket={}\nhistory={}\n{}", running_variable, running.data_dir,
                       running.admin_socket, running.keeps_history, fmt::join(running.listen, "\n"));
}

std::optional<Running> told_by_running() {
    const char* value = std::getenv(running_variable);
    if (value == nullptr) return std::nullopt;
    Running running;
    const std::map<std::string_view, std::string*> fields{{"data-dir", &running.data_dir},
                                                          {"admin-socket", &running.admin_socket},
                                                          {"history", &running.keeps_history}};
    for (std::string_view rest = value; !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        const std::size_t sign = line.find('=');
        const auto field = fields.find(line.substr(0, sign));
        if (field == fields.end()) {
            running.listen.emplace_back(line);
        } else if (sign != std::string_view::npos) {
            *field->second = line.substr(sign + 1);
        }
    }
    return running;
}

std::string_view changed_for_good(const Running& running, const Running& wanted) {
    if (!is_same_place(running.data_dir, wanted.data_dir)) return "data-dir";
    if (running.admin_socket != wanted.admin_socket) return "admin-socket";
    if (running.keeps_history != wanted.keeps_history) return "history-keep";
    return {};
}

}  // namespace confab
