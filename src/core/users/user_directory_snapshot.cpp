#include "confab/core/users/user_directory.hpp"

#include <algorithm>
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
    const bool others = !user.others || !user.others->empty();
    const bool named = !user.is_unnamed() || (user.name.text.empty() && !user.others);
    return user.id && user.id.slot <= max_slot && named && others;
}

}  // namespace

void Confidants::save(snapshot::Writer& out) const { out(all_); }

void Confidants::load(snapshot::Reader& in) {
    in(all_);
    in.expect(all_.size() <= most);
}

void UserDirectory::save(snapshot::Writer& out) const {
    out(all());
    for (const auto& user : slots_) {
        if (!user) continue;
        out(WithAccount<const User*>{user.get(), user->account == nullptr ? 0 : user->account->id});
    }
    out(free_guest_numbers_, next_guest_number_, free_slots_, last_serial_);
}

void UserDirectory::load(snapshot::Reader& in, AccountDirectory& accounts) {
    std::size_t count = 0;
    in(count);
    in.expect(count <= in.left());
    names_.reserve(in.ok() ? count : 0);
    for (std::size_t i = 0; in.ok() && i < count; ++i) {
        WithAccount<std::unique_ptr<User>> read{std::make_unique<User>()};
        in(read);
        read.user->account = accounts.find(read.account);
        in.expect((read.user->account != nullptr) == (read.account != 0));
        in.expect(take(std::move(read.user)));
    }
    in(free_guest_numbers_, next_guest_number_, free_slots_, last_serial_);
    slots_.resize(std::max(slots_.size(), count + free_slots_.size()));  // the last ones may be free
    in.expect(knows_all_slots());
}

// Each is a user's or free.
bool UserDirectory::knows_all_slots() const {
    const auto used =
        std::count_if(slots_.begin(), slots_.end(), [](const auto& user) { return user != nullptr; });
    if (static_cast<std::size_t>(used) + free_slots_.size() != slots_.size()) return false;
    std::vector<bool> free(slots_.size());
    for (const std::uint32_t slot : free_slots_) {
        if (slot >= slots_.size() || slots_[slot] || free[slot]) return false;
        free[slot] = true;
    }
    return true;
}

// False if their place or their name is taken, or they make no sense.
bool UserDirectory::take(std::unique_ptr<User> user) {
    if (!is_sound(*user)) return false;
    const std::uint32_t slot = user->id.slot;
    if (slots_.size() <= slot) slots_.resize(slot + std::size_t{1});
    if (slots_[slot] || (!user->is_unnamed() && !names_.insert(user.get()).second)) return false;
    slots_[slot] = std::move(user);
    return take_connections(*slots_[slot]);
}

bool UserDirectory::take_connections(User& user) {
    bool fits = true;
    user.for_each_connection([&](const Connection& each) {
        fits = fits && each.id && each.id.slot <= max_slot;
        if (!fits) return;
        if (by_connection_.size() <= each.id.slot) by_connection_.resize(each.id.slot + std::size_t{1});
        fits = std::exchange(by_connection_[each.id.slot], &user) == nullptr;
        ++connections_;
    });
    return fits;
}

}  // namespace confab
