// Until a client has registered: CAP, PASS, NICK, USER, AUTHENTICATE; and QUIT, PING, OPER.
#include <algorithm>
#include <utility>

#include "formats.hpp"
#include "interpreter.hpp"

namespace confab::dialect::irc {

namespace {

constexpr std::size_t max_user = 16;
constexpr std::size_t max_real_name = 150;
constexpr std::size_t max_response = 4096;
constexpr std::size_t sasl_chunk = 400;

std::string decode_base64(std::string_view text, bool& good) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    std::uint32_t bits = 0;
    unsigned count = 0;
    while (text.ends_with('=')) text.remove_suffix(1);
    for (const char c : text) {
        const std::size_t value = letters.find(c);
        good = good && value != std::string_view::npos;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value & 63U);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<char>((bits >> count) & 0xffU));
    }
    return bytes;
}

std::string cut(std::string_view text, std::size_t most) {
    text = text.substr(0, most);
    while (!text.empty() && most < text.size() + 1 &&
           (static_cast<unsigned char>(text.back()) & 0xc0U) == 0x80U) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

}  // namespace

void IrcInterpreter::cap(Call& call) {
    Session& session = call.session;
    const std::string_view what = call.param(0);
    const std::string nick = door_.nick_of(session);
    const std::string head = fmt::format(":{} CAP {}", door_.server().name, nick);
    if (same_word(what, "LS")) {
        session.negotiates = session.negotiates || !session.is_welcome;
        session.knows_302 =
            session.knows_302 || (call.params() > 1 && call.param(1).size() >= 3 && call.param(1) >= "302");
        if (session.knows_302) session.caps.set(Cap::cap_notify, true);
        return door_.send(session, fmt::format("{} LS :{}", head, offered_caps(session.knows_302)));
    }
    if (same_word(what, "LIST")) {
        std::string list;
        for (unsigned i = 0; i < static_cast<unsigned>(Cap::last_); ++i) {
            const Cap each = static_cast<Cap>(i);
            if (session.caps.has(each)) list += fmt::format("{}{}", list.empty() ? "" : " ", name_of(each));
        }
        return door_.send(session, fmt::format("{} LIST :{}", head, list));
    }
    if (same_word(what, "REQ")) return cap_request(call, call.param(1));
    if (same_word(what, "END")) {
        if (std::exchange(session.negotiates, false)) come_in(call.user, session, call.now);
        return;
    }
    door_.reply(session, "410", fmt::format("{} :Invalid CAP command", what));
}

// All of them, or none.
void IrcInterpreter::cap_request(Call& call, std::string_view list) {
    Session& session = call.session;
    session.negotiates = session.negotiates || !session.is_welcome;
    Caps wanted = session.caps;
    bool known = true;
    std::string_view rest = list;
    while (!rest.empty()) {
        std::string_view name = rest.substr(0, rest.find(' '));
        rest.remove_prefix(std::min(name.size() + 1, rest.size()));
        if (name.empty()) continue;
        const bool off = name.starts_with('-');
        const Cap cap = find_cap(name.substr(off ? 1 : 0));
        const bool stays = off && cap == Cap::cap_notify && session.knows_302;
        known = known && cap != Cap::last_ && !stays;
        if (known) wanted.set(cap, !off);
    }
    const std::string head = fmt::format(":{} CAP {}", door_.server().name, door_.nick_of(session));
    if (!known) return door_.send(session, fmt::format("{} NAK :{}", head, list));
    session.caps = wanted;
    propose(call,
            operation::Prefer{
                .connection = call.id(), .echo = wanted.has(Cap::echo_message), .flavour = wanted.flavour()});
    door_.send(session, fmt::format("{} ACK :{}", head, list));
}

// The password of an account, as in "ann:secret"; servers that ask for one of their own have another meaning.
void IrcInterpreter::pass(Call& call) {
    Session& session = call.session;
    if (session.is_welcome) return door_.reply(session, "462", ":You may not reregister");
    const std::string_view text = call.param(0);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return;
    session.pass_name = text.substr(0, colon);
    session.pass_word = text.substr(colon + 1);
}

