#include "confab/core/operations/connection_operations.hpp"

#include "confab/core/users/sending.hpp"

namespace confab {

void ConnectionOperations::apply(const operation::Arrive& what, Now now) { arrival_.arrive(what, now); }

Refusal ConnectionOperations::apply(const operation::Enter& what, User& user, Now now) {
    return arrival_.come_in(user, what.name, now);
}

void ConnectionOperations::apply(const operation::Operate& what, User& user, Now /*now*/) {
    if (what.account != 0 || user.connection.extras) user.connection.more().operates_as = what.account;
}

void ConnectionOperations::apply(const operation::Prove& what, User& user, Now /*now*/) {
    user.connection.more().proved = what.account;
}

void ConnectionOperations::apply(const operation::Gone& what, User& user, Now now) {
    departure_.lost(user, what.reason, now, what.arrived);
}

void ConnectionOperations::apply(const operation::Quit& what, User& user, Now now) {
    departure_.quit(user, what.words, now);
}

void ConnectionOperations::apply(const operation::SetInteractive& what, User& user, Now /*now*/) {
    views_.set_interactive(user, what.on);
}

void ConnectionOperations::apply(const operation::Active& /*what*/, User& user, Now now) {
    user.connection.last_active = now.mono;
    if (user.others) share_sending(events_, user, now);
    saves_.touched(user, now);
}

Outcome ConnectionOperations::apply(const operation::Disconnect& what, User& user, Now now) {
    if (!what.which) {
        const std::size_t ended =
            departure_.close_others(user, {Code::connection_ended}, "ended by the user", now);
        if (ended == 0) return refused({Code::connections_none_other});
        return {true, {Code::connections_ended, ended}};
    }
    if (user.find_connection(what.which) == nullptr) return refused({Code::connections_none_other});
    if (what.which == user.connection.id) {
        departure_.quit(user, {}, now);
        return {};
    }
    departure_.end(user, what.which, {Code::connection_ended}, "ended by the user", now);
    return {true, {Code::connections_ended, 1}};
}

void ConnectionOperations::apply(const operation::Prefer& what, User& user, Now /*now*/) {
    Connection& connection = user.connection;
    connection.echo = what.echo.value_or(connection.echo);
    View view = connection.view;
    if (what.timestamps) view.timestamps = *what.timestamps;
    if (what.numbers) view.numbers = *what.numbers;
    if (what.structured) view.structured = *what.structured;
    if (what.quiet) view.quiet = *what.quiet;
    if (what.flavour) view.flavour = *what.flavour & 0x7fU;
    connection.chose_quiet = connection.chose_quiet || what.quiet.has_value();
    views_.change(user, view);
    if (what.display) {
        connection.set_display(*what.display);
        views_.tell_settings(user);
    }
}

}  // namespace confab
