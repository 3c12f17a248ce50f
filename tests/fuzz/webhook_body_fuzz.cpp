// Bodies of webhooks: whatever they are, there is a text or a reason why there is none.
#include <array>
#include <cstdlib>
#include <string>

#include "webhook/bodies.hpp"
#include "webhook/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace confab;
    if (size == 0) return 0;
    constexpr std::array<const char*, 8> events{"",        "push",         "pull_request", "issues",
                                                "release", "workflow_run", "ping",         "other"};
    http::Request request{.method = "POST", .target = "/"};
    request.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (const char* event = events[data[0] % events.size()]; *event != 0) {
        request.fields.emplace_back("X-GitHub-Event", event);
    }
    if (data[0] < 128) request.fields.emplace_back("Content-Type", "application/json");
    const webhook::Text text = webhook::text_of(request);
    if ((text.status == 200) != text.why.empty()) std::abort();
    static_cast<void>(webhook::target_of(request.body));
    return 0;
}
