#include "confab/ops/options.hpp"
#include "confab/base/text.hpp"
#include "confab/ops/activation.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "brief.hpp"
#include "config_file.hpp"
#include "http_listen.hpp"
#include "keep_time.hpp"
#include "motd.hpp"
#include "network_list.hpp"
#include "option_table.hpp"
#include "penalties.hpp"

namespace confab::ops {

namespace {

constexpr const char* default_listen[] = {"tcp://127.0.0.1:4242", "tcp://[::1]:4242"};

using Typed = std::map<const Option*, std::vector<std::string>>;

// What the command line says, as text; the values are checked like the file's.
Typed parse_command_line(std::vector<std::string> arguments) {
    CLI::App app("confabd: a chat server for telnet and netcat");
    app.set_version_flag("--version", std::string("confabd ") + CONFAB_VERSION);
    app.get_formatter()->column_width(28);

    const Options defaults;
    Typed typed;
    for (const Option& option : option_table()) {
        const std::string name = std::string("--") + option.name;
        std::string help = option.help;
        const bool is_switch = std::holds_alternative<bool Options::*>(option.target);
        const std::string usual = is_switch ? "" : show(defaults, option);
        if (!usual.empty()) help += fmt::format(" (default {})", usual);
        if (is_switch) {
            const auto note = [&typed, &option](std::int64_t count) {
                typed[&option] = {count > 0 ? "true" : "false"};
            };
            app.add_flag_function(name, note, help);
        } else {
            const auto note = [&typed, &option](const std::vector<std::string>& values) {
                typed[&option] = values;
            };
            app.add_option_function<std::vector<std::string>>(name, note, help)
                ->type_name(option.value)
                ->expected(1)
                ->allow_extra_args(false)
                ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        }
    }
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
    try {
        app.parse(arguments);
    } catch (const CLI::CallForHelp&) {
        throw Information{app.help("confabd")};
    } catch (const CLI::CallForVersion& version) {
        throw Information{fmt::format("{}\n", version.what())};
    } catch (const CLI::ParseError& error) {
        throw BadOptions(
            fmt::format("{}; confabd --help lists the options", brief(error.what(), max_cited_path)));
    }
    return typed;
}

void set_typed(Options& options, const Option& option, const std::vector<std::string>& values) {
    try {
        set_from_text(options, option, values);
        options.origins[option.name] = "command line";
    } catch (const BadOptions& error) {
        throw BadOptions(fmt::format("--{}: {}", option.name, error.what()));
    }
}

std::vector<ListenUrl> parse_listen(const std::vector<std::string>& urls) {
    std::vector<ListenUrl> parsed;
    for (const std::string& url : urls) parsed.push_back(parse_listen_url(url));
    return parsed;
}

bool is_http(const std::string& url) { return url.starts_with(http_scheme); }

// Those of the chat. Where there is only one for programs, the chat is where it usually is.
std::vector<ListenUrl> listeners_of(const Options& options) {
    std::vector<std::string> of_chat = options.listen;
    std::erase_if(of_chat, is_http);
    if (!of_chat.empty()) return one_for_each_socket(parse_listen(of_chat));
    if (!passed_sockets().empty()) return listen_on_all_passed();
    return parse_listen({std::begin(default_listen), std::end(default_listen)});
}

ListenUrl webhooks_of(const Options& options) {
    const auto found = std::find_if(options.listen.begin(), options.listen.end(), is_http);
    if (found == options.listen.end()) return {};
    if (std::count_if(options.listen.begin(), options.listen.end(), is_http) > 1) {
        throw BadOptions("listen has several http:// URLs; one is enough");
    }
    return parse_http_listen(*found);
}

void check_encryption(const Options& options) {
    if (options.tls_cert.size() != options.tls_key.size()) {
        throw BadOptions(fmt::format("tls-cert names {} and tls-key {}; give one key for each certificate",
                                     counted(options.tls_cert.size(), "file"),
                                     counted(options.tls_key.size(), "file")));
    }
    const auto encrypted = std::find_if(options.listen_urls.begin(), options.listen_urls.end(),
                                        [](const ListenUrl& url) { return url.is_encrypted(); });
    if (encrypted == options.listen_urls.end() || !options.tls_cert.empty()) return;
    throw BadOptions(
        fmt::format("{} needs a certificate: name its files with --tls-cert and --tls-key "
                    "(docs/tls.md tells where to get one)",
                    encrypted->text()));
}

void make_networks(Options& options) {
    options.allow_networks = read_networks("allow", options.allow);
    options.deny_networks = read_networks("deny", options.deny);
    options.exempt_networks = read_networks("exempt", options.exempt);
}

void make_source_limits(Options& options) {
    SourceLimits& limits = options.sources;
    limits.max_sources = static_cast<std::size_t>(options.max_sources);
    limits.max_connections = static_cast<std::uint32_t>(options.max_per_source);
    limits.connect_burst = static_cast<std::uint32_t>(options.connect_burst);
    limits.connect_interval = Milliseconds(static_cast<std::int64_t>(options.connect_interval * 1000));
    set_penalties(limits, options.penalties);
}

bool is_history_keep(const Option& option) { return option.name == std::string_view("history-keep"); }

// History that begins to last, or ends to, takes a restart as well.
bool waits_for_restart(const Option& option, const Options& before, const Options& after) {
    return option.needs_restart || (is_history_keep(option) && before.history_lasts != after.history_lasts);
}

}  // namespace

std::string_view version() { return CONFAB_VERSION; }

Options load(const std::vector<std::string>& arguments) {
    const Typed typed = parse_command_line(arguments);
    Options options;
    const Option* config = find_option("config");
    if (const auto found = typed.find(config); found != typed.end()) {
        set_typed(options, *config, found->second);
        read_config_files(options.config, options);
    }
    for (const auto& [option, values] : typed) set_typed(options, *option, values);
    options.listen_urls = listeners_of(options);
    options.listen_is_default = std::all_of(options.listen.begin(), options.listen.end(), is_http);
    options.webhook_url = webhooks_of(options);
    options.metrics_url = parse_metrics_listen(options.metrics_listen);
    check_encryption(options);
    make_networks(options);
    make_source_limits(options);
    options.motd_lines = read_motd(options.motd);
    const KeepTime keep = parse_keep(options.history_keep);
    options.history_keep_time = keep.time;
    options.history_lasts = keep.at_all;
    return options;
}

std::vector<std::string> differences(const Options& before, const Options& after,
                                     std::vector<std::string>& restart) {
    std::vector<std::string> changed;
    for (const Option& option : option_table()) {
        const std::string was = show(before, option);
        const std::string is = show(after, option);
        if (was == is) continue;
        if (waits_for_restart(option, before, after)) {
            restart.emplace_back(option.name);
        } else {
            changed.push_back(fmt::format("{} {} -> {}", option.name, was.empty() ? "(default)" : was,
                                          is.empty() ? "(default)" : is));
        }
    }
    if (before.motd_lines != after.motd_lines) changed.emplace_back("the text of motd");
    const auto files_of = [&](const char* option, const auto& was, const auto& is, auto networks) {
        if (was == is && before.*networks != after.*networks) {
            changed.push_back(fmt::format("the networks in the files of {}", option));
        }
    };
    files_of("allow", before.allow, after.allow, &Options::allow_networks);
    files_of("deny", before.deny, after.deny, &Options::deny_networks);
    files_of("exempt", before.exempt, after.exempt, &Options::exempt_networks);
    return changed;
}

Options in_force(const Options& before, const Options& after) {
    Options result = after;
    for (const Option& option : option_table()) {
        if (!waits_for_restart(option, before, after)) continue;
        std::visit([&](auto member) { result.*member = before.*member; }, option.target);
        if (!is_history_keep(option)) continue;
        result.history_keep_time = before.history_keep_time;
        result.history_lasts = before.history_lasts;
    }
    return result;
}

}  // namespace confab::ops
