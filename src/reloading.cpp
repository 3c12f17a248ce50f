#include "reloading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "confab/base/text.hpp"
#include "confab/base/time_text.hpp"
#include "confab/ops/log.hpp"
#include "settings.hpp"

namespace confab {

namespace {

// What is another certificate now, a line each; the options may be the same.
std::vector<std::string> renewed(const net::TlsContext* before, const net::TlsContext* after) {
    std::vector<std::string> lines;
    if (after == nullptr) return lines;
    for (const net::CertificateStatus& now : after->certificates()) {
        const auto same = [&now](const auto& each) { return each.fingerprint == now.fingerprint; };
        const bool known = before != nullptr &&
                           std::any_of(before->certificates().begin(), before->certificates().end(), same);
        if (!known)
            lines.push_back(
                fmt::format("the certificate {} ends on {}", one_line(now.file, '?'), rfc3339(now.ends)));
    }
    return lines;
}

}  // namespace

Reloading::Reloading(std::vector<std::string> arguments, ops::Options options,
                     std::shared_ptr<const net::TlsContext> tls)
    : arguments_(std::move(arguments)), now_(std::move(options)), next_(now_), tls_(std::move(tls)) {}

std::optional<net::ServerSettings> Reloading::read() {
    try {
        next_ = ops::load(arguments_);
        net::ServerSettings settings = settings_from(next_);
        next_tls_ = settings.tls;
        return settings;
    } catch (const std::exception& error) {
        ops::log::error("reload: {}; nothing was changed", error.what());
        said_ = {fmt::format("{}; nothing was changed", error.what())};
        return std::nullopt;
    }
}

const ops::Options& Reloading::accepted() {
    std::vector<std::string> restart;
    std::vector<std::string> changed = ops::differences(now_, next_, restart);
    for (const std::string& line : renewed(tls_.get(), next_tls_.get())) changed.push_back(line);
    tls_ = next_tls_;
    said_ = changed;
    for (const std::string& change : changed) ops::log::info("reload: {}", change);
    for (const std::string& name : restart) {
        said_.push_back(fmt::format("{} stays as it was until a restart", name));
        ops::log::warn("reload: {}", said_.back());
    }
    if (said_.empty()) {
        said_ = {"nothing has changed"};
        ops::log::info("reload: nothing has changed");
    }
    ops::log::set_level(next_.log_level);
    ops::log::set_format(next_.log_format);
    ops::log::set_queue(static_cast<std::size_t>(next_.log_queue));
    return now_ = ops::in_force(now_, next_);
}

}  // namespace confab
