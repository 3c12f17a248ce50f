#include "events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "confab/base/text.hpp"

namespace confab::webhook {

namespace {

constexpr std::size_t max_commits = 3;  // shown of a push
constexpr std::size_t max_alerts = 5;
constexpr std::size_t longest_title = 200;  // bytes

const Json& at(const Json& from, std::initializer_list<const char*> path) {
    static const Json nothing;
    const Json* found = &from;
    for (const char* name : path) {
        if (!found->is_object()) return nothing;
        const auto next = found->find(name);
        if (next == found->end()) return nothing;
        found = &*next;
    }
    return *found;
}

std::string number_at(const Json& from, std::initializer_list<const char*> path) {
    const Json& found = at(from, path);
    if (found.is_number_unsigned()) return std::to_string(found.get<std::uint64_t>());
    return found.is_number_integer() ? std::to_string(found.get<std::int64_t>()) : std::string();
}

std::string first_line(std::string_view text) {
    return std::string(excerpt(text.substr(0, text.find('\n')), longest_title));
}

// "main" of "refs/heads/main".
std::string branch_of(std::string_view ref) {
    for (const std::string_view start : {"refs/heads/", "refs/tags/"}) {
        if (ref.starts_with(start)) ref.remove_prefix(start.size());
    }
    return std::string(ref);
}

void add_line(std::string& text, std::string_view line) {
    if (line.empty()) return;
    if (!text.empty()) text += '\n';
    text += line;
}

// One line each, the newest last, as both of them send them.
void add_commits(std::string& text, const Json& commits) {
    if (!commits.is_array()) return;
    const std::size_t left_out = commits.size() - std::min(commits.size(), max_commits);
    if (left_out > 0) add_line(text, fmt::format("  {} more", left_out));
    for (std::size_t i = left_out; i < commits.size(); ++i) {
        const std::string name = string_at(commits[i], {"author", "name"});
        add_line(text, fmt::format("  {} {}: {}", string_at(commits[i], {"id"}).substr(0, 7), name,
                                   first_line(string_at(commits[i], {"message"}))));
    }
}

std::string of_push(std::string_view who, std::string_view where, const Json& body) {
    const Json& commits = at(body, {"commits"});
    const std::size_t count = commits.is_array() ? commits.size() : 0;
    const std::string branch = branch_of(string_at(body, {"ref"}));
    std::string text =
        count == 0 ? fmt::format("{} changed {} of {}", who, branch, where)
                   : fmt::format("{} pushed {} to {} of {}", who, counted(count, "commit"), branch, where);
    add_commits(text, commits);
    return text;
}

// "opened", "closed": what was done to a request or an issue.
std::string of_item(std::string_view who, std::string_view done, std::string_view kind,
                    std::string_view number, std::string_view where, std::string_view title,
                    std::string_view url) {
    std::string text =
        fmt::format("{} {} {} {} of {}: {}", who, done, kind, number, where, first_line(title));
    add_line(text, url);
    return text;
}

std::string github_item(const Json& body, const char* member, std::string_view kind) {
    const bool merged = at(body, {member, "merged"}) == true;
    return of_item(string_at(body, {"sender", "login"}), merged ? "merged" : string_at(body, {"action"}),
                   kind, "#" + number_at(body, {member, "number"}),
                   string_at(body, {"repository", "full_name"}), string_at(body, {member, "title"}),
                   string_at(body, {member, "html_url"}));
}

std::string github_run(const Json& body) {
    const std::string conclusion = string_at(body, {"workflow_run", "conclusion"});
    std::string text = fmt::format("{} of {} {}: {}", string_at(body, {"workflow_run", "name"}),
                                   string_at(body, {"repository", "full_name"}),
                                   string_at(body, {"workflow_run", "head_branch"}),
                                   conclusion.empty() ? string_at(body, {"action"}) : conclusion);
    add_line(text, string_at(body, {"workflow_run", "html_url"}));
    return text;
}

std::string github_release(const Json& body) {
    std::string text = fmt::format("{} {} release {} of {}", string_at(body, {"sender", "login"}),
                                   string_at(body, {"action"}), string_at(body, {"release", "tag_name"}),
                                   string_at(body, {"repository", "full_name"}));
    add_line(text, string_at(body, {"release", "html_url"}));
    return text;
}

std::string gitlab_item(const Json& body, std::string_view kind, std::string_view sign) {
    std::string done = string_at(body, {"object_attributes", "action"});
    if (done.empty()) done = string_at(body, {"object_attributes", "state"});
    return of_item(string_at(body, {"user", "username"}), done, kind,
                   fmt::format("{}{}", sign, number_at(body, {"object_attributes", "iid"})),
                   string_at(body, {"project", "path_with_namespace"}),
                   string_at(body, {"object_attributes", "title"}),
                   string_at(body, {"object_attributes", "url"}));
}

std::string gitlab_pipeline(const Json& body) {
    std::string text = fmt::format("pipeline {} of {} {}: {}", number_at(body, {"object_attributes", "id"}),
                                   string_at(body, {"project", "path_with_namespace"}),
                                   string_at(body, {"object_attributes", "ref"}),
                                   string_at(body, {"object_attributes", "status"}));
    add_line(text, string_at(body, {"object_attributes", "url"}));
    return text;
}

std::string alert_line(const Json& alert) {
    const std::string name = string_at(alert, {"labels", "alertname"});
    const std::string where = string_at(alert, {"labels", "instance"});
    std::string summary = string_at(alert, {"annotations", "summary"});
    if (summary.empty()) summary = string_at(alert, {"annotations", "description"});
    std::string line = fmt::format("{} {}", string_at(alert, {"status"}), name);
    if (!where.empty()) line += fmt::format(" at {}", where);
    if (!summary.empty()) line += fmt::format(": {}", first_line(summary));
    return line;
}

}  // namespace

std::string string_at(const Json& from, std::initializer_list<const char*> path) {
    const Json& found = at(from, path);
    return found.is_string() ? found.get<std::string>() : std::string();
}

std::string github_text(std::string_view event, const Json& body) {
    const std::string where = string_at(body, {"repository", "full_name"});
    if (where.empty() && event != "ping") return {};
    if (event == "push") return of_push(string_at(body, {"pusher", "name"}), where, body);
    if (event == "pull_request") return github_item(body, "pull_request", "pull request");
    if (event == "issues") return github_item(body, "issue", "issue");
    if (event == "workflow_run") return github_run(body);
    if (event == "release") return github_release(body);
    if (event == "ping") return fmt::format("webhooks of {} come here", where.empty() ? "GitHub" : where);
    const std::string done = string_at(body, {"action"});
    return fmt::format("{}: {}{}{} of {}", string_at(body, {"sender", "login"}), event,
                       done.empty() ? "" : " ", done, where);
}

std::string gitlab_text(const Json& body) {
    const std::string kind = string_at(body, {"object_kind"});
    const std::string where = string_at(body, {"project", "path_with_namespace"});
    if (where.empty() || kind.empty()) return {};
    if (kind == "push" || kind == "tag_push") return of_push(string_at(body, {"user_username"}), where, body);
    if (kind == "merge_request") return gitlab_item(body, "merge request", "!");
    if (kind == "issue") return gitlab_item(body, "issue", "#");
    if (kind == "pipeline") return gitlab_pipeline(body);
    if (kind == "note") {
        return fmt::format("{} commented on {}: {}\n{}", string_at(body, {"user", "username"}), where,
                           first_line(string_at(body, {"object_attributes", "note"})),
                           string_at(body, {"object_attributes", "url"}));
    }
    return fmt::format("{} of {}", kind, where);
}

std::string alertmanager_text(const Json& body) {
    const Json& alerts = at(body, {"alerts"});
    if (!alerts.is_array()) return {};
    std::string text;
    for (std::size_t i = 0; i < std::min(alerts.size(), max_alerts); ++i)
        add_line(text, alert_line(alerts[i]));
    if (alerts.size() > max_alerts) add_line(text, fmt::format("and {} more", alerts.size() - max_alerts));
    return text;
}

}  // namespace confab::webhook
