// backup export purge audit: what is durable. All of it is done elsewhere and answered later.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "bounded_pipe.hpp"
#include "command.hpp"
#include "confab/base/text.hpp"

namespace confab::admin {

namespace {

constexpr std::uint64_t default_audit = 50;         // entries
constexpr std::size_t export_piece = 32 * 1024;     // bytes of a row
constexpr std::size_t export_waiting = 256 * 1024;  // bytes that are read ahead of the reader
constexpr std::chrono::seconds export_patience{30};

OperatorStore* store_of(const Call& call) {
    OperatorStore* store = call.server.settings.store;
    if (store == nullptr) call.reply->refuse("nothing is durable here: this confabd runs without a store");
    return store;
}

// In memory. Gives how many messages that were.
std::uint64_t forget_said(const Call& call, const std::string& key) {
    const Outcome outcome = call.hub.decide({call.now, operation::Purge{key}});
    return std::get<std::uint64_t>(outcome.reply.arguments.front());
}

// `account`: what became of it. `forgotten`: messages that were in memory; they may be on disk too.
OperatorStore::Counted count_later(const Call& call, const char* account, std::uint64_t forgotten) {
    const std::string user = text(call, "user");
    const bool gone = std::string_view(account) == "removed";
    const bool nobody = std::string_view(account) == "none";
    const auto recorded = record_outcome(call, "purge", user, gone ? "with the account" : "");
    return [answer = later(call), account, gone, nobody, user, recorded, forgotten](std::string error,
                                                                                    std::uint64_t stored) {
        const std::uint64_t count = std::max(stored, forgotten);
        if (error.empty() && count == 0 && nobody) {
            error = fmt::format("nobody is called {}, and nothing is kept of anybody who was", user);
        }
        recorded(error);
        answer([error = std::move(error), count, account, gone](ReplyStream& to) {
            if (!error.empty())
                return to.refuse(gone ? fmt::format("{}; the account is removed", error) : error);
            to.row({{"messages", count}, {"account", account}});
            to.done();
        });
    };
}

Json describe(const AuditEntry& entry) {
    Json row{{"time", rfc3339(entry.time)}, {"by", entry.by}, {"action", entry.action}};
    if (!entry.target.empty()) row["target"] = entry.target;
    if (!entry.room.empty()) row["room"] = fmt::format("#{}", entry.room);
    if (!entry.detail.empty()) row["detail"] = entry.detail;
    return row;
}

// Closed when the answer is no longer waited for.
struct Export {
    explicit Export(std::shared_ptr<BoundedPipe> to) : pipe(std::move(to)) {}
    ~Export() { pipe->close(); }
    Export(const Export&) = delete;
    Export& operator=(const Export&) = delete;

    std::shared_ptr<BoundedPipe> pipe;
    bool over = false;
    std::string error;
    std::uint64_t count = 0;
};

}  // namespace

void backup(const Call& call) {
    OperatorStore* store = store_of(call);
    if (store == nullptr) return;
    const std::string directory = text(call, "directory");
    if (!directory.starts_with('/')) {
        return call.reply->refuse("the directory has to begin with /, because confabd runs somewhere else",
                                  bad_usage);
    }
    const auto recorded = record_outcome(call, "backup", directory);
    call.reply->show_progress([store] { return store->percent(OperatorStore::Work::backup); });
    store->backup(directory, [answer = later(call), directory, recorded](std::string error) {
        recorded(error);
        answer([error = std::move(error), directory](ReplyStream& to) {
            if (!error.empty()) return to.refuse(error);
            to.row({{"directory", directory}});
            to.done();
        });
    });
}

// Also of a room that nobody is in: what is kept of it is the store's to know.
void export_room(const Call& call) {
    OperatorStore* store = store_of(call);
    if (store == nullptr) return;
    const std::string format = text(call, "format");
    if (!format.empty() && format != "text" && format != "json") {
        return call.reply->refuse("the format is text or json", bad_usage);
    }
    const std::optional<RoomKey> key = kept_room(call, "room");
    if (!key) return;

    const auto answer = later(call);
    const auto pipe = std::make_shared<BoundedPipe>(export_waiting, export_patience,
                                                    [answer] { answer([](ReplyStream&) {}); });
    const auto state = std::make_shared<Export>(pipe);
    call.reply->rows([state](ReplyStream& to) {
        const std::string piece = state->pipe->take(export_piece);
        if (!piece.empty()) {
            to.row({{"text", piece}});
            return ReplyStream::More::again;
        }
        if (!state->over) return ReplyStream::More::later;
        if (state->error.empty()) {
            to.done(counted(state->count, "message"));
        } else {
            to.refuse(state->error);
        }
        return ReplyStream::More::over;
    });
    call.reply->show_progress([store] { return store->percent(OperatorStore::Work::export_); });
    const Room* found = call.hub.rooms().find_by_key(*key);
    const auto recorded =
        record_outcome(call, "export", found == nullptr ? shown_key(*key) : shown(call.hub, *found));
    store->export_room(
        *key, format == "json" ? OperatorStore::Format::objects : OperatorStore::Format::lines,
        [pipe](std::string_view piece) { return pipe->push(piece); },
        [answer, recorded, ended = std::weak_ptr<Export>(state)](std::string error, std::uint64_t count) {
            recorded(error);
            answer([ended, error = std::move(error), count](ReplyStream&) {
                const auto export_state = ended.lock();
                if (!export_state) return;
                export_state->over = true;
                export_state->error = error;
                export_state->count = count;
            });
        });
}

void purge(const Call& call) {
    OperatorStore* store = store_of(call);
    if (store == nullptr) return;
    const std::string key = call.hub.names().key_of(text(call, "user"));
    const Account* account = call.hub.accounts().find_by_key(key);
    const bool whole = flag(call, "account");
    if (whole && account == nullptr) {
        return call.reply->refuse(fmt::format(
            "there is no account named {}; what a guest said goes without --account", text(call, "user")));
    }
    call.reply->show_progress([store] { return store->percent(OperatorStore::Work::purge); });
    const std::uint64_t forgotten = forget_said(call, key);
    const char* became = whole ? "removed" : account == nullptr ? "none" : "kept";
    store->purge(key, account == nullptr ? 0 : account->id, count_later(call, became, forgotten));
    if (whole) call.hub.propose({call.now, operation::RemoveAccount{account->id}});
}

void audit(const Call& call) {
    OperatorStore* store = store_of(call);
    if (store == nullptr) return;
    const auto done = [answer = later(call)](std::string error, std::vector<AuditEntry> entries) {
        answer([error = std::move(error), entries = std::move(entries)](ReplyStream& to) mutable {
            if (!error.empty()) return to.refuse(error);
            to.rows_of(std::move(entries),
                       [](const AuditEntry& entry) -> std::optional<Json> { return describe(entry); });
        });
    };
    std::string about = text(call, "about");
    if (about.starts_with('#')) about.erase(0, 1);  // the audit has rooms without it
    store->audit(number(call, "last").value_or(default_audit), std::move(about), done);
}

}  // namespace confab::admin
