// What a program sends, as the lines that a room sees. The bodies of GitHub, GitLab and Alertmanager are
// understood, JSON with a text, and text.
#pragma once

#include <string>

#include "confab/http/message.hpp"

namespace confab::webhook {

struct Text {
    std::string text{};  // not cleaned; several lines are one message
    int status = 200;    // else why there is none
    std::string why{};
};

Text text_of(const http::Request& request);

}  // namespace confab::webhook
