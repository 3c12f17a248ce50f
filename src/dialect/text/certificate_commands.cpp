#include "certificate_commands.hpp"

#include "confab/core/ports/operation_log.hpp"

namespace confab {

void CertificateCommands::add_to(CommandTable& table) {
    table.add("cert", *this, &CertificateCommands::cert);
}

void CertificateCommands::cert(Caller& caller, const Arguments& arguments, Now now) {
    const std::string choice = arguments.choice(0);
    if (choice == "add") return log_.propose({now, operation::AddCertificate{caller.id()}});
    if (choice == "remove") return remove(caller, arguments.after_choice(0), now);
    list(caller);
}

void CertificateCommands::list(const Caller& caller) {
    const User& user = caller.user();
    if (user.account == nullptr) return caller.refuse({Code::login_missing});
    if (user.account->certificates.empty()) return caller.tell({Code::certificates_none});
    std::size_t number = 0;
    for (const std::string& each : user.account->certificates) {
        const bool is_here = each == user.connection.certificate();
        caller.tell({Code::certificate_listed, ++number, each, is_here ? argument(true) : Argument()});
    }
}

void CertificateCommands::remove(const Caller& caller, std::string_view number, Now now) {
    const User& user = caller.user();
    if (user.account == nullptr) return caller.refuse({Code::login_missing});
    const auto wanted = count_of(number);
    const auto& all = user.account->certificates;
    if (!wanted || *wanted < 1 || *wanted > all.size()) return caller.refuse({Code::certificate_unknown});
    log_.propose({now, operation::RemoveCertificate{caller.id(), all[*wanted - 1]}});
}

}  // namespace confab
