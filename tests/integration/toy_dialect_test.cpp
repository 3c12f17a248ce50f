// A dialect of its own beside the others: netstrings in, fields with tabs between them out. Nothing but the
// table of this test knows of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "confab/core/hub.hpp"
#include "integration/support/client.hpp"
#include "integration/support/server.hpp"

namespace confab::integration {
namespace {

// "11:shout hello," is a command, "6:!hello," is said, "0:," is nothing: a command needs no mark here.
class NetstringEndpoint final : public dialect::Endpoint {
  public:
    wire::Input next(std::string_view& bytes, std::size_t max_line) override {
        max_line_ = max_line;
        held_.append(std::exchange(bytes, {}));
        skip();
        const auto head = next_head();
        if (!head) return {};
        if (head->length > max_line) {
            held_.erase(0, head->size);
            skip_ = std::max(head->length, head->length + 1);
            skip();
            return {wire::Input::Kind::too_long, {}};
        }
        if (!is_whole(*head)) return {};
        payload_ = held_.substr(head->size, head->length);
        held_.erase(0, head->size + head->length + 1);
        return {wire::Input::Kind::line, payload_};
    }
    bool has_more() const override {
        const auto head = next_head();
        return head && (head->length > max_line_ || is_whole(*head));
    }

  private:
    static constexpr std::size_t max_head = 21;  // the digits of the largest number, and ':'

    // Before a payload: its size, and the payload's length.
    struct Head {
        std::size_t size;
        std::size_t length;
    };

    // Nothing if it has not come. After one that is no number nothing can be understood any more.
    std::optional<Head> next_head() const {
        const std::size_t colon = held_.find(':');
        if (colon == std::string::npos && held_.size() < max_head) return std::nullopt;
        const char* const digits = held_.data();
        std::size_t length = 0;
        const auto [end, error] = std::from_chars(digits, digits + std::min(colon, max_head), length);
        const bool is_number = error == std::errc{} && end == digits + colon;
        if (!is_number) return Head{0, std::numeric_limits<std::size_t>::max()};
        return Head{colon + 1, length};
    }
    bool is_whole(const Head& head) const { return held_.size() - head.size > head.length; }
    // The rest of a payload that was too long.
    void skip() {
        const std::size_t count = std::min(skip_, held_.size());
        held_.erase(0, count);
        skip_ -= count;
    }

    std::string held_;
    std::string payload_;
    std::size_t skip_ = 0;
    std::size_t max_line_ = 0;
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
    void line(confab::User& client, const TypedLine& line, Now now) override {
        constexpr std::string_view shout = "shout ";
        if (line.text.starts_with('!')) return say(client, line.text.substr(1), now);
        if (!line.text.starts_with(shout)) return quit(client, now);
        std::string loud(line.text.substr(shout.size()));
        std::transform(loud.begin(), loud.end(), loud.begin(),
                       [](unsigned char c) { return std::toupper(c); });
        say(client, loud, now);
    }
    void block(confab::User& client, std::string_view text, Now now) override { say(client, text, now); }
    void refused(const confab::User& user, const Operation&, const Refusal& why, Now now) override {
        hub_->replies().refuse(user, why, now);
    }
    bool can_be_answer(std::string_view /*secret*/) const override { return false; }
    Completion complete(const confab::User&, std::string_view, std::size_t) override { return {}; }

  private:
    void say(const confab::User& user, std::string_view text, Now now) {
        hub_->propose({now, operation::Say{user.connection.id, EventType::message, std::string(text)}});
    }
    void quit(const confab::User& user, Now now) {
        hub_->propose({now, operation::Quit{user.connection.id, "toy ended"}});
    }

    Hub* hub_ = nullptr;
};

class ToyCodec final : public dialect::Codec {
  public:
    dialect::Encoder& encoder(const View& /*view*/) override { return encoder_; }
    bool expects_answer(std::string_view line) const override { return !line.starts_with('!'); }
    std::unique_ptr<dialect::Endpoint> make_endpoint(dialect::Host& /*host*/) override {
        return std::make_unique<NetstringEndpoint>();
    }

