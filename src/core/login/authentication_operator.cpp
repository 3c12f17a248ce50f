// What operators do to accounts from outside of the chat. Their tickets are none that a client waits with.
#include <utility>

#include "confab/base/text.hpp"
#include "confab/core/hub.hpp"

namespace confab {

namespace {

constexpr Ticket of_operators = Ticket{1} << 63;
constexpr std::string_view too_busy =
    "the server is too busy for that now, nothing has changed; try again soon";
constexpr std::string_view operators_turn = "operators";  // among the sources

}  // namespace

void Authentication::hash_for_operator(const std::string& password, Hashed then, Now now) {
    const Ticket ticket = of_operators | ++last_for_operators_;
    if (for_operators_.size() >= max_for_operators) return then({}, now);
    if (!hub_.passwords().make(ticket, password, operators_turn)) return then({}, now);
    for_operators_.emplace(ticket, std::move(then));
}

bool Authentication::hashed_for_operator(PasswordAnswer& answer, Now now) {
    if ((answer.ticket & of_operators) == 0) return false;
    const auto node = for_operators_.extract(answer.ticket);
    if (node) node.mapped()(answer.good && !answer.busy ? std::move(answer.hash) : std::string(), now);
    return true;
}

// Whoever is called that without owning the name gives it back, as when its owner comes.
void Authentication::add_account(std::string_view name, const std::string& password, const Done& done,
                                 Now now) {
    auto checked = hub_.names().check_person(name);
    if (const auto* fault = std::get_if<NameFault>(&checked)) return done(std::string(describe(*fault)));
    const Name wanted = std::get<Name>(std::move(checked));
    if (is_guest_name(hub_.names().fold(wanted.text))) {
        return done(sentence(wanted.text, " is a guest's name, choose another"));
    }
    const auto refused = [this, wanted] {
        if (const Account* other = hub_.accounts().find_by_key(wanted.key)) {
            return sentence("the name ", other->name.text, " is registered already");
        }
        if (hub_.accounts().size() < hub_.settings().max_accounts) return std::string();
        return sentence("no more names can be registered here (limit ", hub_.settings().max_accounts, ")");
    };
    std::string why = refused();
    const std::string secret = hub_.names().compose(password);
    if (why.empty()) why = refuses_password(secret, wanted.key);
    if (!why.empty()) return done(why);
    const Hashed then = [this, wanted, refused, done](std::string hash, Now when) {
        if (hash.empty()) return done(std::string(too_busy));
        if (const std::string late = refused(); !late.empty()) return done(late);
        if (Client* holder = hub_.registry().find_by_key(wanted.key)) {
            hub_.tell(*holder, sentence("the name ", wanted.text, " is registered now, and not to you"),
                      when);
            hub_.make_guest(*holder, when);
        }
        hub_.state().save(hub_.accounts().add(wanted, std::move(hash), when.wall));
        done({});
    };
    hash_for_operator(secret, then, now);
}

void Authentication::set_password(Account& account, const std::string& password, const Done& done, Now now) {
    const std::string secret = hub_.names().compose(password);
    if (const std::string why = refuses_password(secret, account.name.key); !why.empty()) return done(why);
    const Hashed then = [this, id = account.id, done](std::string hash, Now) {
        if (hash.empty()) return done(std::string(too_busy));
        Account* still = hub_.accounts().find(id);
        if (still == nullptr) return done("that name has been given up meanwhile, nothing has changed");
        still->password_hash = std::move(hash);
        guesses_.changed(still->name.key);
        hub_.state().save(*still);
        done({});
    };
    hash_for_operator(secret, then, now);
}

}  // namespace confab
