// The keys of session tickets, with which a client comes back without a full handshake.
#pragma once

#include <array>
#include <chrono>

#include "confab/base/time.hpp"

struct ssl_ctx_st;
struct ssl_st;
struct evp_cipher_ctx_st;
struct evp_mac_ctx_st;

namespace confab::net {

// The current key and the last one: each makes tickets for a day, and takes them for one more. They are never
// written anywhere, so that what was recorded cannot be read later. Of one thread, that of the handshakes.
class TicketKeys {
  public:
    static constexpr std::chrono::hours lifetime{24};

    // The context uses these from now on, and must not outlive them in a handshake.
    void attach(ssl_ctx_st* context);
    // For a ticket that is made now.
    void rotate(MonoTime now);

  private:
    struct Key {
        std::array<unsigned char, 16> name{};
        std::array<unsigned char, 32> encryption{};
        std::array<unsigned char, 32> authentication{};
        MonoTime made{};

        bool is_valid(MonoTime now, std::chrono::hours time) const {
            return made != MonoTime{} && now - made < time;
        }
    };

    static int use(ssl_st* ssl, unsigned char* name, unsigned char* start, evp_cipher_ctx_st* cipher,
                   evp_mac_ctx_st* mac, int making);
    int make(unsigned char* name, unsigned char* start, evp_cipher_ctx_st* cipher, evp_mac_ctx_st* mac);
    int take(const unsigned char* name, const unsigned char* start, evp_cipher_ctx_st* cipher,
             evp_mac_ctx_st* mac) const;

    Key current_;
    Key last_;
};

}  // namespace confab::net