  private:
    TabEncoder encoder_;
};

// Its connections read lines.
class LineCodec final : public dialect::Codec {
  public:
    dialect::Encoder& encoder(const View& /*view*/) override { return encoder_; }

  private:
    TabEncoder encoder_;
};

// Ann talks in lines on a Unix socket, the other dialect has the port.
class ToyDialect : public testing::TestWithParam<unsigned> {
  protected:
    template <class CodecOfIt = ToyCodec>
    net::ServerSettings settings(dialect::Opening opening = dialect::Opening::endpoint) const {
        net::ServerSettings settings = quiet_settings(GetParam());
        settings.listen.push_back(ops::parse_listen_url("unix://" + path));
        settings.dialects.push_back({.name = "toy",
                                     .entrances = {{"tcp", opening}},
                                     .make_codec = [] { return std::make_unique<CodecOfIt>(); },
                                     .make_interpreter = [] { return std::make_unique<ToyInterpreter>(); }});
        return settings;
    }

    TemporaryFolder folder;
    std::string path = folder.file("text.sock");
};
INSTANTIATE_TEST_SUITE_P(Threads, ToyDialect, testing::Values(1U, 3U));

TEST_P(ToyDialect, TalksInOneRoomWithPeopleOfAnother) {
    RunningServer server(settings());
    Client ann(path);
    ann.called("ann");
    Client toy(server.port());
    toy.until("told\t\tYou are guest1");
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

TEST_P(ToyDialect, ASlashMakesNoCommandThere) {
    RunningServer server(settings());
    Client ann(path);
    ann.called("ann");
    Client toy(server.port());
    toy.until("told\t\tYou are guest1");

    toy.send("6:!/quit,8:!//slash,21:!/login ann secret of,13:shout /nick x,");

    EXPECT_EQ(ann.lines(4), (std::vector<std::string>{"guest1: /quit", "guest1: //slash",
                                                      "guest1: /login ann secret of", "guest1: /NICK X"}));
    ann.say("!bye");
    toy.until("said\tann\t!bye");
}

TEST_P(ToyDialect, AnEmptyFrameIsNothing) {
    RunningServer server(settings());
    Client toy(server.port());
    toy.until("told\t\tYou are guest1");

    toy.send("0:,6:!hello,");

    EXPECT_EQ(toy.line(), "said\tguest1\thello");
}

TEST_P(ToyDialect, AFrameLongerThanALineIsToldAndLeftOut) {
    RunningServer server(settings());
    Client toy(server.port());
    toy.until("told\t\tYou are guest1");

    toy.send("100000:" + std::string(100'000, '7') + ",6:!hello,");

    toy.until("told\t\tline too long (limit 4096 bytes)");
    EXPECT_EQ(toy.line(), "said\tguest1\thello");
}

TEST_P(ToyDialect, AFrameOfALengthThatIsNoneEndsAllUnderstanding) {
    RunningServer server(settings());
    Client ann(path);
    ann.called("ann");
    for (const char* length : {"18446744073709551615", "18446744073709551616", "-1", "x", ""}) {
        Client toy(server.port());
        toy.until("told\t\tYou are guest");

        toy.send(std::string(length) + ":!abc,6:!hello,");

        toy.until("told\t\tline too long");
    }
    EXPECT_EQ(ann.so_far(), std::vector<std::string>{});
}

TEST_P(ToyDialect, OneWithoutDisplaysGreetsAtOnceWhereOthersAskForOne) {
    RunningServer server(settings<LineCodec>(dialect::Opening::negotiated));
    Client toy(server.port());

    toy.until("told\t\tYou are guest1");
    toy.say("!hello");

    EXPECT_EQ(toy.line(), "said\tguest1\thello");
}

}  // namespace
}  // namespace confab::integration
