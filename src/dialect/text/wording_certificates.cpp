// Certificates of clients.
#include <array>

#include "wording_tables.hpp"

namespace confab::dialect {

std::span<const Phrase> phrases_of_certificates() {
    static constexpr auto phrases = std::to_array<Phrase>({
        {Code::certificate_missing, "certificate_missing", "",
         "this connection has shown no certificate: connect over TLS with one, for example with ncat --ssl "
         "--ssl-cert FILE --ssl-key FILE"},
        {Code::certificate_added, "certificate_added", "name",
         "this certificate logs in as {0} from now on; keep its key as you keep a password"},
        {Code::certificate_added_already, "certificate_added_already", "name",
         "this certificate logs in as {0} already"},
        {Code::certificate_of_another, "certificate_of_another", "",
         "this certificate logs in as somebody else"},
        {Code::certificates_full, "certificates_full", "max",
         "there are too many certificates with your name (limit {0}), /cert remove N takes one away"},
        {Code::certificate_removed, "certificate_removed", "name",
         "that certificate does not log in as {0} any more"},
        {Code::certificate_unknown, "certificate_unknown", "",
         "you have no such certificate, /cert lists them"},
        {Code::certificate_listed, "certificate_listed", "number fingerprint here",
         "{0}. SHA-256 {1}{2:, of this connection}"},
        {Code::certificates_none, "certificates_none", "",
         "no certificate logs in as you; /cert add, over TLS and with one, lets it"},
        {Code::certificates_kept, "certificates_kept", "certificates",
         "{0:certificate still logs|certificates still log} in without a password, see /cert"},
    });
    return phrases;
}

}  // namespace confab::dialect
