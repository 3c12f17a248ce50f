// The chat as a state machine: operations go in, what people see comes out through the EventSink. No sockets,
// no clock, no log; single-threaded, always. It builds the parts of the chat, gives each what it needs, hands
// what people send to the interpreter, which proposes operations, and applies those.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "confab/base/clock_watch.hpp"
#include "confab/base/name.hpp"
#include "confab/base/typed_line.hpp"
#include "confab/core/login/arrival.hpp"
#include "confab/core/login/attachment.hpp"
#include "confab/core/login/authentication.hpp"
#include "confab/core/login/certificates.hpp"
#include "confab/core/login/departure.hpp"
#include "confab/core/login/invite_codes.hpp"
#include "confab/core/login/login_deadlines.hpp"
#include "confab/core/login/naming.hpp"
#include "confab/core/login/operator_accounts.hpp"
#include "confab/core/login/readmission.hpp"
#include "confab/core/login/resume.hpp"
#include "confab/core/messages/editing.hpp"
#include "confab/core/messages/history.hpp"
#include "confab/core/messages/inbox.hpp"
#include "confab/core/messages/posting.hpp"
#include "confab/core/moderation/moderation.hpp"
#include "confab/core/operation.hpp"
#include "confab/core/operations/operations.hpp"
#include "confab/core/pending_requests.hpp"
#include "confab/core/ports/interpreter.hpp"
#include "confab/core/ports/operation_log.hpp"
#include "confab/core/ports/ports.hpp"
#include "confab/core/rooms/room_settings.hpp"
#include "confab/core/settings.hpp"

namespace confab {

class Hub final : public OperationLog {
  public:
    // `events`, `interpreter` and the ports outlive the hub. Throws std::runtime_error when ICU cannot be
    // used.
    Hub(EventSink& events, Interpreter& interpreter, ChatSettings settings, Ports outside = {});
    // Takes what was stored by an earlier run. Call it once, before anyone connects.
    void load(StoredState stored);

    // --- Operations. Nothing else changes what people share: names, rooms, messages, roles, sanctions,
    // accounts and presence. The questions that a connection is asked or waits for, and its place in the
    // history, are its own.

    // Both apply it at once. The monotonic time never goes back: a stamp that is older than the last one
    // counts as that.
    void propose(const Operation& operation) override;
    Outcome decide(const Operation& operation) override;

    // --- What the edge calls. An id that is unknown or gone is ignored.

    // Gives the client a guest name, a place in the lobby and the greeting, or hangs up if it is banned. If
    // there are no guests, the client is asked to log in, and gets all that then.
    // `view`: its dialect, and whether its display is interactive already; the rest of it is ignored.
    void connect(ClientId id, Now now, View view = {}, const Address& address = {}, bool encrypted = false,
                 std::string certificate = {}, Coming coming = {});
    // One line: valid UTF-8 without controls, no spaces at its end. What it means is for the interpreter to
    // say. Nothing comes of an empty one, unless the client is asked for a secret.
    void line(ClientId id, TypedLine line, Now now);
    // The client's program told the name of its user: they are called that here too, if they can be.
    void user_name(ClientId id, std::string_view name, Now now);
    // Several lines that are one message, with one id: `text` is as above, but holds newlines. What is over
    // ChatSettings::block_lines or block_bytes is refused as a whole; newlines at its end are not part of it.
    void block(ClientId id, std::string_view text, Now now);
    // Tells the client that its input had an error. Goes through the hub so that it comes after
    // the answers to what was sent before.
    void reject(ClientId id, const Refusal& why, Now now);
    void notice(ClientId id, const Reply& what, Now now);
    // The display of the client is interactive from now on, or no longer.
    void set_interactive(ClientId id, bool on);
    // What could the word before the cursor be? `line` is what is typed so far, `cursor` counts bytes
    // of it. Answered by EventSink::completions.
    void complete(ClientId id, std::string_view line, std::size_t cursor);
    std::optional<Status> status(ClientId id);
    // The connection is gone or going: the client is forgotten and hung up. `reason` may be empty. Messages
    // that have not arrived are shown to the client when it comes back.
    void disconnect(ClientId id, std::string_view reason, Now now, Arrived arrived = all_arrived);
    // The same at once, also if the client waits for an answer: what it sent meanwhile is dropped, because
    // it is gone for good.
    void lost(ClientId id, std::string_view reason, Now now, Arrived arrived = all_arrived);

