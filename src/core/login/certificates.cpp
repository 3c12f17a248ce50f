#include "confab/core/login/certificates.hpp"

#include <string>
#include <utility>

namespace confab {

Account* Certificates::owner(std::string_view fingerprint) const {
    if (fingerprint.empty() || passwords_.is_external()) return nullptr;
    return accounts_.find_by_certificate(fingerprint);
}

Refusal Certificates::can_add(const User& user) const {
    if (user.account == nullptr) return {Code::login_missing};
    if (passwords_.is_external()) return {Code::passwords_elsewhere};
    const std::string_view shown = user.connection.certificate();
    if (shown.empty()) return {Code::certificate_missing};
    const Account* owner = accounts_.find_by_certificate(shown);
    if (owner == user.account) return {Code::certificate_added_already, owner->name.text};
    if (owner != nullptr) return {Code::certificate_of_another};
    if (user.account->certificates.size() < settings_.max_certificates) return {};
    return {Code::certificates_full, settings_.max_certificates};
}

Outcome Certificates::add(User& user) {
    if (Refusal why = can_add(user)) return refused(std::move(why));
    accounts_.add_certificate(*user.account, std::string(user.connection.certificate()));
    changed(user, LoginEvent::added_certificate);
    return {true, {Code::certificate_added, user.account->name.text}};
}

Outcome Certificates::remove(User& user, std::string_view fingerprint) {
    if (user.account == nullptr) return refused({Code::login_missing});
    if (!accounts_.remove_certificate(*user.account, fingerprint)) {
        return refused({Code::certificate_unknown});
    }
    changed(user, LoginEvent::removed_certificate);
    return {true, {Code::certificate_removed, user.account->name.text}};
}

void Certificates::changed(const User& user, LoginEvent what) {
    state_.save(*user.account);
    events_.login(user.connection.id,
                  {what, user.name.text, user.account->name.text, user.connection.address});
}

}  // namespace confab
