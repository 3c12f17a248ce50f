// Making and checking hashes of passwords, which takes long on purpose. Core owns this interface.
#pragma once

#include <string>
#include <string_view>

#include "confab/base/ids.hpp"

namespace confab {

struct PasswordAnswer {
    Ticket ticket = 0;
    bool good = false;     // checked: it is the one; made: there is a hash
    bool busy = false;     // it gave way to others, nothing was done
    std::string hash{};    // made
    bool unknown = false;  // it could not be checked
};

// No call blocks; each is answered by Hub::password_done, unless it was abandoned. False: too many wait
// already. Sources take turns, and those of one `source` are answered in order.
class Passwords {
  public:
    // Of passwords that people choose. What an operator gives somebody is the operator's own business.
    static constexpr std::size_t longest = 128;         // bytes
    static constexpr std::size_t shortest = 8;          // characters
    static constexpr std::size_t longest_given = 1024;  // bytes, by an operator

    virtual ~Passwords() = default;

    virtual bool available() const { return false; }
    virtual bool make(Ticket /*ticket*/, std::string /*password*/, std::string_view /*source*/) {
        return false;
    }
    // An empty hash takes as long as any other, and is never the right one.
    virtual bool check(Ticket /*ticket*/, std::string /*password*/, std::string /*hash*/,
                       std::string_view /*source*/) {
        return false;
    }
    // Passwords are checked elsewhere: only ask() is called, and a right one may be of a person without an
    // account yet.
    virtual bool is_external() const { return false; }
    virtual bool ask(Ticket /*ticket*/, std::string_view /*name*/, std::string /*password*/,
                     std::string_view /*source*/) {
        return false;
    }
    // Nobody waits for it any more.
    virtual void abandon(Ticket /*ticket*/) {}
};

}  // namespace confab