void IrcInterpreter::nick(Call& call) {
    Session& session = call.session;
    const std::string_view wanted = call.param(0);
    if (wanted.empty()) return door_.reply(session, "431", ":No nickname given");
    auto checked = hub().names().check_person(wanted);
    if (!std::holds_alternative<Name>(checked)) {
        return door_.reply(
            session, "432",
            fmt::format("{} :A nick is 1 to 32 letters, digits, _ - . and begins with a letter",
                        wanted.find(' ') == std::string_view::npos ? wanted : "*"));
    }
    Name name = std::get<Name>(std::move(checked));
    if (session.is_welcome)
        return static_cast<void>(propose(call, operation::Rename{call.id(), std::move(name)}));
    const User* holder = hub().users().find_by_key(name.key);
    if (holder != nullptr && holder->account == nullptr) {
        return door_.reply(session, "433", fmt::format("{} :Nickname is already in use", wanted));
    }
    session.nick = name.text;
    come_in(call.user, session, call.now);
}

void IrcInterpreter::user(Call& call) {
    Session& session = call.session;
    if (session.is_welcome) return door_.reply(session, "462", ":You may not reregister");
    const std::string_view wanted = call.param(0);
    const bool good = std::all_of(wanted.begin(), wanted.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80 && c != '@' && c != '!' && c != ':';
    });
    session.user = good ? cut(wanted, max_user) : "user";
    session.real_name = cut(call.param(3), max_real_name);
    come_in(call.user, session, call.now);
}

// Once there is all that is needed.
void IrcInterpreter::come_in(User& user, Session& session, Now now) {
    const ClientId id = session.id;
    const bool ready =
        !session.is_welcome && !session.negotiates && !session.nick.empty() && !session.user.empty();
    if (!ready || session.proves_for_pass) return;
    const AccountId proved = user.connection.extras ? user.connection.extras->proved : 0;
    if (proved == 0 && !session.pass_word.empty()) {
        session.proves_for_pass = true;
        return hub().authentication().prove(user, session.pass_name, std::exchange(session.pass_word, {}),
                                            now);
    }
    auto checked = hub().names().check_person(session.nick);
    auto* name = std::get_if<Name>(&checked);
    if (proved != 0) hub().propose({now, operation::LogIn{id, proved}});
    if (proved == 0 && name != nullptr) hub().propose({now, operation::Enter{id, std::move(*name)}});
    if (Session* now_in = door_.find(id)) settle_away(*now_in, now);
}

// What a client said of that before it was let in.
void IrcInterpreter::settle_away(Session& session, Now now) {
    if (!session.is_welcome || session.away.empty()) return;
    const std::string text = std::exchange(session.away, {});
    hub().propose({now, operation::SetAway{session.id, true, text == "*" ? "" : text}});
}

// --- Passwords

void IrcInterpreter::authenticate(Call& call) {
    Session& session = call.session;
    const std::string_view text = call.param(0);
    if (!session.caps.has(Cap::sasl)) return door_.reply(session, "904", ":SASL needs CAP REQ sasl first");
    if (session.proves_for_sasl || session.proves_for_oper || session.proves_for_pass)
        return door_.reply(session, "904", ":SASL authentication is going on already");
    if (call.user.account != nullptr ||
        (call.user.connection.extras && call.user.connection.extras->proved != 0)) {
        return door_.reply(session, "907", ":You have already authenticated using SASL");
    }
    if (text == "*") {
        session.mechanism.clear();
        session.response.clear();
        return door_.reply(session, "906", ":SASL authentication aborted");
    }
    if (session.mechanism.empty()) {
        if (!same_word(text, "PLAIN") && !same_word(text, "EXTERNAL")) {
            door_.reply(session, "908", "PLAIN,EXTERNAL :are available SASL mechanisms");
            return door_.reply(session, "904", ":SASL authentication failed");
        }
        session.mechanism = same_word(text, "PLAIN") ? "PLAIN" : "EXTERNAL";
        return door_.send(session, "AUTHENTICATE +");
    }
    if (text.size() > sasl_chunk || session.response.size() > max_response) {
        session.mechanism.clear();
        session.response.clear();
        return door_.reply(session, text.size() > sasl_chunk ? "905" : "904", ":SASL message too long");
    }
    if (text != "+") session.response += text;
    if (text.size() == sasl_chunk) return;
    bool good = true;
    const std::string decoded = decode_base64(std::exchange(session.response, {}), good);
    const std::string mechanism = std::exchange(session.mechanism, {});
    if (!good) return door_.reply(session, "904", ":SASL authentication failed");
    sasl_done(call, mechanism, decoded);
}

