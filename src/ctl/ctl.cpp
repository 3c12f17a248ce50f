#include "confab/ctl/ctl.hpp"

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <exception>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "check.hpp"
#include "command_error.hpp"
#include "confab/ops/progress_line.hpp"
#include "connection.hpp"
#include "output.hpp"
#include "request.hpp"
#include "secret.hpp"
#include "show.hpp"
#include "upgrade.hpp"

namespace confab::ctl {

namespace {

// So that a script need not read the answer of `status` to know.
std::string storage_error(const Request& request, const Json& row) {
    if (request.command != "status") return {};
    const Json storage = row.value("storage", Json::object());
    return storage.value("good", true) ? std::string() : storage.value("trouble", "storing fails");
}

void upgrade(const Request& request, Connection& connection) {
    std::uint64_t number = 0;
    connection.ask(request, [&](const Json& row) { number = row.value("number", std::uint64_t{0}); });
    tell_upgrade(request, number);
}

std::string figures_of(const Request& request) {
    Connection connection(find_socket(request.socket), request.timeout);
    std::string text;
    connection.ask(request, [&](const Json& row) { text += row.value("text", ""); });
    return text;
}

// On one line, whatever it was made of.
int fail(Status status, const char* what) {
    wire::Cleaner cleaner;
    const std::string line(cleaner.clean(what));
    std::fflush(stdout);
    std::fprintf(stderr, "confabctl: %s\n", line.c_str());
    return static_cast<int>(status);
}

int print(const std::string& text) {
    const bool written = std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
    if (written || errno == EPIPE) return static_cast<int>(Status::done);
    const std::string why = std::generic_category().message(errno);
    return fail(Status::refused, ("cannot write: " + why).c_str());
}

// One line on standard output, whatever happens.
int tell(const CheckResult& result) {
    wire::Cleaner cleaner;
    const bool printed = std::printf("%s\n", std::string(cleaner.clean(result.line)).c_str()) > 0;
    const bool written = printed && std::fflush(stdout) == 0;
    return static_cast<int>(written ? result.health : Health::unknown);
}

int run_check(const std::vector<std::string>& arguments) {
    try {
        const Request request = parse_command_line(arguments);
        const Samples samples = read_samples(figures_of(request));
        return tell(check(samples, *request.check, static_cast<double>(std::time(nullptr))));
    } catch (const Information& information) {
        print(information.text);
        return static_cast<int>(Health::unknown);
    } catch (const CommandError& error) {
        // Where nobody answers something is down; what cannot be asked is not known.
        const bool is_down = error.status == Status::unreachable && !error.is_denied;
        return tell(check_failed(is_down ? Health::critical : Health::unknown, error.what()));
    } catch (const std::exception& error) {
        return tell(check_failed(Health::unknown, error.what()));
    }
}

bool is_check(const std::vector<std::string>& arguments) { return first_word(arguments) == "check"; }

void ask(Request request) {
    Connection connection(find_socket(request.socket), request.timeout);
    if (request.password) request.arguments["password"] = read_password(request.arguments.value("name", ""));
    if (request.command == "upgrade") return upgrade(request, connection);
    Output output;
    const std::unique_ptr<View> view = view_of(request, output);
    std::string error;
    ops::ProgressLine line(request.command, ops::ProgressLine::Elsewhere::nothing);  // confabd logs it
    const auto take = [&](const Json& row) {
        line.clear();
        view->row(row);
        error = storage_error(request, row);
    };
    connection.ask(request, take, [&line](const Json& sign) {
        const auto percent = sign.find("percent");
        if (percent != sign.end() && percent->is_number_unsigned())
            line.show(fmt::format("{} %", percent->get<unsigned>()));
    });
    line.clear();
    view->end();
    output.flush();
    if (!error.empty()) throw CommandError(Status::refused, "storage is in trouble: " + error);
}

}  // namespace

int run(const std::vector<std::string>& arguments) {
    if (is_check(arguments)) return run_check(arguments);
    try {
        ask(parse_command_line(arguments));
        return static_cast<int>(Status::done);
    } catch (const Information& information) {
        return print(information.text);
    } catch (const CommandError& error) {
        return fail(error.status, error.what());
    } catch (const std::exception& error) {
        return fail(Status::unreachable, error.what());
    }
}

}  // namespace confab::ctl
