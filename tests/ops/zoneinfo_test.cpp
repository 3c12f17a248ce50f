// The system's time zone database.
#include "confab/ops/zoneinfo.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

namespace confab::ops {
namespace {

namespace fs = std::filesystem;

class Zoneinfo : public testing::Test {
  protected:
    Zoneinfo() {
        std::string pattern = (fs::temp_directory_path() / "zoneinfo-XXXXXX").string();
        directory = mkdtemp(pattern.data());
    }
    ~Zoneinfo() override { fs::remove_all(directory); }

    void put(const std::string& name, const std::string& bytes) const {
        fs::create_directories((directory / name).parent_path());
        std::ofstream(directory / name) << bytes;
    }
    std::map<std::string, std::string> read() const {
        std::map<std::string, std::string> zones;
        for (const auto& [name, bytes] : read_zoneinfo(directory.string())) zones[name] = bytes;
        return zones;
    }
    using Found = std::map<std::string, std::string>;

    fs::path directory;
};

TEST_F(Zoneinfo, GivesTheZonesByTheirNames) {
    put("UTC", "TZif utc");
    put("Europe/Berlin", "TZif berlin");
    put("America/Argentina/Ushuaia", "TZif ushuaia");
    fs::create_symlink("Europe/Berlin", directory / "Germany");

    EXPECT_EQ(read(), (Found{{"UTC", "TZif utc"},
                             {"Europe/Berlin", "TZif berlin"},
                             {"America/Argentina/Ushuaia", "TZif ushuaia"},
                             {"Germany", "TZif berlin"}}));
}

TEST_F(Zoneinfo, LeavesOutWhatIsNoZone) {
    put("zone.tab", "TZif in the wrong place");
    put("posixrules", "TZif");
    put("localtime", "TZif");
    put("Factory", "TZif");
    put("leapseconds", "# text");
    put("right/UTC", "TZif");
    put("posix/UTC", "TZif");
    put("Europe/a b", "TZif");
    put("a/b/c/d/e", "TZif");
    put("Large", "TZif" + std::string(100'000, 'x'));
    mkfifo((directory / "Pipe").c_str(), 0600);
    fs::create_symlink("nowhere", directory / "Broken");
    fs::create_directory_symlink(".", directory / "Loop");

    EXPECT_EQ(read(), Found{});
}

TEST_F(Zoneinfo, ADirectoryThatIsNotThereHasNone) {
    EXPECT_TRUE(read_zoneinfo((directory / "nowhere").string()).empty());
}

}  // namespace
}  // namespace confab::ops