void IrcInterpreter::sasl_done(Call& call, std::string_view mechanism, std::string_view decoded) {
    if (mechanism == "EXTERNAL") return sasl_certificate(call, decoded);
    const std::size_t first = std::min(decoded.find('\0'), decoded.size());
    const std::size_t second = decoded.find('\0', first + 1);
    if (second == std::string_view::npos)
        return door_.reply(call.session, "904", ":SASL authentication failed");
    const std::string_view acts_as = decoded.substr(0, first);
    const std::string name(decoded.substr(first + 1, second - first - 1));
    const std::string word(decoded.substr(second + 1));
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    const bool clean = is_utf8(decoded) && std::none_of(name.begin(), name.end(), is_control) &&
                       std::none_of(word.begin(), word.end(), is_control);
    if ((!acts_as.empty() && acts_as != name) || name.empty() || word.empty() || !clean) {
        return door_.reply(call.session, "904", ":SASL authentication failed");
    }
    call.session.proves_for_sasl = true;
    hub().authentication().prove(call.user, name, word, call.now);
}

void IrcInterpreter::sasl_certificate(Call& call, std::string_view wanted) {
    const Account* account = hub().certificates().owner(call.user.connection.certificate());
    const bool other =
        account != nullptr && !wanted.empty() && hub().names().key_of(wanted) != account->name.key;
    if (account == nullptr || other) return door_.reply(call.session, "904", ":SASL authentication failed");
    call.session.proves_for_sasl = true;
    hub().propose({call.now, operation::Prove{call.id(), account->id}});
    proved(call.session, false);
}

void IrcInterpreter::proved(Session& session, bool oper) {
    User* user = hub().users().find(session.id);
    if (user == nullptr) return;
    const Now now = hub().last();
    const ClientId id = session.id;
    const AccountId which = user->connection.extras ? user->connection.extras->proved : 0;
    const Account* account = hub().accounts().find(which);
    if (account == nullptr) return;
    if (oper) {
        user->connection.extras->proved = 0;
        const bool may = hub().server_roles().is_operator(*account);
        hub().propose({now, operation::Record{.tool = user->name.text,
                                              .action = "oper",
                                              .target = account->name.text,
                                              .detail = may ? "" : "failed: no server operator"}});
        if (!may) return door_.reply(session, "491", ":That account is no server operator");
        session.is_operator = true;
        hub().propose({now, operation::Operate{id, which}});
        door_.reply(session, "381", ":You are now an IRC operator");
        return door_.send(session, fmt::format(":{} MODE {} +o", user->name.text, user->name.text));
    }
    if (session.proves_for_sasl) {
        door_.reply(session, "900",
                    fmt::format("{} {} :You are now logged in as {}", full_name(door_.nick_of(session)),
                                account->name.text, account->name.text));
        door_.reply(session, "903", ":SASL authentication successful");
        if (!session.is_welcome) session.proves_for_sasl = false;
    }
    session.proves_for_pass = false;
    if (session.is_welcome) return hub().propose({now, operation::LogIn{id, which}});
    come_in(*user, session, now);
}

void IrcInterpreter::oper(Call& call) {
    const Session& session = call.session;
    if (session.proves_for_oper || session.proves_for_sasl || session.proves_for_pass)
        return door_.reply(call.session, "263", "OPER :Another password is checked, try again then");
    call.session.proves_for_oper = true;
    hub().authentication().prove(call.user, call.param(0), call.param(1), call.now);
}

// --- Coming and going

void IrcInterpreter::quit(Call& call) {
    hub().propose({call.now, operation::Quit{call.id(), std::string(call.param(0))}});
}

void IrcInterpreter::ping(Call& call) {
    if (call.params() == 0) return door_.reply(call.session, "409", ":No origin specified");
    if (call.param(0).empty()) return door_.reply(call.session, "461", "PING :Not enough parameters");
    door_.send(call.session,
               fmt::format(":{} PONG {} :{}", door_.server().name, door_.server().name, call.param(0)));
}

}  // namespace confab::dialect::irc
