#include "confab/ctl/ctl.hpp"

#include <cstdio>
#include <exception>
#include <memory>

#include "connection.hpp"
#include "output.hpp"
#include "request.hpp"
#include "show.hpp"
#include "trouble.hpp"

namespace confab::ctl {

namespace {

void ask(const Request& request) {
    Connection connection(find_socket(request.socket), request.timeout);
    Output output;
    const std::unique_ptr<View> view = view_of(request, output);
    connection.ask(request, [&](const Json& row) { view->row(row); });
    view->end();
    output.flush();
}

// On one line, whatever it was made of.
int fail(Status status, const char* what) {
    wire::Cleaner cleaner;
    const std::string line(cleaner.clean(what));
    std::fflush(stdout);
    std::fprintf(stderr, "confabctl: %s\n", line.c_str());
    return static_cast<int>(status);
}

}  // namespace

int run(const std::vector<std::string>& arguments) {
    try {
        ask(parse_command_line(arguments));
        return static_cast<int>(Status::done);
    } catch (const Information& information) {
        std::fputs(information.text.c_str(), stdout);
        return static_cast<int>(Status::done);
    } catch (const Trouble& trouble) {
        return fail(trouble.status, trouble.what());
    } catch (const std::exception& error) {
        return fail(Status::unreachable, error.what());
    }
}

}  // namespace confab::ctl
