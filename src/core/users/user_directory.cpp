#include "confab/core/users/user_directory.hpp"

#include <cassert>
#include <utility>

namespace confab {

User& UserDirectory::add(ClientId id, Name name, std::uint32_t guest_number) {
    assert(!holds(name.key));
    User& user = add(id);
    user.name = std::move(name);
    user.guest_number = guest_number;
    names_.insert(&user);
    return user;
}

User& UserDirectory::add_unnamed(ClientId id) { return add(id); }

User& UserDirectory::add(ClientId id) {
    assert(find(id) == nullptr);
    if (free_slots_.empty()) {
        free_slots_.push_back(static_cast<std::uint32_t>(slots_.size()));
        slots_.emplace_back();
    }
    auto user = std::make_unique<User>();
    user->id = {free_slots_.back(), ++last_serial_};
    free_slots_.pop_back();
    user->connection.id = id;
    if (by_connection_.size() <= id.slot) by_connection_.resize(id.slot + std::size_t{1});
    by_connection_[id.slot] = user.get();
    ++connections_;
    return *(slots_[user->id.slot] = std::move(user));
}

void UserDirectory::remove(UserId id) {
    User* user = find(id);
    if (user == nullptr) return;
    if (user->guest_number != 0) give_back_guest_number(user->guest_number);
    if (!user->is_unnamed()) names_.erase(user);
    user->for_each_connection([this](const Connection& each) { by_connection_[each.id.slot] = nullptr; });
    connections_ -= user->connections();
    slots_[id.slot].reset();
    free_slots_.push_back(id.slot);
}

void UserDirectory::move_connection(User& from, User& to) {
    const ClientId id = from.connection.id;
    Connection moved;
    if (from.others) {
        moved = from.remove_connection(id);
    } else {
        assert(from.rooms.empty());
        moved = std::move(from.connection);
        from.connection.id = id;
        remove(from.id);
        ++connections_;
    }
    by_connection_[id.slot] = &to;
    to.add_connection(std::move(moved));
}

void UserDirectory::add_connection(User& user, Connection added) {
    const ClientId id = added.id;
    if (by_connection_.size() <= id.slot) by_connection_.resize(id.slot + std::size_t{1});
    by_connection_[id.slot] = &user;
    ++connections_;
    user.add_connection(std::move(added));
}

void UserDirectory::remove_connection(User& user, ClientId id) {
    by_connection_[id.slot] = nullptr;
    --connections_;
    user.remove_connection(id);
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
    if (!user.is_unnamed()) names_.erase(&user);
    user.name = std::move(name);
    names_.insert(&user);
}

bool UserDirectory::claim_guest_number(std::uint32_t number) {
    constexpr std::uint32_t max_number = 1 << 24;  // a larger one makes no sense
    if (number == 0 || number > max_number) return false;
    while (next_guest_number_ <= number) free_guest_numbers_.insert(next_guest_number_++);
    return free_guest_numbers_.erase(number) > 0;
}

std::uint32_t UserDirectory::take_guest_number() {
    if (free_guest_numbers_.empty()) return next_guest_number_++;
    return free_guest_numbers_.extract(free_guest_numbers_.begin()).value();
}

}  // namespace confab
