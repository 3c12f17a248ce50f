#include "upgradable.hpp"

#include "confab/ops/log.hpp"

namespace confab::integration {

UpgradableServer::UpgradableServer(const net::ServerSettings& settings, Ports outside, StoredState stored)
    : settings_(settings), outside_(outside) {
    have_time_zones();
    ops::log::set_level("error");
    server_ = std::make_unique<net::Server>(settings_, outside_, std::move(stored));
    addresses_ = server_->addresses();
    thread_ = std::thread([this] { run(); });
}

UpgradableServer::~UpgradableServer() {
    {
        const std::lock_guard lock(mutex_);
        server_->stop();
    }
    thread_.join();
}

std::uint16_t UpgradableServer::port(std::size_t listener) const {
    const std::string& address = addresses_.at(listener);
    return static_cast<std::uint16_t>(std::stoul(address.substr(address.rfind(':') + 1)));
}

void UpgradableServer::run() {
    while (server_->run() == net::Server::Ended::upgrading) {
        const std::lock_guard lock(mutex_);
        const net::Handover handover = server_->hand_over("1.2.3");
        server_.reset();
        server_ = std::make_unique<net::Server>(settings_, outside_, handover);
        ++upgrades_;
        exchanged_.notify_all();
    }
}

void UpgradableServer::upgrade() {
    std::unique_lock lock(mutex_);
    const unsigned next = upgrades_ + 1;
    server_->upgrade();
    exchanged_.wait(lock, [&] { return upgrades_ == next; });
}

void UpgradableServer::upgrade(const net::ServerSettings& settings) {
    {
        const std::lock_guard lock(mutex_);
        settings_ = settings;
    }
    upgrade();
}

void UpgradableServer::post(std::function<void(Hub&, Now)> what) {
    const std::lock_guard lock(mutex_);
    server_->post(std::move(what));
}

}  // namespace confab::integration
