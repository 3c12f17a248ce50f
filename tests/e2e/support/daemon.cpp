#include "daemon.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <array>
#include <iostream>

#include "text.hpp"

namespace confab::e2e {

namespace {

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) throw Failure("pipe", Where::current());
        read = Descriptor(ends[0]);
        write = Descriptor(ends[1]);
    }
    Descriptor read;
    Descriptor write;
};

void give_default(std::vector<std::string>& options, const std::string& name, const std::string& value) {
    if (std::find(options.begin(), options.end(), name) != options.end()) return;
    options.push_back(name);
    options.push_back(value);
}

// What systemd or a login would set for a daemon, and the machine's time zone: none of the tests' own
// surroundings matters.
std::vector<std::string> surroundings(const std::vector<std::string>& wanted) {
    std::vector<std::string> all = wanted;
    for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "STATE_DIRECTORY",
                             "RUNTIME_DIRECTORY", "XDG_STATE_HOME", "LISTEN_FDS", "LISTEN_PID", "TZ=UTC"}) {
        const std::string entry = name;
        const std::string set = entry.substr(0, entry.find('=')) + "=";
        const auto same = [&set](const std::string& variable) { return variable.starts_with(set); };
        if (std::none_of(wanted.begin(), wanted.end(), same)) all.emplace_back(name);
    }
    return all;
}

Address listener_in(const std::string& log_line) {
    std::string rest = log_line.substr(log_line.find("://") + 3);
    rest.resize(std::min(rest.find_first_not_of("0123456789abcdef.:[]"), rest.size()));
    const std::size_t colon = rest.rfind(':');
    std::string host = rest.substr(0, colon);
    if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
    return {host, static_cast<std::uint16_t>(std::stoul(rest.substr(colon + 1)))};
}

}  // namespace

Daemon::Daemon(std::string binary, Launch launch, std::size_t listeners, Where where) {
    std::vector<std::string> command = launch.options;
    if (launch.defaults) {
        give_default(command, "--listen", "tcp://127.0.0.1:0");
        give_default(command, "--data-dir", data_.path());
        give_default(command, "--flood-rate", "0");
        give_default(command, "--announce-after", "86400");
    }
    command.insert(command.begin(), std::move(binary));

    Pipe out;
    Pipe err;
    std::string names;
    for (std::size_t i = 0; i < launch.kept.size(); ++i) names += i == 0 ? "confab-client" : ":confab-client";
    process_ = std::make_unique<Process>(Spawn{.command = command,
                                               .environment = surroundings(launch.environment),
                                               .out = out.write.get(),
                                               .err = err.write.get(),
                                               .descriptors = launch.descriptors,
                                               .passed = launch.kept,
                                               .passed_names = names});
    log_ = std::make_unique<Log>(std::move(err.read));
    output_ = std::make_unique<Log>(std::move(out.read));
    out.write.close();
    err.write.close();

    log_->wait_for_text("listening on ", listeners, where);
    for (const std::string& line : log_->lines()) {
        if (has_match(line, "listening on (tcp|telnet|tls|tlstelnet)://"))
            addresses_.push_back(listener_in(line));
    }
}

Daemon::~Daemon() {
    const auto status = process_->ended();
    if (status && !waited_for_) ADD_FAILURE() << "confabd ended by itself, with status " << *status;
    if (testing::Test::HasFailure() || std::uncaught_exceptions() > 0) {
        const std::string log = log_->text();
        constexpr std::size_t shown = 8000;
        std::cerr << "--- the daemon's log (its end) ---\n"
                  << log.substr(log.size() - std::min(log.size(), shown)) << "---\n";
    }
}

Address Daemon::address(std::size_t index) const { return addresses_.at(index); }

Client Daemon::connect(const Dial& dial, Where where) { return Client(address(), dial, where); }

Client Daemon::guest(Where where) {
    Client client = connect({}, where);
    client.greeting(where);
    client.so_far(where);
    return client;
}

Client Daemon::client(const std::string& name, Where where) {
    Client client = connect({}, where);
    client.greeting(where);
    for (const std::string& line : client.answer("/nick " + name, where)) {
        if (line.starts_with("!")) throw Failure("/nick " + name + " answers " + line, where);
    }
    return client;
}

std::vector<Client> Daemon::guests(std::size_t count, Where where) {
    std::vector<Client> clients;
    clients.reserve(count);
    while (clients.size() < count) clients.push_back(guest(where));
    return clients;
}

void Daemon::signal(int number) { process_->signal(number); }

int Daemon::stop(Where where) {
    signal(SIGTERM);
    return wait(patience, where);
}

int Daemon::wait(std::chrono::milliseconds limit, Where where) {
    waited_for_ = true;
    const int status = process_->wait(limit, where);
    log_->wait_for_end(where);
    return status;
}

Outcome run_to_end(std::string binary, const Launch& launch, Where where) {
    std::vector<std::string> command = launch.options;
    command.insert(command.begin(), std::move(binary));
    Pipe out;
    Pipe err;
    Process process(Spawn{.command = command,
                          .environment = surroundings(launch.environment),
                          .out = out.write.get(),
                          .err = err.write.get(),
                          .descriptors = launch.descriptors});
    Log output(std::move(out.read));
    Log errors(std::move(err.read));
    out.write.close();
    err.write.close();
    Outcome outcome{.status = process.wait(patience, where)};
    output.wait_for_end(where);
    errors.wait_for_end(where);
    outcome.out = output.text();
    outcome.err = errors.text();
    return outcome;
}

}  // namespace confab::e2e