    // Answers from outside. A ticket that is not waited for any more is ignored.
    void found(HistoryAnswer answer, Now now);
    void password_done(PasswordAnswer answer, Now now);
    void measured(Ticket ticket, Arrived arrived, Now now);

    // The store has begun to fail, or is well again, as `why` says: operators are told.
    void storage_changed(std::string_view why, Now now);

    // The whole chat as bytes, between two calls of the edge. A password that somebody is typing is not in
    // them.
    std::string snapshot(Now now) const;
    // Becomes the chat that was written; for a new hub, in place of load(). The settings stay its own. Nobody
    // is told anything, and what was asked outside is not asked again. If it refuses, nothing may be done
    // with the hub any more.
    Refusal restore(std::string_view bytes, Now now);

    // After restore(), once the edge has the connections: tells it the rooms and the preferences of each, and
    // asks anew what is not in the bytes. What still waits for an answer from outside is told that there is
    // none.
    void introduce(Now now);
    bool awaits_answers() const { return pending_.deadline().has_value(); }
    // Do the rules for names give all keys as they were written? They are others with another ICU.
    bool knows_names();
    // A connection that the edge cannot carry into the next program, or that ends because the server is going
    // down: its user is told how to come back, and it is hung up.
    void end_for_upgrade(ClientId id, Now now);
    void end_for_stop(ClientId id, Now now);
    // From a run that crashed to the next one, see Readmission; nothing if the person has no name yet.
    std::optional<PersonRecord> record_of(ClientId id);
    void readmit(std::vector<PersonRecord> records, Milliseconds lost, Now now);

    void tick(Now now);
    std::optional<MonoTime> deadline() const;

    void configure(ChatSettings settings);
    void stop(Now now);
    // What they are told then, for those who are not there yet.
    std::string goodbye() const { return interpreter_.word({Code::server_stopping}).text; }
    std::vector<std::string> operators_without_account() const {
        return server_roles_.operators_without_account();
    }
    std::size_t clients() const { return users_.connections(); }
    // A number for a code that nobody can guess; 0 if there is none to be had.
    std::uint64_t random_code() const { return outside_.random ? outside_.random() : 0; }

    // --- The parts, for commands and tools. A client that is passed to one of them is always connected.

    const ChatSettings& settings() const { return settings_; }
    const NameRules& names() const { return names_; }
    EventSink& events() { return events_; }
    Passwords& passwords() { return *outside_.passwords; }
    UserDirectory& users() { return users_; }
    AccountDirectory& accounts() { return accounts_; }
    RoomDirectory& rooms() { return rooms_; }
    Ignores& ignores() { return ignores_; }
    Replies& replies() { return replies_; }
    ServerRoles& server_roles() { return server_roles_; }
    SanctionRegister& sanctions() { return sanctions_; }
    Roles& roles() { return roles_; }
    Access& access() { return access_; }
    Ownership& ownership() { return ownership_; }
    RoomSettings& room_settings() { return room_settings_; }
    const PostingTokens& posting_tokens() const { return posting_tokens_; }
    Topics& topics() { return topics_; }
    Posting& posting() { return posting_; }
    History& history() { return history_; }
    Replay& replay() { return replay_; }
    Inbox& inbox() { return inbox_; }
    Departure& departure() { return departure_; }
    Moderation& moderation() { return moderation_; }
    Naming& naming() { return naming_; }
    Resume& resume() { return resume_; }
    Authentication& authentication() { return authentication_; }
    OperatorAccounts& operator_accounts() { return operator_accounts_; }
    const Certificates& certificates() const { return certificates_; }
    Now last() const { return last_; }
    const InviteCodes& invite_codes() const { return invite_codes_; }

