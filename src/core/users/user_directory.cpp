#include "confab/core/users/user_directory.hpp"

#include <cassert>
#include <utility>

namespace confab {

User& UserDirectory::add(ClientId id, Name name, std::uint32_t guest_number) {
    assert(find(id) == nullptr && !holds(name.key));
    if (slots_.size() <= id.slot) slots_.resize(id.slot + std::size_t{1});

    auto user = std::make_unique<User>();
    user->id = {id.slot, id.serial};
    user->connection.id = id;
    user->name = std::move(name);
    user->guest_number = guest_number;
    names_.insert(user.get());
    return *(slots_[id.slot] = std::move(user));
}

void UserDirectory::remove(UserId id) {
    User* user = find(id);
    if (user == nullptr) return;
    if (user->guest_number != 0) give_back_guest_number(user->guest_number);
    names_.erase(user);
    slots_[id.slot].reset();
}

User* UserDirectory::find(UserId id) {
    if (id.slot >= slots_.size() || !slots_[id.slot]) return nullptr;
    User* user = slots_[id.slot].get();
    return user->id == id ? user : nullptr;
}

User* UserDirectory::find_by_key(std::string_view key) {
    const auto found = names_.find(key);
    return found == names_.end() ? nullptr : *found;
}

void UserDirectory::rename(User& user, Name name) {
    if (user.guest_number != 0) give_back_guest_number(std::exchange(user.guest_number, 0));
    names_.erase(&user);
    user.name = std::move(name);
    names_.insert(&user);
}

std::uint32_t UserDirectory::take_guest_number() {
    if (free_guest_numbers_.empty()) return next_guest_number_++;
    return free_guest_numbers_.extract(free_guest_numbers_.begin()).value();
}

}  // namespace confab
