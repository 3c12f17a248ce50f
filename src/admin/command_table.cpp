#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "command.hpp"
#include "confab/base/visible.hpp"

namespace confab::admin {

namespace {

struct Command {
    std::string_view name;
    std::string_view arguments;  // the names of those it knows, with spaces between; "!" after one it needs
    void (*run)(const Call& call);
    bool acts = false;  // changes something: that it was refused is written down too
};

constexpr std::array table = {
    Command{"status", "", status},
    Command{"metrics", "", metrics},
    Command{"who", "room source", who},
    Command{"sources", "last", sources},
    Command{"trace", "name!", trace},
    Command{"rooms", "", rooms},
    Command{"say", "room everywhere text!", say, true},
    Command{"kick", "target room source reason", kick, true},
    Command{"ban", "target! room time reason", ban, true},
    Command{"unban", "target! room", unban, true},
    Command{"mute", "target! room time reason", mute, true},
    Command{"unmute", "target! room", unmute, true},
    Command{"bans", "", bans},
    Command{"op-add", "name!", op_add, true},
    Command{"op-remove", "name!", op_remove, true},
    Command{"op-list", "", op_list},
    Command{"account-add", "name! password!", account_add, true},
    Command{"account-passwd", "name! password!", account_passwd, true},
    Command{"account-list", "", account_list},
    Command{"account-remove", "name!", account_remove, true},
    Command{"account-rename", "name! to!", account_rename, true},
    Command{"invite-add", "", invite_add, true},
    Command{"invite-list", "", invite_list},
    Command{"invite-remove", "code!", invite_remove, true},
    Command{"lockdown", "on", lockdown, true},
    Command{"reload", "", reload, true},
    Command{"drain", "seconds spread", drain, true},
    Command{"upgrade", "program seconds", upgrade, true},
    Command{"upgraded", "number!", upgraded},
    Command{"log-level", "level!", log_level, true},
    Command{"backup", "directory!", backup, true},
    Command{"export", "room! format", export_room, true},
    Command{"purge", "user! account", purge, true},
    Command{"audit", "last about", audit},
};

constexpr std::string_view numbers[] = {"seconds", "last", "number"};
constexpr std::string_view flags[] = {"everywhere", "on", "account", "spread"};

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool has_kind(std::string_view name, const Json& value) {
    if (is_one_of(numbers, name)) return value.is_number_unsigned();
    if (is_one_of(flags, name)) return value.is_boolean();
    return value.is_string();
}

// What is wrong with the arguments; empty if nothing is.
std::string fault(const Command& command, const Json& arguments) {
    std::string_view rest = command.arguments;
    std::vector<std::string_view> known;
    while (!rest.empty()) {
        std::string_view name = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(name.size() + 1, rest.size()));
        const bool needed = name.ends_with('!');
        if (needed) name.remove_suffix(1);
        known.push_back(name);
        const auto found = arguments.find(name);
        const bool empty = found == arguments.end() ||
                           (found->is_string() && is_blank(found->get_ref<const std::string&>()));
        if (needed && empty) return fmt::format("{} needs the argument {}", command.name, name);
    }
    for (const auto& [name, value] : arguments.items()) {
        if (!is_one_of(known, name)) {
            return fmt::format("{} has no argument {}", command.name, name);
        }
        if (!has_kind(name, value)) return fmt::format("the argument {} has the wrong type", name);
    }
    return {};
}

// What it was for. Never a code or a password.
std::string target_of(const Call& call) {
    for (const char* name : {"target", "source", "name", "user", "directory", "program", "level"}) {
        if (std::string found = text(call, name); !found.empty()) return found;
    }
    return {};
}

// As the audit calls it if it is done.
std::string action_of(std::string_view command) {
    if (command == "op-add") return "op";
    if (command == "op-remove") return "deop";
    if (command.starts_with("invite-")) return "invite-code";
    std::string action(command);
    if (command.starts_with("account-")) std::replace(action.begin(), action.end(), '-', ' ');
    return action;
}

}  // namespace

void run(const Call& call, std::string_view name) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const Command& command) { return command.name == name; });
    if (found == table.end()) {
        return call.reply->refuse(
            fmt::format("there is no command {}; is confabctl newer than confabd?", name), bad_usage);
    }
    const std::string wrong = fault(*found, call.arguments);
    if (!wrong.empty()) return call.reply->refuse(wrong, bad_usage);
    found->run(call);
    const std::string& refused = call.reply->refused();
    if (!found->acts || refused.empty()) return;
    record(call, action_of(name), target_of(call), nullptr, fmt::format("failed: {}", refused));
}

std::string text(const Call& call, std::string_view name) {
    const auto found = call.arguments.find(name);
    if (found == call.arguments.end() || is_blank(found->get_ref<const std::string&>())) return {};
    return found->get<std::string>();
}

std::optional<std::uint64_t> number(const Call& call, std::string_view name) {
    const auto found = call.arguments.find(name);
    if (found == call.arguments.end()) return std::nullopt;
    return found->get<std::uint64_t>();
}

bool flag(const Call& call, std::string_view name) {
    const auto found = call.arguments.find(name);
    return found != call.arguments.end() && found->get<bool>();
}

void record(const Call& call, std::string_view action, std::string_view target, const Room* room,
            std::string detail) {
    call.hub.propose({call.now, operation::Record{call.who, std::string(action), std::string(target),
                                                  room == nullptr ? std::string() : room->name().text,
                                                  std::move(detail)}});
}

std::function<void(const std::string& error)> record_outcome(const Call& call, std::string action,
                                                             std::string target, std::string detail) {
    return [post = call.server.post, in_hub = call.server.in_hub, who = call.who, action = std::move(action),
            target = std::move(target), detail = std::move(detail)](const std::string& error) {
        std::string outcome = detail;
        if (!error.empty()) outcome += fmt::format("{}failed: {}", outcome.empty() ? "" : ", ", error);
        post([in_hub, who, action, target, outcome = std::move(outcome)] {
            in_hub([&](Hub& hub, Now now) {
                hub.propose({now, operation::Record{who, action, target, "", outcome}});
            });
        });
    };
}

std::function<void()> record_then(const Call& call, std::string action, std::string target,
                                  std::string detail) {
    return
        [in_hub = call.server.in_hub,
         record = operation::Record{call.who, std::move(action), std::move(target), "", std::move(detail)}] {
            in_hub([&](Hub& hub, Now now) { hub.propose({now, record}); });
        };
}

std::function<void(std::function<void(ReplyStream&)>)> later(const Call& call) {
    return [post = call.server.post, answer = std::weak_ptr<ReplyStream>(call.reply),
            wake = call.wake](std::function<void(ReplyStream&)> what) {
        post([answer, wake, what = std::move(what)] {
            const auto waiting = answer.lock();
            if (!waiting) return;
            what(*waiting);
            wake();
        });
    };
}

}  // namespace confab::admin