  private:
    template <class What>
    void apply(const What& what, const Operation& operation, Outcome* decided);
    template <class Act>
    void apply_for(ClientId who, const Operation& operation, const Act& act);
    void answer(ClientId who, const Operation& operation, const Refusal& why);
    void answer(ClientId who, const Operation& operation, const Outcome& outcome);
    template <class What, class Act>
    void apply_if_named(ClientId who, const Operation& operation, const Act& act);
    std::uint64_t new_resume_code();
    User* acting(ClientId id, Now now);
    void end_label(ClientId id);
    void take_line(User& user, TypedLine line, Now now);
    void take_block(User& user, std::string_view text, Now now);
    void take_user_name(User& user, std::string_view name, Now now);
    Refusal can_take_block(const User& user, std::string_view text) const;
    bool waits(ClientId id, WaitingInput::Kind kind, TypedLine line, Arrived arrived = all_arrived);
    bool waits(ClientId id, WaitingInput::Kind kind, const Reply& what);
    void answered(Ticket ticket, Answer answer, Now now);
    void answered(User& user, PendingRequest request, Answer answer, Now now);
    void go_on(ClientId id, Now now);
    void introduce(User& user);
    template <class Self, class Each>
    static void for_each_part(Self& hub, Each&& each);

    EventSink& events_;
    Interpreter& interpreter_;
    ChatSettings settings_;
    Ports outside_;
    NameRules names_;
    ClockWatch clock_;
    AccountDirectory accounts_;
    UserDirectory users_;
    RoomDirectory rooms_;
    Ignores ignores_;

