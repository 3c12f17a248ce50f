#include "server.hpp"

#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>

#include "confab/admin/listener.hpp"
#include "confab/base/time_zones.hpp"
#include "confab/ops/log.hpp"
#include "confab/ops/zoneinfo.hpp"

namespace confab::integration {

net::ServerSettings quiet_settings(unsigned threads) {
    net::ServerSettings settings;
    settings.chat.announce_after = std::chrono::hours{1};
    settings.chat.history = 0;
    settings.limits.flood.rate = 0;
    settings.limits.slow_grace = std::chrono::seconds{20};  // a busy machine may leave its client that long
    settings.listen = {ops::parse_listen_url("tcp://127.0.0.1:0")};
    settings.threads = threads;
    return settings;
}

net::ServerSettings telnet_settings(unsigned threads) {
    net::ServerSettings settings = quiet_settings(threads);
    settings.listen.push_back(ops::parse_listen_url("telnet://127.0.0.1:0"));
    return settings;
}

void have_time_zones() {
    static const bool there = [] {
        std::vector<ZoneFile> files;
        for (auto& [name, bytes] : ops::read_zoneinfo(ops::zoneinfo_directory()))
            files.push_back({name, bytes});
        use_time_zones(files);
        return true;
    }();
    static_cast<void>(there);
}

RunningServer::RunningServer(const net::ServerSettings& settings, Ports outside, StoredState stored,
                             const admin::Settings* admin)
    : server_((have_time_zones(), ops::log::set_level("error"), settings), outside, std::move(stored)),
      addresses_(server_.addresses()) {
    if (admin != nullptr) admin::open(server_, *admin);
    thread_ = std::thread([this] { server_.run(); });
}

std::uint16_t RunningServer::port(std::size_t listener) const {
    const std::string& address = addresses_.at(listener);
    return static_cast<std::uint16_t>(std::stoul(address.substr(address.rfind(':') + 1)));
}

bool RunningServer::reload(std::optional<net::ServerSettings> settings) {
    const auto accepted = std::make_shared<bool>(false);
    net::ReloadSource source;
    source.read = [settings] { return settings; };
    source.accepted = [accepted] { *accepted = true; };
    server_.reload(source);

    // The next one comes after it, on the same thread.
    const auto done = std::make_shared<std::promise<void>>();
    net::ReloadSource nothing;
    nothing.read = [done]() -> std::optional<net::ServerSettings> {
        done->set_value();
        return std::nullopt;
    };
    server_.reload(nothing);
    done->get_future().wait();
    return *accepted;
}

void RunningServer::stop() {
    if (!thread_.joinable()) return;
    server_.stop();
    thread_.join();
}

TemporaryFolder::TemporaryFolder() : path_("/tmp/confab-test-XXXXXX") {
    if (mkdtemp(path_.data()) == nullptr) throw std::runtime_error("no temporary directory");
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace confab::integration
