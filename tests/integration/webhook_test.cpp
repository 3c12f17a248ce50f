// What programs post, as the text that a room sees.
#include <gtest/gtest.h>

#include <string>

#include "webhook/bodies.hpp"
#include "webhook/target.hpp"

namespace confab::integration {
namespace {

using webhook::Target;

webhook::Text text_of_json(const std::string& body, const std::string& event = {}) {
    http::Request request{.method = "POST", .target = "/", .body = body};
    request.fields.emplace_back("Content-Type", "application/json; charset=utf-8");
    if (!event.empty()) request.fields.emplace_back("x-github-event", event);
    return webhook::text_of(request);
}

TEST(WebhookBody, TextIsItself) {
    http::Request request{.method = "POST", .target = "/", .body = "build & test\nlive"};
    EXPECT_EQ(webhook::text_of(request).text, "build & test\nlive");

    // As curl -d sends it.
    request.fields.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    EXPECT_EQ(webhook::text_of(request).text, "build & test\nlive");
}

TEST(WebhookBody, JsonHasItsTextInOneOfThreeMembers) {
    EXPECT_EQ(text_of_json(R"({"text":"two\nlines"})").text, "two\nlines");
    EXPECT_EQ(text_of_json(R"({"message":"a"})").text, "a");
    EXPECT_EQ(text_of_json(R"({"content":"b","username":"x"})").text, "b");
}

TEST(WebhookBody, WithoutATextIsRefused) {
    EXPECT_EQ(text_of_json("{").status, 400);
    EXPECT_EQ(text_of_json("[1]").status, 422);
    EXPECT_EQ(text_of_json(R"({"text":7})").status, 422);
    EXPECT_EQ(text_of_json("{}").status, 422);
    http::Request form{.method = "POST", .target = "/", .body = "payload=%7B%22ref%22"};
    form.fields.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    EXPECT_EQ(webhook::text_of(form).status, 415);
    form.fields[0].second = "multipart/form-data; boundary=x";
    EXPECT_EQ(webhook::text_of(form).status, 415);
}

TEST(WebhookBody, APushOfGitHubShowsItsLastCommits) {
    std::string commits;
    for (const char* id : {"aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd"}) {
        commits += std::string(commits.empty() ? "" : ",") + R"({"id":")" + id +
                   R"(","message":"net: a wait\n\nLong.","author":{"name":"Ann"}})";
    }
    const std::string body =
        R"({"ref":"refs/heads/main","pusher":{"name":"ann"},"repository":{"full_name":"a/b"},"commits":[)" +
        commits + "]}";

    EXPECT_EQ(text_of_json(body, "push").text,
              "ann pushed 4 commits to main of a/b\n  1 more\n  bbbbbbb Ann: net: a wait\n"
              "  ccccccc Ann: net: a wait\n  ddddddd Ann: net: a wait");
}

TEST(WebhookBody, RequestsIssuesRunsAndReleasesOfGitHub) {
    const std::string common = R"("sender":{"login":"ann"},"repository":{"full_name":"a/b"})";
    EXPECT_EQ(text_of_json(R"({"action":"closed","pull_request":{"number":7,"title":"Faster","merged":true,)"
                           R"("html_url":"https://x/7"},)" +
                               common + "}",
                           "pull_request")
                  .text,
              "ann merged pull request #7 of a/b: Faster\nhttps://x/7");
    EXPECT_EQ(
        text_of_json(R"({"action":"opened","issue":{"number":8,"title":"Slow"},)" + common + "}", "issues")
            .text,
        "ann opened issue #8 of a/b: Slow");
    EXPECT_EQ(
        text_of_json(
            R"({"action":"completed","workflow_run":{"name":"CI","head_branch":"main","conclusion":"failure"},)" +
                common + "}",
            "workflow_run")
            .text,
        "CI of a/b main: failure");
    EXPECT_EQ(
        text_of_json(R"({"action":"published","release":{"tag_name":"v1"},)" + common + "}", "release").text,
        "ann published release v1 of a/b");
    EXPECT_EQ(text_of_json(R"({"zen":"x",)" + common + "}", "ping").text, "webhooks of a/b come here");
    EXPECT_EQ(text_of_json(R"({"action":"created",)" + common + "}", "star").text,
              "ann: star created of a/b");
}