    // Each part is given parts above it, and never the hub. That is the order of the subjects, but for
    // Departure, through which Moderation expels.
    Replies replies_{events_, interpreter_};
    ServerRoles server_roles_{settings_, names_, accounts_, *outside_.state};
    ResumeTokens tokens_{settings_, clock_, *outside_.log};
    Audit audit_{*outside_.state, events_};
    SanctionRegister sanctions_{*outside_.state};
    SanctionCheck sanction_check_{sanctions_, server_roles_};
    GuestSeats guest_seats_{settings_, users_, sanctions_, *outside_.log};
    SanctionFollowers sanction_followers_{settings_, sanctions_, server_roles_};
    Roles roles_{server_roles_};
    RoomRecords records_{*outside_.state};
    Invitations invitations_{users_, ignores_, roles_};
    Access access_{settings_,     names_,          accounts_, rooms_,
                   server_roles_, sanction_check_, roles_,    invitations_};
    Visibility visibility_{rooms_, sanctions_, *outside_.state, *outside_.log};
    RuleChanges rule_changes_{records_, audit_, replies_};
    Ownership ownership_{settings_,  users_,      accounts_,     tokens_, rooms_,  records_,
                         sanctions_, visibility_, rule_changes_, audit_,  replies_};
    RoomSettings room_settings_{users_,     accounts_,   *outside_.log, invitations_,
                                ownership_, visibility_, rule_changes_};
    RoleGrants role_grants_{names_,   users_,       accounts_, ignores_, roles_,
                            records_, invitations_, access_,   audit_,   replies_};
    PostingTokens posting_tokens_{users_, accounts_, rooms_, sanctions_, rule_changes_};
    Views views_{events_, users_, ignores_};
    Presence presence_{events_, settings_, users_, rooms_, ignores_, replies_};
    Replay replay_{settings_, names_, ignores_, replies_};
    Topics topics_{events_, settings_, ignores_, access_, records_, replies_};
    Memberships memberships_{events_,    settings_, names_,    rooms_,  records_, invitations_, access_,
                             ownership_, views_,    presence_, replay_, topics_,  replies_};
    PendingRequests pending_{events_};
    Posting posting_{events_, settings_, ignores_, *outside_.log, guest_seats_,
                     access_, views_,    *this,    replies_};
    Editing editing_{events_,       settings_, users_, accounts_, ignores_,
                     *outside_.log, access_,   roles_, audit_,    replies_};
    Inbox inbox_{settings_, users_, accounts_, *outside_.state, access_, replies_};
    Purging purging_{names_, rooms_, accounts_, inbox_};
    History history_{settings_, rooms_, *outside_.log, access_, replay_, pending_, replies_};
    DeliveredSeats delivered_seats_{names_, ignores_};
    AccountSaves account_saves_{users_, *outside_.state, delivered_seats_};
    Departure departure_{events_,      users_,           ignores_,       *outside_.log, *outside_.passwords,
                         access_,      ownership_,       memberships_,   presence_,     tokens_,
                         guest_seats_, delivered_seats_, account_saves_, pending_,      replies_};
    Moderation moderation_{
        events_,       settings_, names_,       users_,          accounts_,           *outside_.state,
        server_roles_, audit_,    sanctions_,   sanction_check_, sanction_followers_, clock_,
        rooms_,        roles_,    role_grants_, guest_seats_,    memberships_,        departure_,
        replies_};
    Naming naming_{names_,          users_,  accounts_,       ignores_, server_roles_,
                   sanction_check_, access_, posting_tokens_, views_,   presence_};
    SecretInput secret_input_{events_, interpreter_};
    Resume resume_{events_,         settings_, names_,       users_,     *outside_.log, ignores_, sanctions_,
                   sanction_check_, rooms_,    access_,      ownership_, memberships_,  views_,   history_,
                   editing_,        tokens_,   guest_seats_, naming_,    pending_,      *this,    replies_};
    Attachment attachment_{events_,    settings_, users_,  rooms_,       memberships_,
                           ignores_,   views_,    replay_, guest_seats_, delivered_seats_,
                           departure_, resume_,   replies_};
    InviteCodes invite_codes_{settings_, accounts_, *outside_.state, audit_};
    Certificates certificates_{events_, settings_, accounts_, *outside_.state, *outside_.passwords};
    LoginDeadlines login_deadlines_{settings_, users_, departure_};
    Arrival arrival_{events_, settings_,   rooms_,  memberships_,     views_,        presence_, replay_,
                     topics_, moderation_, naming_, login_deadlines_, certificates_, users_,    replies_};
    Readmission readmission_{events_,    settings_,       names_,  users_,      accounts_,    ignores_,
                             sanctions_, sanction_check_, rooms_,  access_,     memberships_, views_,
                             presence_,  tokens_,         naming_, moderation_, replies_};
    Authentication authentication_{events_,
                                   settings_,
                                   names_,
                                   users_,
                                   accounts_,
                                   *outside_.state,
                                   *outside_.passwords,
                                   sanctions_,
                                   sanction_followers_,
                                   access_,
                                   ownership_,
                                   views_,
                                   naming_,
                                   account_saves_,
                                   departure_,
                                   resume_,
                                   attachment_,
                                   arrival_,
                                   invite_codes_,
                                   certificates_,
                                   inbox_,
                                   secret_input_,
                                   pending_,
                                   *this,
                                   replies_};
    OperatorAccounts operator_accounts_{
        settings_,           names_,  users_,          accounts_, server_roles_, *outside_.state,
        *outside_.passwords, naming_, authentication_, *this,     replies_,      interpreter_};
    Operations operations_{
        {events_, arrival_, departure_, views_, account_saves_},
        {events_, posting_, editing_, rooms_, authentication_, users_, ignores_, account_saves_, access_, posting_tokens_},
        {memberships_, topics_, room_settings_, ownership_, role_grants_, posting_tokens_, posting_, roles_,
         access_, rooms_},
        {moderation_, roles_, access_, audit_, users_, rooms_, purging_, replies_},
        {authentication_, attachment_, resume_, operator_accounts_, accounts_, invite_codes_, certificates_,
         roles_, users_},
        {settings_, server_roles_, presence_, account_saves_, departure_, login_deadlines_, inbox_}};
    Now last_{WallTime{}, MonoTime{}};  // the latest stamp
};

}  // namespace confab
