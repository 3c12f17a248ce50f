// Commands of operators. A new one is a function, and a line in command_table.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "confab/base/time_text.hpp"
#include "confab/core/hub.hpp"
#include "reply_stream.hpp"
#include "server_handle.hpp"

namespace confab::admin {

// One that is asked for. It is run on the hub's thread and blocks nothing.
struct Call {
    const ServerHandle& server;
    Hub& hub;
    Now now;
    const Json& arguments;  // an object; its texts are clean
    std::string who;        // "confabctl (uid 1000)": for the audit
    // What is answered later holds it weakly: it is gone when the connection is.
    std::shared_ptr<ReplyStream> reply;
    std::function<void()> wake;  // there is more to send; on the hub's thread
};

// The code of a refused request that can never be right.
inline constexpr std::string_view bad_usage = "usage";

// Refuses what is unknown, lacks something, or has something of the wrong kind.
void run(const Call& call, std::string_view name);

// An argument; what is not there is empty.
std::string text(const Call& call, std::string_view name);
std::optional<std::uint64_t> number(const Call& call, std::string_view name);
bool flag(const Call& call, std::string_view name);
// admin/room_argument.cpp
//
// The room of that argument: "dev", or "dev@ann" for the private one of ann. Null, and refused, if there is
// none.
Room* room(const Call& call, std::string_view name);
// The key of a room of which something may be kept, though it may not be there any more. None, and refused,
// if it cannot be said which.
std::optional<RoomKey> kept_room(const Call& call, std::string_view name);
// "#dev", "#dev@ann": as operators name it.
std::string shown(Hub& hub, const Room& room);
// The same of a room that may not be there any more: "#dev@17".
std::string shown_key(const RoomKey& key);

// Writes it down with what operators in the chat do.
void record(const Call& call, std::string_view action, std::string_view target = {},
            const Room* room = nullptr, std::string detail = {});
// For what takes a while: writes it down when it has ended, whether or not anybody still waits for the
// answer, with why if it failed. From any thread.
std::function<void(const std::string& error)> record_outcome(const Call& call, std::string action,
                                                             std::string target, std::string detail = {});
// For what is carried out when the answer has gone out: whoever gives up before gets nothing done. On the
// hub's thread.
std::function<void()> record_then(const Call& call, std::string action, std::string target,
                                  std::string detail = {});
// Calls `what` with the answer later, from any thread, unless nobody waits for it any more.
std::function<void(std::function<void(ReplyStream&)>)> later(const Call& call);

// admin/people.cpp
void who(const Call& call);
void rooms(const Call& call);
void say(const Call& call);
// admin/moderation.cpp
void kick(const Call& call);
void ban(const Call& call);
void unban(const Call& call);
void mute(const Call& call);
void unmute(const Call& call);
void bans(const Call& call);
void op_add(const Call& call);
void op_remove(const Call& call);
void op_list(const Call& call);
void lockdown(const Call& call);
// admin/accounts.cpp
void account_add(const Call& call);
void account_passwd(const Call& call);
void account_list(const Call& call);
void account_remove(const Call& call);
void account_rename(const Call& call);
void invite_add(const Call& call);
void invite_list(const Call& call);
void invite_remove(const Call& call);
// admin/sources.cpp
void sources(const Call& call);
void kick_source(const Call& call);
// The argument "source". None, and refused, if it is no network.
std::optional<Network> source_argument(const Call& call);
bool is_connected_from(const User& user, const Network& source);
// admin/server.cpp
void status(const Call& call);
void reload(const Call& call);
void drain(const Call& call);
void log_level(const Call& call);
// admin/metrics.cpp
void metrics(const Call& call);
// admin/upgrade.cpp
void upgrade(const Call& call);
void upgraded(const Call& call);
// admin/trace.cpp
void trace(const Call& call);
// admin/storage.cpp
void backup(const Call& call);
void export_room(const Call& call);
void purge(const Call& call);
void audit(const Call& call);

}  // namespace confab::admin