TEST(WebhookBody, OfGitLab) {
    const std::string project = R"("project":{"path_with_namespace":"a/b"})";
    EXPECT_EQ(
        text_of_json(R"({"object_kind":"push","user_username":"ann","ref":"refs/heads/main","commits":[],)" +
                     project + "}")
            .text,
        "ann changed main of a/b");
    EXPECT_EQ(
        text_of_json(R"({"object_kind":"merge_request","user":{"username":"ann"},)"
                     R"("object_attributes":{"iid":3,"action":"merge","title":"Faster","url":"https://x"},)" +
                     project + "}")
            .text,
        "ann merge merge request !3 of a/b: Faster\nhttps://x");
    EXPECT_EQ(
        text_of_json(
            R"({"object_kind":"pipeline","object_attributes":{"id":31,"ref":"main","status":"failed"},)" +
            project + "}")
            .text,
        "pipeline 31 of a/b main: failed");
}

TEST(WebhookBody, AlertsOfAlertmanager) {
    const std::string alert = R"({"status":"firing","labels":{"alertname":"DiskFull","instance":"db1"},)"
                              R"("annotations":{"summary":"3 % left"}})";
    EXPECT_EQ(text_of_json(R"({"status":"firing","alerts":[)" + alert + "]}").text,
              "firing DiskFull at db1: 3 % left");
    std::string many = alert;
    for (int i = 0; i < 6; ++i) many += "," + alert;
    EXPECT_TRUE(text_of_json(R"({"alerts":[)" + many + "]}").text.ends_with("\nand 2 more"));
}

TEST(WebhookBody, WhatIsNotAsExpectedHasNoText) {
    for (const char* event : {"push", "pull_request", "issues", "workflow_run", "release", "x"}) {
        EXPECT_EQ(text_of_json(R"({"commits":7,"pull_request":[],"sender":null})", event).status, 422)
            << event;
    }
    EXPECT_EQ(text_of_json("{}", "ping").text, "webhooks of GitHub come here");
    EXPECT_EQ(text_of_json(R"({"object_kind":[]})").status, 422);
    EXPECT_EQ(text_of_json(R"({"object_kind":"note"})").status, 422);
    EXPECT_EQ(text_of_json(R"({"alerts":[1,null,"x"]})").status, 200);
    EXPECT_EQ(text_of_json(R"({"alerts":7})").status, 422);
}

TEST(WebhookBody, WhatIsCompressedIsRefused) {
    http::Request request{.method = "POST", .target = "/", .body = "x"};
    request.fields.emplace_back("Content-Encoding", "gzip");
    EXPECT_EQ(webhook::text_of(request).status, 415);
}

TEST(HttpRequest, ThePathOfAWholeUrl) {
    const auto path = [](const char* target) {
        return http::Request{.method = "GET", .target = target}.path();
    };
    EXPECT_EQ(path("/a?b=c"), "/a");
    EXPECT_EQ(path("http://h:1/a/b?c"), "/a/b");
    EXPECT_EQ(path("HTTP://h"), "/");
}

TEST(WebhookTarget, IsARoomOrAToken) {
    EXPECT_EQ(webhook::target_of("/").kind, Target::Kind::front);
    EXPECT_EQ(webhook::target_of("/rooms/dev").name, "dev");
    EXPECT_EQ(webhook::target_of("/rooms/%23caf%C3%A9").name, "#caf\xC3\xA9");
    EXPECT_EQ(webhook::target_of("/hooks/abc").kind, Target::Kind::hook);
    for (const char* path :
         {"", "/rooms", "/rooms/", "/hooks/", "/rooms/%", "/rooms/%4", "/rooms/%zz", "/metrics"}) {
        EXPECT_EQ(webhook::target_of(path).kind, Target::Kind::none) << path;
    }
}

}  // namespace
}  // namespace confab::integration
