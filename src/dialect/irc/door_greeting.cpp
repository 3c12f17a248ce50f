// What a client is told when it has registered, and of passwords on the way there.
#include "confab/base/text.hpp"
#include "door.hpp"

namespace confab::dialect::irc {

void Door::greet(Session& session, const User& user) {
    session.is_welcome = true;
    session.told_nick = user.name.text;
    const std::string& name = user.name.text;
    reply(session, "001", fmt::format(":Welcome to Confab, {}", full_name(name)));
    reply(session, "002", fmt::format(":Your host is {}, running confabd", server_.name));
    const auto day = std::chrono::floor<std::chrono::days>(server_.started);
    const std::chrono::year_month_day date(day);
    reply(session, "003",
          fmt::format(":This server was started on {:04}-{:02}-{:02}", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())));
    reply(session, "004", fmt::format("{} confabd Bio biklmotv bklov", server_.name));
    isupport(session);
    lusers(session);
    motd(session);
    if (session.is_bot) send(session, fmt::format(":{} MODE {} +B", name, name));
    if (!session.is_bot) reply(session, "221", "+");
    session.nick.clear();
}

void Door::isupport(Session& session) {
    const ChatSettings& settings = hub_->settings();
    reply(session, "005",
          fmt::format("BOT=B CASEMAPPING=ascii CHANLIMIT=#:{} CHANMODES=b,k,,imt CHANTYPES=# ELIST=MU "
                      "CHANNELLEN=32 KICKLEN=200 MAXLIST=b:500 MODES=12 :are supported by this server",
                      settings.max_joined));
    reply(session, "005",
          fmt::format("MONITOR={} MSGREFTYPES=msgid,timestamp NETWORK=Confab NICKLEN=32 PREFIX=(ov)@+ "
                      "TARGMAX=NAMES:4,LIST:1,KICK:,WHOIS:1,PRIVMSG:4,NOTICE:4,TAGMSG:4,MONITOR:,JOIN:,PART: "
                      "TOPICLEN={} USERLEN=16 UTF8ONLY WHOX :are supported by this server",
                      Session::max_watched, settings.max_topic));
    reply(session, "005",
          "ACCOUNTEXTBAN=account,a EXTBAN=$,a AWAYLEN=200 CHATHISTORY=100 :are supported by this server");
}

void Door::lusers(Session& session) {
    std::size_t operators = 0, people = 0, unknown = 0, rooms = 0;
    hub_->users().for_each_connected([&](const User& user) { ++(user.is_unnamed() ? unknown : people); });
    for (const auto& [slot, each] : sessions_) operators += each.is_operator ? 1 : 0;
    hub_->rooms().for_each(
        [&](const Room& room) { rooms += !room.members().empty() && !room.hidden() ? 1 : 0; });
    most_people_ = std::max(most_people_, people);
    reply(session, "251", fmt::format(":There are {} users and 0 invisible on 1 server", people));
    reply(session, "252", fmt::format("{} :operator(s) online", operators));
    reply(session, "253", fmt::format("{} :unregistered connection(s)", unknown));
    reply(session, "254", fmt::format("{} :channels formed", rooms));
    reply(session, "255", fmt::format(":I have {} clients and 0 servers", people));
    reply(session, "265",
          fmt::format("{} {} :Current local users {}, max {}", people, most_people_, people, most_people_));
    reply(session, "266",
          fmt::format("{} {} :Current global users {}, max {}", people, most_people_, people, most_people_));
}

void Door::motd(Session& session) {
    const auto& lines = hub_->settings().motd;
    if (lines.empty()) return reply(session, "422", ":There is no message of the day");
    reply(session, "375", fmt::format(":- {} Message of the day -", server_.name));
    for (const std::string& line : lines) reply(session, "372", fmt::format(":- {}", line));
    reply(session, "376", ":End of message of the day");
}

void Door::password_told(Session& session, const Event& event, bool right) {
    const bool sasl = session.proves_for_sasl;
    const bool oper = std::exchange(session.proves_for_oper, false);
    if (sasl && !right) {
        session.proves_for_sasl = false;
        return reply(session, "904", fmt::format(":SASL authentication failed: {}", event.text));
    }
    if (!right) {
        const bool pass = std::exchange(session.proves_for_pass, false);
        reply(session, "464", fmt::format(":{}", event.text));
        if (pass || oper) session.pass_name.clear();
        return;
    }
    if (proved_) proved_(session, oper);
}

}  // namespace confab::dialect::irc
