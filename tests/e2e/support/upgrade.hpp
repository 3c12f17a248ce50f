// A confabd that can become another one.
#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "confabd.hpp"
#include "tool.hpp"

namespace confab::e2e {

namespace fs = std::filesystem;

// A copy of confabd that can be replaced, as a package does it.
class UpgradeOf : public testing::Test {
  protected:
    UpgradeOf() { install(); }

    void install() {
        fs::copy_file(CONFABD, program_ + ".new", fs::copy_options::overwrite_existing);
        fs::rename(program_ + ".new", program_);
    }
    // One that agrees to everything, and is gone when it is to be run.
    std::string impostor() {
        std::string file =
            folder_.write("impostor", "#!/bin/sh\nrm \"$0\"\necho 'can go on: confabd 9.9.9'\n");
        fs::permissions(file, fs::perms::owner_all);
        return file;
    }
    // The real one, but it agrees before the places to listen are taken by somebody else.
    std::string one_that_does_not_look() {
        std::string file = folder_.write("careless",
                                         "#!/bin/sh\ncase \"$*\" in *--check-upgrade) echo 'can go on: "
                                         "confabd 9.9.9' ;; *) exec " +
                                             program_ + " \"$@\" ;; esac\n");
        fs::permissions(file, fs::perms::owner_all);
        return file;
    }
    std::unique_ptr<Daemon> start(std::vector<std::string> options = {}) {
        options.insert(options.end(), {"--admin-socket", socket_});
        return std::make_unique<Daemon>(program_, Launch{.options = std::move(options)}, 1, Where::current());
    }
    // With nothing but the file that says where to listen.
    std::unique_ptr<Daemon> start_with(const std::string& config) {
        Launch launch{
            .options = {"--config", config, "--data-dir", folder_.path("data"), "--admin-socket", socket_},
            .defaults = false};
        return std::make_unique<Daemon>(program_, std::move(launch), 1, Where::current());
    }
    Outcome upgrade(std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"--socket", socket_, "upgrade"});
        return run_tool(more);
    }
    ino_t running(Daemon& daemon) {
        struct stat status {};
        ::stat(("/proc/" + std::to_string(daemon.process().pid()) + "/exe").c_str(), &status);
        return status.st_ino;
    }

    TemporaryDirectory folder_;
    std::string program_ = folder_.path("confabd");
    std::string socket_ = folder_.path("admin.sock");
};

}  // namespace confab::e2e
