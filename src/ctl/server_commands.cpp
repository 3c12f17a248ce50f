// Commands about the server itself.
#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <optional>

#include "check.hpp"
#include "command_error.hpp"
#include "confab/base/duration.hpp"
#include "confab/base/number.hpp"
#include "parser.hpp"
#include "paths.hpp"
#include "validators.hpp"

namespace confab::ctl {

namespace {

constexpr std::int64_t longest_time = 86400;  // seconds

// "120", "2m", "1h30m": at most a day.
std::optional<std::int64_t> seconds_from(const std::string& time) {
    auto seconds = parse_number<std::int64_t>(time);
    if (!seconds) {
        const auto duration = parse_duration(time);
        if (duration) seconds = std::chrono::duration_cast<std::chrono::seconds>(*duration).count();
    }
    return seconds && *seconds >= 0 && *seconds <= longest_time ? seconds : std::nullopt;
}

CLI::Option* over_option(CLI::App& app, std::string& time, const std::string& what) {
    return app.add_option("--over", time, what)->type_name("TIME")->check([](const std::string& typed) {
        return seconds_from(typed) ? std::string() : "a time of at most a day, as 120 or 2m, not " + typed;
    });
}

}  // namespace

void Parser::add_server() {
    add("status", "show the state of the server");
    add_check();
    add_metrics();
    add_upgrade();
    add("reload", "read the configuration again, and print the changes");
    Typed& level = typed();
    add("log-level", "change how much is logged, until the next reload",
        [&level](Json& to) { to["level"] = level.word; })
        ->add_option("LEVEL", level.word, "trace, debug, info, warn or error")
        ->required()
        ->check(one_of({"trace", "debug", "info", "warn", "error"}));
    Typed& drain = typed();
    CLI::App* app = add("drain", "accept nobody new, and stop when everyone has left", [&drain](Json& to) {
        const auto over = seconds_from(drain.time);
        to["seconds"] = drain.flag ? 0 : over ? static_cast<std::uint64_t>(*over) : drain.number;
        if (!drain.time.empty()) to["spread"] = true;
    });
    drain.number = 60;
    CLI::Option* wait =
        app->add_option("--wait", drain.number, "stop after SECONDS at the latest (default 60)");
    wait->type_name("SECONDS")->check(whole_number(0, 86400));
    app->add_flag("--now", drain.flag, "do not wait")
        ->excludes(wait)
        ->excludes(
            over_option(*app, drain.time, "end the connections spread over TIME: 120, 2m")->excludes(wait));
}

void Parser::add_check() {
    Typed& log = typed();
    log.number = 10;
    CLI::App* app =
        add("check", "tell in one line whether all is well, for Nagios, Icinga and the like",
            [this, &log](Json&) {
                if (request_.json) {
                    throw CommandError(Status::usage, "check has a form of its own; leave out --json");
                }
                thresholds_.log_minutes = static_cast<std::int64_t>(log.number);
                request_.command = "metrics";
                request_.check = thresholds_;
            });
    const auto limit = [app](const char* name, Threshold& threshold, const char* what,
                             Worse worse = Worse::more) {
        const auto set = [&threshold, worse](const std::string& typed) {
            threshold = parse_threshold(typed, worse);
        };
        app->add_option_function<std::string>(name, set, what)->type_name("WARN,CRIT");
    };
    limit("--clients", thresholds_.clients, "percent of max-clients (default 90,98)");
    limit("--lag", thresholds_.lag, "seconds that a thread was late within a minute (default 0.5,2)");
    limit("--waiting", thresholds_.waiting, "messages that wait to be written (default 1000,20000)");
    limit("--certificate", thresholds_.certificate, "days until a certificate ends (default 14,3)",
          Worse::fewer);
    app->add_option("--log-minutes", log.number, "how long a gap in the log is a warning (default 10)")
        ->type_name("N")
        ->check(whole_number(0, 10080));
}

void Parser::add_metrics() {
    Typed& metrics = typed();
    add("metrics", "print figures in the text format of Prometheus",
        [this, &metrics](Json&) { request_.output = metrics.word; })
        ->add_option("--output", metrics.word, "write them to FILE, which is replaced in one step")
        ->type_name("FILE");
}

void Parser::add_upgrade() {
    Typed& upgrade = typed();
    CLI::App* app = add("upgrade", "exchange confabd for its new version without ending connections",
                        [&upgrade](Json& to) {
                            if (!upgrade.name.empty()) to["program"] = absolute(upgrade.name);
                            if (!upgrade.time.empty()) to["seconds"] = seconds_from(upgrade.time).value();
                        });
    app->add_option("--program", upgrade.name, "the file to run (default that of the running one)")
        ->type_name("FILE");
    over_option(*app, upgrade.time,
                "end encrypted connections, which cannot be kept, spread over TIME: 120, 2m");
}

}  // namespace confab::ctl
