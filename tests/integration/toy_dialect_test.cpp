// A dialect of its own beside the others: netstrings in, fields with tabs between them out. Nothing but the
// table of this test knows of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>

#include "confab/core/hub.hpp"
#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

// "11:shout hello," is a command, "6:!hello," is said.
class NetstringEndpoint final : public dialect::Endpoint {
  public:
    wire::Input next(std::string_view& bytes, std::size_t /*max_line*/) override {
        held_.append(std::exchange(bytes, {}));
        const std::size_t end = frame_end();
        if (end == std::string::npos) return {};
        const std::size_t begin = held_.find(':') + 1;
        payload_ = held_.substr(begin, end - begin);
        held_.erase(0, end + 1);
        payload_.front() == '!' ? payload_.erase(0, 1) : payload_.insert(0, "/");
        return {wire::Input::Kind::line, payload_};
    }
    bool has_more() const override { return frame_end() != std::string::npos; }

  private:
    // The place of its ','; none if it has not come.
    std::size_t frame_end() const {
        const std::size_t colon = held_.find(':');
        if (colon == std::string::npos) return colon;
        std::size_t length = 0;
        std::from_chars(held_.data(), held_.data() + colon, length);
        return colon + length + 1 < held_.size() ? colon + length + 1 : std::string::npos;
    }

    std::string held_;
    std::string payload_;
};

class TabEncoder final : public dialect::Encoder {
  public:
    void encode(std::string& out, const Event& event, const dialect::Format& /*format*/) override {
        out.append(event.type == EventType::message ? "said" : "told").append("\t").append(event.from);
        out.append("\t").append(event.text).append("\n");
    }
};

class ToyInterpreter final : public dialect::Interpreter {
  public:
    Worded word(const Reply& /*reply*/) const override { return {}; }
    void attach(Hub& hub) override { hub_ = &hub; }
    void command(confab::Client& client, const TypedLine& line, Now now) override {
        constexpr std::string_view shout = "/shout ";
        if (!line.text.starts_with(shout)) return hub_->departure().quit(client, "toy ended", now);
        std::string loud(line.text.substr(shout.size()));
        std::transform(loud.begin(), loud.end(), loud.begin(),
                       [](unsigned char c) { return std::toupper(c); });
        hub_->posting().say(client, EventType::message, loud, now);
    }
    bool may_hold_secret(std::string_view /*line*/) const override { return false; }
    Completion complete(const confab::Client&, std::string_view, std::size_t) override { return {}; }

  private:
    Hub* hub_ = nullptr;
};

class ToyCodec final : public dialect::Codec {
  public:
    dialect::Encoder& encoder(const View& /*view*/) override { return encoder_; }
    std::unique_ptr<dialect::Endpoint> make_endpoint(dialect::Host& /*host*/) override {
        return std::make_unique<NetstringEndpoint>();
    }

  private:
    TabEncoder encoder_;
};

class ToyDialect : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Threads, ToyDialect, testing::Values(1U, 3U));

TEST_P(ToyDialect, TalksInOneRoomWithPeopleOfAnother) {
    TemporaryFolder folder;
    net::ServerSettings settings = quiet_settings(GetParam());
    settings.listen.push_back(ops::parse_listen_url("unix://" + folder.file("text.sock")));
    settings.dialects.push_back({.name = "toy",
                                 .entrances = {{"tcp", dialect::Opening::endpoint}},
                                 .make_codec = [] { return std::make_unique<ToyCodec>(); },
                                 .make_interpreter = [] { return std::make_unique<ToyInterpreter>(); }});
    RunningServer server(settings);
    Client ann(folder.file("text.sock"));
    ann.called("ann");
    Client toy(server.port());
    toy.until("told\t\t");
    toy.send("11:shout he");
    toy.send("llo,6:!hello,");
    EXPECT_EQ(ann.lines(2), (std::vector<std::string>{"guest1: HELLO", "guest1: hello"}));
    toy.until("said\tguest1\tHELLO");
    EXPECT_EQ(toy.line(), "said\tguest1\thello");
    ann.say("hi");
    EXPECT_EQ(toy.line(), "said\tann\thi");
    toy.send("3:bye,");
    toy.until_closed();
}

}  // namespace
}  // namespace confab::integration
