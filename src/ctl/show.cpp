#include "show.hpp"

#include <fmt/format.h>

#include <utility>

#include "confab/base/duration.hpp"
#include "confab/base/text.hpp"
#include "table.hpp"
#include "text_view.hpp"
#include "trace_view.hpp"

namespace confab::ctl {

namespace {

std::string text(const Json& row, const char* name) { return row.value(name, std::string()); }
std::int64_t number(const Json& row, const char* name) { return row.value(name, std::int64_t{0}); }
bool yes(const Json& row, const char* name) { return row.value(name, false); }

std::size_t count(const Json& row, const char* name) { return row.value(name, std::size_t{0}); }

// "3d 4h"; the field is in seconds.
std::string lasting(const Json& row, const char* name) {
    return two_units(std::chrono::seconds(number(row, name)));
}

template <class... Words>
std::string listed(const std::pair<bool, Words>&... words) {
    std::string line;
    const auto add = [&line](const auto& word) {
        if (word.first) line.append(line.empty() ? "" : ", ").append(word.second);
    };
    (add(words), ...);
    return line;
}

std::pair<bool, std::string> word(bool there, std::string what) { return {there, std::move(what)}; }

std::string all_of(const Json& row, const char* name, const char* between) {
    std::string line;
    const auto found = row.find(name);
    if (found == row.end()) return line;
    for (const Json& each : *found) line.append(line.empty() ? "" : between).append(each.get<std::string>());
    return line;
}

std::string until(const Json& row) {
    return row.contains("until") ? local_time(text(row, "until")) : "for ever";
}

const std::vector<Column> people = {
    {"NAME", [](const Json& row) { return text(row, "name"); }},
    {"ADDRESS", [](const Json& row) { return text(row, "address"); }},
    {"IDLE", [](const Json& row) { return lasting(row, "idle"); }, true},
    {"HERE", [](const Json& row) { return lasting(row, "connected"); }, true},
    {"ROOMS", [](const Json& row) { return all_of(row, "rooms", " "); }},
    {"",
     [](const Json& row) {
         const std::string why = text(row, "away");
         return listed(word(yes(row, "operator"), "operator"), word(yes(row, "registered"), "registered"),
                       word(row.contains("away"), why.empty() ? "away" : fmt::format("away: {}", why)));
     }},
};

const std::vector<Column> source_columns = {
    {"SOURCE", [](const Json& row) { return text(row, "source"); }},
    {"CONNECTIONS", [](const Json& row) { return fmt::to_string(count(row, "connections")); }, true},
    {"REFUSED", [](const Json& row) { return fmt::to_string(count(row, "refused")); }, true},
    {"PENALTY",
     [](const Json& row) { return number(row, "penalty") > 0 ? lasting(row, "penalty") : std::string(); },
     true},
};

const std::vector<Column> places = {
    {"ROOM", [](const Json& row) { return text(row, "room"); }},
    {"PEOPLE", [](const Json& row) { return fmt::to_string(count(row, "members")); }, true},
    {"LAST ID", [](const Json& row) { return fmt::to_string(count(row, "messages")); }, true},
    {"OWNER", [](const Json& row) { return text(row, "owner"); }},
    {"",
     [](const Json& row) {
         return listed(word(yes(row, "private"), "private"), word(yes(row, "key"), "key"),
                       word(yes(row, "moderated"), "moderated"),
                       word(!row.value("history", true), "no history"),
                       word(number(row, "slow") > 0, fmt::format("slow {}", lasting(row, "slow"))));
     }},
    {"TOPIC", [](const Json& row) { return text(row, "topic"); }},
};

const std::vector<Column> entries = {
    {"TIME", [](const Json& row) { return local_time(text(row, "time")); }},
    {"BY", [](const Json& row) { return text(row, "by"); }},
    {"ACTION", [](const Json& row) { return text(row, "action"); }},
    {"TARGET", [](const Json& row) { return text(row, "target"); }},
    {"ROOM", [](const Json& row) { return text(row, "room"); }},
    {"DETAIL", [](const Json& row) { return text(row, "detail"); }},
};

const std::vector<Column> sanctions = {
    {"NUMBER", [](const Json& row) { return fmt::to_string(count(row, "id")); }, true},
    {"KIND", [](const Json& row) { return text(row, "kind"); }},
    {"TARGET",
     [](const Json& row) {
         const std::string network = text(row, "network");
         const std::string target = text(row, "target");
         return network.empty() || network == target ? target : fmt::format("{} ({})", target, network);
     }},
    {"ROOM", [](const Json& row) { return text(row, "room"); }},
    {"UNTIL", until},
    {"BY", [](const Json& row) { return text(row, "by"); }},
    {"REASON", [](const Json& row) { return text(row, "reason"); }},
};

const std::vector<Column> operators = {
    {"NAME", [](const Json& row) { return text(row, "name"); }},
    {"BY", [](const Json& row) { return text(row, "by"); }},
};

const std::vector<Column> accounts = {
    {"NAME", [](const Json& row) { return text(row, "name"); }},
    {"SINCE", [](const Json& row) { return local_time(text(row, "created")); }},
    {"LAST SEEN",
     [](const Json& row) { return row.contains("seen") ? local_time(text(row, "seen")) : "never"; }},
    {"",
     [](const Json& row) {
         return listed(word(yes(row, "operator"), "operator"), word(yes(row, "here"), "here"));
     }},
};

const std::vector<Column> invite_codes = {
    {"CODE", [](const Json& row) { return text(row, "code"); }},
    {"UNTIL", until},
    {"BY", [](const Json& row) { return text(row, "by"); }},
};

std::string storage_text(const Json& storage) {
    const std::string state =
        storage.value("good", true) ? "good" : fmt::format("IN TROUBLE: {}", text(storage, "trouble"));
    return fmt::format("{}, {} written, {} waiting, {} lost, slowest {} ms", state,
                       counted(count(storage, "written"), "message"), count(storage, "waiting"),
                       count(storage, "lost"), number(storage, "slowest_commit_ms"));
}

class StatusView final : public View {
  public:
    explicit StatusView(Output& output) : output_(output) {}

