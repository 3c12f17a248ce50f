// Who may not come in or speak, and who may decide that. What a room's owner sets is Doors' matter.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "confab/core/sanction.hpp"
#include "confab/core/time.hpp"

namespace confab {

class Hub;
class Room;
struct Client;
struct Name;

class Moderation {
  public:
    // `hub` outlives it.
    explicit Moderation(Hub& hub) : hub_(hub) {}

    // At the start.
    void load(std::vector<Sanction> sanctions, std::uint64_t last, bool lockdown);

    // Why not, without the "! "; empty if nothing is against it.
    std::string refuses(const Address& address, Now now) const;
    std::string refuses_name(const Client& client, const Name& name, Now now) const;
    std::string refuses_entry(const Client& client, const Name& room, Now now) const;
    std::string refuses_speech(const Client& client, const Room& room, Now now) const;
    std::string refuses_private(const Client& client, Now now) const;

    // By the configuration or by an account's own mark.
    bool is_operator(const Client& client) const;

  private:
    Hub& hub_;
};

}  // namespace confab
