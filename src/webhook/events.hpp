// What happened elsewhere, in a few lines for people: the events of GitHub and GitLab, the alerts of
// Alertmanager.
#pragma once

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace confab::webhook {

using Json = nlohmann::json;

// The text below these names; empty if there is none.
std::string string_at(const Json& from, std::initializer_list<const char*> path);

// `event` is what the header X-GitHub-Event says. An event that is not known gives its name and who did it.
std::string github_text(std::string_view event, const Json& body);
std::string gitlab_text(const Json& body);
std::string alertmanager_text(const Json& body);

}  // namespace confab::webhook