    void row(const Json& row) override {
        output_.line(fmt::format("confabd {}, pid {}, up {} since {}{}", text(row, "version"),
                                 number(row, "pid"), lasting(row, "uptime"), local_time(text(row, "started")),
                                 yes(row, "draining") ? ", going down" : ""));
        for (const char* name : {"clients", "rooms", "accounts", "messages", "threads"}) {
            item(name, fmt::to_string(number(row, name)));
        }
        item("memory", size_text(count(row, "memory")));
        for (const Json& listener : row.value("listeners", Json::array())) {
            item("listener", listener.get<std::string>());
        }
        for (const Json& each : row.value("certificates", Json::array())) {
            item("cert", fmt::format("{} until {}", text(each, "file"), local_time(text(each, "ends"))));
        }
        if (yes(row, "lockdown")) item("lockdown", "on, guests may only read");
        if (const std::size_t lost = count(row, "log_lost"); lost > 0) {
            item("log", fmt::format("{} lost, whoever reads it is too slow", counted(lost, "line")));
        }
        const auto storage = row.find("storage");
        if (storage == row.end()) return;
        item("storage", storage_text(*storage));
        item("files",
             fmt::format("{} of history, {} of the rest", size_text(count(*storage, "history_bytes")),
                         size_text(count(*storage, "state_bytes"))));
    }

  private:
    void item(std::string name, const std::string& value) {
        constexpr std::size_t column = 10;
        name.resize(column, ' ');
        output_.line(name + value);
    }

    Output& output_;
};

// Sentences, one a row.
class Sentences final : public View {
  public:
    using Make = std::string (*)(const Json& row);
    Sentences(Output& output, Make make) : output_(output), make_(make) {}

    void row(const Json& row) override { output_.line(make_(row)); }

  private:
    Output& output_;
    Make make_;
};

// What is kept of a room, as it comes; a row may end in the middle of a line.
class Export final : public View {
  public:
    Export(Output& output, bool json) : output_(output), json_(json) {}

    void row(const Json& row) override {
        rest_ += text(row, "text");
        std::string_view left = rest_;
        for (std::size_t end = left.find('\n'); end != std::string_view::npos; end = left.find('\n')) {
            show(left.substr(0, end));
            left.remove_prefix(end + 1);
        }
        rest_.erase(0, rest_.size() - left.size());
    }
    void end() override {
        if (!rest_.empty()) show(rest_);
    }

  private:
    void show(std::string_view line) { json_ ? output_.json(line) : output_.line(line); }

    Output& output_;
    bool json_;
    std::string rest_;
};

class Raw final : public View {
  public:
    explicit Raw(Output& output) : output_(output) {}
    void row(const Json& row) override { output_.json(row); }

  private:
    Output& output_;
};

std::string said(const Json& row) { return text(row, "said"); }

std::string drained(const Json& row) {
    if (number(row, "seconds") == 0) return "stopping";
    const std::size_t clients = count(row, "clients");
    if (yes(row, "spread")) {
        return fmt::format("{} will end spread over {}, then it goes down", counted(clients, "connection"),
                           lasting(row, "seconds"));
    }
    return fmt::format("going down when {} {} left, in {} at most", counted(clients, "client"),
                       clients == 1 ? "has" : "have", lasting(row, "seconds"));
}

std::string backed_up(const Json& row) { return fmt::format("copied to {}", text(row, "directory")); }

std::string purged(const Json& row) {
    std::string line = fmt::format("{} removed", counted(count(row, "messages"), "message"));
    const std::string account = text(row, "account");
    if (account == "removed") line += ", and the account";
    if (account == "kept") line += "; the account is still there (--account removes it too)";
    return line;
}

std::string locked(const Json& row) { return yes(row, "on") ? "lockdown is on" : "lockdown is off"; }

}  // namespace

std::unique_ptr<View> view_of(const Request& request, Output& output) {
    const std::string& command = request.command;
    if (command == "export") {
        return std::make_unique<Export>(output, request.arguments.value("format", "") == "json");
    }
    if (request.json && request.output.empty()) return std::make_unique<Raw>(output);
    if (command == "metrics") return text_view(output, request.output);
    if (command == "status") return std::make_unique<StatusView>(output);
    if (command == "trace") return trace_view(output);
    if (command == "who") return std::make_unique<Table>(output, people, "nobody is here");
    if (command == "sources") return std::make_unique<Table>(output, source_columns, "nobody has connected");
    if (command == "rooms") return std::make_unique<Table>(output, places, "there are no rooms");
    if (command == "audit") return std::make_unique<Table>(output, entries, "nothing is recorded");
    if (command == "bans") return std::make_unique<Table>(output, sanctions, "nobody is banned or muted");
    if (command == "op-list") return std::make_unique<Table>(output, operators, "there are no operators");
    if (command == "account-list") return std::make_unique<Table>(output, accounts, "nobody is registered");
    if (command == "invite-list")
        return std::make_unique<Table>(output, invite_codes, "there are no invitation codes");
    if (command == "drain") return std::make_unique<Sentences>(output, drained);
    if (command == "backup") return std::make_unique<Sentences>(output, backed_up);
    if (command == "purge") return std::make_unique<Sentences>(output, purged);
    if (command == "lockdown" && request.arguments.empty())
        return std::make_unique<Sentences>(output, locked);
    return std::make_unique<Sentences>(output, said);
}

}  // namespace confab::ctl
