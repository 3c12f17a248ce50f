// The operations about names, passwords and accounts; see operation.hpp.
#pragma once

#include <cstdint>
#include <string>

#include "confab/base/ids.hpp"
#include "confab/base/name.hpp"
#include "confab/core/pending_request.hpp"

namespace confab::operation {

struct Author {
    ClientId connection{};  // none: a tool
    std::string tool{};     // "confabctl (uid 1000)"
};

// --- Accounts. Passwords were checked or hashed before.

// A password is about to be checked, and counts as a wrong one until it is known to be right.
struct CountGuess {
    ClientId connection;
    std::string name_key{};
};
struct JudgeGuess {
    ClientId connection;
    std::string name{};  // as it was typed, for the log of the server
    std::string name_key{};
    bool counted = false;  // by CountGuess
    bool right = false;
    bool unknown = false;  // it could not be checked: the count is taken back
};
struct Register {
    ClientId connection;
    std::string hash{};
    Application application{};
};
struct LogIn {
    ClientId connection;
    AccountId account = 0;
    Ghost ghost{};  // the connection that was measured, if there was one
    Name name{};    // of an account that is made now, if there is none; else empty
};
struct ChangePassword {
    ClientId connection;
    std::string hash{};
};
struct Unregister {
    ClientId connection;
};
// That of the connection logs in from now on.
struct AddCertificate {
    ClientId connection;
};
struct RemoveCertificate {
    ClientId connection;
    std::string fingerprint{};
};
struct Resume {
    ClientId connection;
    std::string code{};  // as codes are stored
    Ghost ghost{};
};
// What was missed in one room has been shown: the user goes into the next.
struct Return {
    ClientId connection;
    ResumeProgress progress;
};
// `code` is a number that nobody can guess.
struct MakeInviteCode {
    Author author;
    std::uint64_t code = 0;
};
struct RemoveInviteCode {
    Author author;
    std::string code{};  // as codes are stored
};
// These by a tool.
struct AddAccount {
    Name name{};
    std::string hash{};
};
struct SetPassword {
    AccountId account = 0;
    std::string hash{};
};
struct RemoveAccount {
    AccountId account = 0;
};
struct RenameAccount {
    AccountId account = 0;
    Name name{};
};

}  // namespace confab::operation
