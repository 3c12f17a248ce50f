#include "confab/core/users/user_directory.hpp"

#include <utility>

#include "user_fields.hpp"

namespace confab {

namespace {

constexpr std::uint32_t max_slot = 1 << 20;  // more connections than a server can have

// A person, and the number of their account.
template <class Person>
struct WithAccount {
    Person user;
    AccountId account = 0;

    template <class Archive, class Self>
    static void fields(Archive& archive, Self& self) {
        archive(*self.user, self.account);
    }
};

bool is_sound(const User& user) {
    const ClientId id = user.connection.id;
    return user.id && user.id == UserId{id.slot, id.serial} && user.id.slot <= max_slot &&
           !user.name.key.empty();
}

}  // namespace

void Confidants::save(snapshot::Writer& out) const { out(all_); }

void Confidants::load(snapshot::Reader& in) {
    in(all_);
    in.expect(all_.size() <= most);
}

void UserDirectory::save(snapshot::Writer& out) const {
    out(names_.size());
    for (const auto& user : slots_) {
        if (!user) continue;
        out(WithAccount<const User*>{user.get(), user->account == nullptr ? 0 : user->account->id});
    }
    out(free_guest_numbers_, next_guest_number_);
}

void UserDirectory::load(snapshot::Reader& in, AccountDirectory& accounts) {
    std::size_t count = 0;
    in(count);
    in.expect(count <= in.left());
    names_.reserve(in.ok() ? count : 0);
    while (in.ok() && names_.size() < count) {
        WithAccount<std::unique_ptr<User>> read{std::make_unique<User>()};
        in(read);
        read.user->account = accounts.find(read.account);
        in.expect((read.user->account != nullptr) == (read.account != 0));
        in.expect(take(std::move(read.user)));
    }
    in(free_guest_numbers_, next_guest_number_);
}

// False if their place or their name is taken, or they make no sense.
bool UserDirectory::take(std::unique_ptr<User> user) {
    if (!is_sound(*user)) return false;
    const std::uint32_t slot = user->id.slot;
    if (slots_.size() <= slot) slots_.resize(slot + std::size_t{1});
    if (slots_[slot] || !names_.insert(user.get()).second) return false;
    slots_[slot] = std::move(user);
    return true;
}

}  // namespace confab
