// Answers from outside, and what clients sent while they waited for them.
#include <utility>
#include <variant>

#include "answering.hpp"
#include "confab/core/hub.hpp"

namespace confab {

void Hub::found(HistoryAnswer answer, Now now) {
    const Ticket ticket = answer.ticket;
    answered(ticket, std::move(answer), now);
}

void Hub::password_done(PasswordAnswer answer, Now now) {
    if (operator_accounts_.answered(answer, now)) return;
    const Ticket ticket = answer.ticket;
    answered(ticket, std::move(answer), now);
}

void Hub::measured(Ticket ticket, Arrived arrived, Now now) { answered(ticket, arrived, now); }

void Hub::answered(Ticket ticket, Answer answer, Now now) {
    auto ended = pending_.end(ticket);
    if (!ended) return;
    User* user = acting(ended->who, now);
    const Answering answering(events_, replies_, user == nullptr ? UserId() : user->id, ended->who);
    replies_.set_label(ended->label);
    if (user != nullptr) answered(*user, std::move(ended->request), std::move(answer), now);
    if (!replies_.label().empty()) end_label(ended->who);
    go_on(ended->who, now);
}

// Where each request goes with its answer.
void Hub::answered(User& user, PendingRequest request, Answer answer, Now now) {
    if (auto* page = std::get_if<ShowPage>(&request)) {
        history_.answered(user, *page, std::move(answer), now);
    } else if (auto* results = std::get_if<ShowResults>(&request)) {
        history_.answered(user, *results, std::move(answer), now);
    } else if (auto* missed = std::get_if<ShowMissed>(&request)) {
        resume_.answered(user, std::move(*missed), std::move(answer), now);
    } else if (auto* check = std::get_if<CheckPassword>(&request)) {
        authentication_.answered(user, *check, answer, now);
    } else if (auto* make = std::get_if<MakePassword>(&request)) {
        authentication_.answered(user, *make, std::move(answer), now);
    } else if (auto* measure = std::get_if<MeasureGhost>(&request)) {
        if (const auto* arrived = std::get_if<Arrived>(&answer)) measure->ghost.arrived = *arrived;
        if (const auto* code = std::get_if<std::string>(&measure->proof)) {
            return resume_.measured(user, *code, measure->ghost, now);
        }
        authentication_.measured(user, std::get<AccountId>(measure->proof), measure->ghost, now);
    }
}

// What came while the client waited, until it waits again or is gone.
void Hub::go_on(ClientId id, Now now) {
    while (auto input = pending_.next_input(id)) {
        User* user = users_.find(id);
        if (user == nullptr) return static_cast<void>(pending_.forget(id));
        switch (input->kind) {
            case WaitingInput::Kind::line: take_line(*user, {input->text, input->changed_at}, now); break;
            case WaitingInput::Kind::block: take_block(*user, input->text, now); break;
            case WaitingInput::Kind::user_name: take_user_name(*user, input->text, now); break;
            case WaitingInput::Kind::reject: replies_.refuse(*user, Refusal(input->reply), now); break;
            case WaitingInput::Kind::notice: replies_.tell(*user, input->reply, now); break;
            case WaitingInput::Kind::disconnect: return lost(id, input->text, now, input->arrived);
        }
    }
    if (!pending_.waits(id)) events_.hold(id, false);
}

bool Hub::waits(ClientId id, WaitingInput::Kind kind, TypedLine line, Arrived arrived) {
    if (!pending_.waits(id)) return false;
    pending_.keep(id, kind, line, arrived);
    return true;
}

bool Hub::waits(ClientId id, WaitingInput::Kind kind, const Reply& what) {
    if (!pending_.waits(id)) return false;
    pending_.keep(id, kind, what);
    return true;
}

}  // namespace confab
