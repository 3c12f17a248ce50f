#include "connection_commands.hpp"

#include <algorithm>
#include <vector>

#include "confab/base/text.hpp"
#include "confab/core/ports/operation_log.hpp"

namespace confab {

namespace {

// In the order in which they came.
std::vector<const Connection*> numbered(const User& user) {
    std::vector<const Connection*> all;
    user.for_each_connection([&](const Connection& each) { all.push_back(&each); });
    std::sort(all.begin(), all.end(), [](const Connection* a, const Connection* b) {
        return a->since != b->since ? a->since < b->since : a->id.serial < b->id.serial;
    });
    return all;
}

std::string_view format_of(const View& view) {
    if (view.interactive) return "terminal";
    return view.structured ? "json" : "lines";
}

}  // namespace

void tell_connections(const Caller& caller, Now now) {
    const User& user = caller.user();
    std::size_t number = 0;
    for (const Connection* each : numbered(user)) {
        const Argument here = each == &user.connection ? argument(true) : Argument();
        caller.tell({Code::connection_listed, ++number, each->address.text(), format_of(each->view),
                     now.mono - each->since, now.mono - each->last_active, here,
                     each->encrypted ? argument(true) : Argument()});
    }
}

void ConnectionCommands::add_to(CommandTable& table) {
    table.add("disconnect", *this, &ConnectionCommands::disconnect);
}

void ConnectionCommands::disconnect(Caller& caller, const Arguments& arguments, Now now) {
    const User& user = caller.user();
    if (ascii_lower(arguments[0]) == "all") {
        return log_.propose({now, operation::Disconnect{caller.id()}});
    }
    const auto number = count_of(arguments[0]);
    if (!number) return caller.refuse_usage();
    if (*number < 1 || *number > user.connections()) {
        return caller.refuse({Code::connection_unknown, *number, user.connections()});
    }
    log_.propose({now, operation::Disconnect{caller.id(), numbered(user)[*number - 1]->id}});
}

}  // namespace confab
